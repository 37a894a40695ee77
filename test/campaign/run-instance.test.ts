import { describe, expect, test } from 'vitest';
import { Disagreement, type Property } from '../../src/campaign/property.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { scalarPoint, toy } from './toy.ts';

const at = (y: number, w1: number, w2: number): Property => ({ ...toy, instances: [() => scalarPoint(y, w1, w2)] });

describe('a run that is verified', () => {
  test.each([
    ['a gradient that is not zero', at(1, 1, 0), 'not-critical', [false, false]],
    ['a fitted point', at(1, 1, 1), 'global-minimizer', [true, false]],
    ['the origin', at(1, 0, 0), 'strict-saddle', [false, false]],
    ['the origin, y = 0', at(0, 0, 0), 'global-minimizer', [true, true]],
  ])('%s', (_, property, verdict, classes) => {
    const result = runInstance(property, 's', 0);
    expect(result).toMatchObject({ index: 0, status: 'VALID_EXACT', verdict, classes, trouble: undefined });
    expect(result.line).toMatch(/^\{.*\}\n$/);
  });
});

describe('a run that is a failure', () => {
  test('an exception in the proof is reported with seed and index', () => {
    const prove = () => {
      throw new Disagreement('two ways differ');
    };
    const result = runInstance({ ...toy, prove }, 's', 5);
    expect(result).toMatchObject({ status: 'ERROR', line: undefined, verdict: undefined });
    expect(result.trouble).toMatchObject({
      seed: 's',
      index: 5,
      code: 'ERROR',
      message: 'Disagreement: two ways differ',
    });
  });

  test('an exception in the generator', () => {
    const broken = { ...toy, instances: [() => scalarPoint(Number.NaN, 0, 0)] };
    expect(runInstance(broken, 's', 0).status).toBe('ERROR');
  });

  test('a wrong verdict is rejected by the verifier, and its certificate is kept', () => {
    const result = runInstance(
      { ...at(1, 0, 0), prove: (instance) => ({ ...toy.prove(instance), verdict: 'global-minimizer' }) },
      's',
      0,
    );
    expect(result).toMatchObject({ status: 'REJECTED', trouble: { code: 'EVIDENCE', pointer: '/evidence/1' } });
    expect(result.line).toBeDefined();
  });

  test('a statement that the verifier does not know is declined', () => {
    const result = runInstance({ ...toy, id: 'nobody/nothing' }, 's', 0);
    expect(result).toMatchObject({ status: 'DECLINED', trouble: { code: 'STATEMENT', pointer: '/statement' } });
  });

  test('an undecided verdict is not verified', () => {
    const prove = () => ({ verdict: 'undecided', hypotheses: [], evidence: [] }) as const;
    expect(runInstance({ ...toy, prove }, 's', 0)).toMatchObject({
      status: 'UNDECIDED',
      trouble: { code: 'UNDECIDED' },
    });
  });
});
