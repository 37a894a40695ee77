import { describe, expect, test } from 'vitest';
import { classify } from '../../src/certificate/classify.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { points } from './examples.ts';

test.each(points)('%s', (_, verdict, instance) => {
  const { decision, certificate, result } = classify(instance, 7);
  expect(decision.verdict).toBe(verdict);
  expect(result).toMatchObject({ status: 'VALID_EXACT', statement: 'depthcert/decision', verdict });
  expect(certificate.provenance).toMatchObject({ generator: 'input', index: 7 });
});

describe('a network with a Hessian above the limit', () => {
  const n = 65;
  const zeros = Matrix.zeros(n, n);
  const identity = Matrix.identity(n);

  test('is decided where no Hessian is needed', () => {
    expect(classify(makeInstance(identity, zeros, [zeros])).decision.verdict).toBe('global-minimizer');
  });

  test('is refused where one is', () => {
    const one = Matrix.build(1, 1, () => 1n);
    const wide = makeInstance(one, one, [Matrix.zeros(n, 1), zeros, Matrix.zeros(1, n)]);
    expect(() => classify(wide)).toThrow(expect.objectContaining({ code: 'LIMIT', pointer: '/widths' }));
  });
});
