import { describe, expect, test } from 'vitest';
import { convergedPoint } from '../../../properties/zhu-2018/converged-point.ts';
import { convergence } from '../../../properties/zhu-2018/convergence.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { depth } from '../../../src/network/network.ts';
import { drawsAndShrinks } from '../../helpers/draws.ts';
import { kinds, point, scalar, verified } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, proveWithout, variants } = convergence;
const refute = (variant: string) => variants.find((v) => v.id === variant)!.refute;

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
const points = {
  fitted: scalar(3, 3, 1),
  // 3 − 2999/1000 = 1/1000: ½·10⁻⁶ ≤ 9·10⁻⁶.
  'nearly fitted': point([[1]], [[3]], [['2999/1000']], [[1]]),
  'one neuron, larger value': point(I2, Y31, [[1, 0]], [[3], [0]]),
  'one neuron, nearly': point(I2, Y31, [[1, '1/10000']], [[3], ['1/10000']]),
  'Y = 0, and R = 0': scalar(0, 0, 5),
} as const;
type Name = keyof typeof points;
const far = {
  origin: scalar(3, 0, 0),
  'one neuron, smaller value': point(I2, Y31, [[0, 1]], [[0], [1]]),
  halfway: scalar(3, 1, 1),
  // 3 − 299/100 = 1/100: ½·10⁻⁴ > 9·10⁻⁶.
  'not near enough': point([[1]], [[3]], [['299/100']], [[1]]),
  'Y = 0, and R is not': scalar(0, 1, 1),
} as const;

describe(id, () => {
  test.each(Object.keys(points) as Name[])('%s: within the gap', (name) => {
    const proof = prove(points[name]);
    expect([proof.verdict, kinds(proof)]).toEqual(['within-gap', ['least-squares', 'gap']]);
    expect(verified(id, points[name], proof)).toBe('VALID_EXACT');
  });

  test.each(Object.entries(far))('%s: a run that ended there is a failure', (_, instance) => {
    expect(() => prove(instance)).toThrow('above a lower bound of the least loss');
  });

  test.each([
    ['A1', scalar(3, 3)],
    ['A1', scalar(3, 3, 1, 1)],
    ['A2', point([[0]], [[3]], [[3]], [[1]])],
  ])('%s: no proof with it, one without it', (hypothesis, instance) => {
    expect(() => prove(instance)).toThrow(`hypothesis ${hypothesis} `);
    const proof = proveWithout(instance, hypothesis)!;
    expect(verified(`${id}/without-${hypothesis}`, instance, proof)).toBe('VALID_EXACT');
  });

  test.each<[string, string[]]>([
    ['any-start', ['origin', 'one neuron, smaller value']],
    ['exact', ['nearly fitted', 'one neuron, nearly']],
  ])('%s is refuted by %j alone', (variant, names) => {
    const candidates = variant === 'exact' ? points : { ...points, ...far };
    for (const [name, instance] of Object.entries(candidates)) {
      const proof = refute(variant)(instance);
      if (!names.includes(name)) expect(proof, name).toBeUndefined();
      else expect(verified(`${id}~${variant}`, instance, proof!), name).toBe('VALID_EXACT');
    }
  });

  test.each<[string, Name, keyof typeof far, string]>([
    ['of a fit', 'fitted', 'halfway', 'GAP'],
    ['of the larger value', 'one neuron, larger value', 'one neuron, smaller value', 'GAP'],
  ])('a gap from elsewhere is rejected: %s', (_, from, to, code) => {
    expect(verified(id, far[to], prove(points[from]))).toBe(code);
  });
});

describe('ends of gradient descent', () => {
  const ends = drawsAndShrinks(convergedPoint(), 100, 4);
  test('every draw and every shrink is within the gap, Y ≠ 0, X of full row rank', () => {
    for (const end of ends) {
      expect(prove(end).verdict).toBe('within-gap');
      expect([end.Y.isZero(), rank(end.X)]).toEqual([false, end.X.rows]);
    }
  });

  test('weights are multiples of 2⁻³⁰', () => {
    for (const { weights } of ends) for (const { den } of weights) expect((1n << 30n) % den).toBe(0n);
  });

  test.each([
    ['one layer', { depth: 1 }, 1, 0],
    ['three layers', { depth: 3, targets: 'generic', maxWidth: 2 }, 3, 0],
    ['an input that is a combination of the others', { dependentInputs: 1 }, 2, 1],
  ] as const)('%s', (_, options, H, lost) => {
    for (const end of drawsAndShrinks(convergedPoint(options), 30, 1)) {
      expect([depth(end), end.X.rows - rank(end.X)]).toEqual([H, lost]);
    }
  });
});

keepsItsPromises(convergence);
