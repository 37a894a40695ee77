import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, decidePoint } from '../../src/decision/decide.ts';
import { pointOf } from '../../src/decision/point.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { weightCount } from '../../src/network/derivatives.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { criticalInstance, data, directionOf, instance, integer, matrix } from '../helpers/arbitraries.ts';
import { cannotImprove, checkDecision } from '../helpers/decision.ts';
import { holds } from '../helpers/property.ts';

const I = Matrix.identity;
const O = Matrix.zeros;
const M = Matrix.fromRows;
const zeroWeights = (widths: readonly number[]): Matrix[] => widths.slice(1).map((rows, k) => O(rows, widths[k]!));
const zeros = (widths: number[], X: Matrix, Y: Matrix): Instance => makeInstance(X, Y, zeroWeights(widths), widths);

/** verdict, and the order of escape where there is one; everything is checked on the way. */
function verdict(it: Instance): string {
  const decision = decide(it);
  checkDecision(decision, it);
  return decision.escapeOrder === undefined ? decision.verdict : `${decision.verdict} ${decision.escapeOrder}`;
}

describe('the origin', () => {
  test.each([
    [1, 'not-critical 1'],
    [2, 'strict-saddle 2'],
    [3, 'non-strict-saddle 3'],
    [4, 'non-strict-saddle 4'],
    [5, 'non-strict-saddle 5'],
  ])('of %d layers: %s', (H, expected) => {
    for (const width of [1, 2]) {
      const it = zeros(
        range(H + 1).map(() => width),
        I(width),
        I(width).scale(new Rational(3n)),
      );
      expect(verdict(it)).toBe(expected);
    }
  });

  test('for any widths ≥ 1 and data with Σ_YX ≠ 0 the order of escape is H', () => {
    const cases = fc
      .array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 6 })
      .chain((widths) => data(widths[0]!, widths[widths.length - 1]!).map((d) => ({ widths, ...d })));
    let escaping = 0;
    holds(
      cases,
      ({ widths, X, Y }) => {
        const it = zeros(widths, X, Y);
        const decision = decide(it);
        checkDecision(decision, it);
        if (it.loss.Syx.isZero()) return decision.verdict === 'global-minimizer';
        escaping++;
        return decision.escapeOrder === widths.length - 1;
      },
      { seed: 3401, runs: 80 },
    );
    expect(escaping).toBeGreaterThan(30);
  });
});

describe('points of known class', () => {
  const Y2 = M([
    [2, 0],
    [0, 1],
  ]);
  const T = M([
    [1, 1],
    [0, 1],
  ]); // TTᵀ = [[2, 1], [1, 1]] has the eigenvalues (3 ± √5)/2
  const block = (a: Matrix, b: Matrix): Matrix => a.beside(O(a.rows, b.cols)).above(O(b.rows, a.cols).beside(b));
  const first = I(4).select([0, 1], undefined);
  const scaled = (c: Rational, m: Matrix) => m.scale(c);
  // c slightly above the golden ratio, so that c²·(3 − √5)/2 exceeds (3 + √5)/2 /… by less than doubles can tell.
  let [a, b] = [1n, 1n];
  for (let k = 0; k < 100; k++) [a, b] = [b, a + b];
  const golden = new Rational(b, a); // → (1 + √5)/2, and ((1 + √5)/2)⁴ = (3 + √5)/(3 − √5)
  const square = golden.mul(golden);
  const other = new Rational(a + b, b).mul(new Rational(a + b, b));
  const [over, under] = square.compare(other) > 0 ? [square, other] : [other, square];

  test.each<[string, Instance, string]>([
    ['one layer, the minimizer', makeInstance(I(2), Y2, [Y2]), 'global-minimizer'],
    ['one layer, elsewhere', makeInstance(I(2), Y2, [I(2)]), 'not-critical 1'],
    ['two layers, the larger value fitted', makeInstance(I(2), Y2, [M([[2, 0]]), M([[1], [0]])]), 'global-minimizer'],
    ['two layers, the smaller value fitted', makeInstance(I(2), Y2, [M([[0, 1]]), M([[0], [1]])]), 'strict-saddle 2'],
    ['two layers, a tie', makeInstance(I(2), I(2), [M([[0, 1]]), M([[0], [1]])]), 'global-minimizer'],
    [
      'three layers, the smaller value fitted',
      makeInstance(I(2), Y2, [M([[0, 1]]), I(1), M([[0], [1]])]),
      'strict-saddle 2',
    ],
    [
      'three layers, deficient rank, S = {2}',
      makeInstance(I(2), Y2, [
        M([
          [0, 1],
          [0, 0],
        ]),
        M([
          [1, 0],
          [0, 0],
        ]),
        M([
          [0, 0],
          [1, 0],
        ]),
      ]),
      'strict-saddle 2',
    ],
    [
      'three layers, deficient rank, S = {1}, tightened',
      makeInstance(I(2), Y2, [
        M([
          [2, 0],
          [0, 0],
        ]),
        M([
          [1, 0],
          [0, 0],
        ]),
        M([
          [1, 0],
          [0, 0],
        ]),
      ]),
      'non-strict-saddle 3',
    ],
    [
      'three layers, deficient rank, S = {1}, not tightened',
      makeInstance(I(2), Y2, [
        M([
          [2, 0],
          [0, 0],
        ]),
        I(2),
        M([
          [1, 0],
          [0, 0],
        ]),
      ]),
      'strict-saddle 2',
    ],
    [
      'fewer parameters than needed: rank R = d = 1, S = {2}, wide hidden layers',
      makeInstance(I(2), Y2, [
        M([
          [0, 1],
          [0, 0],
        ]),
        M([[1, 0]]),
        M([[0], [1]]),
      ]),
      'strict-saddle 2',
    ],
    [
      'rank RX < rank R = d',
      makeInstance(M([[1], [0]]), M([[1], [0]]), [M([[0, 1]]), M([[0], [1]])]),
      'strict-saddle 2',
    ],
    [
      'rank RX < rank R = d, three layers',
      makeInstance(M([[1], [0]]), M([[1], [0]]), [
        M([
          [0, 1],
          [0, 0],
        ]),
        M([[1, 0]]),
        M([[0], [1]]),
      ]),
      'strict-saddle 2',
    ],
    [
      'an irrational tie: diag(T, T), one block fitted',
      makeInstance(I(4), block(T, T), [first.mul(block(T, T)), first.transpose()]),
      'strict-saddle 2',
    ],
    [
      'an irrational near-tie, the right way round',
      makeInstance(I(4), block(scaled(over, T), T), [first.mul(block(scaled(over, T), T)), first.transpose()]),
      'global-minimizer',
    ],
    [
      'an irrational near-tie, the wrong way round',
      makeInstance(I(4), block(scaled(under, T), T), [first.mul(block(scaled(under, T), T)), first.transpose()]),
      'strict-saddle 2',
    ],
    ['widths 2, 0, 2', makeInstance(I(2), Y2, [O(0, 2), O(2, 0)]), 'global-minimizer'],
    ['widths 2, 3, 0, 2', makeInstance(I(2), Y2, [O(3, 2), O(0, 3), O(2, 0)]), 'global-minimizer'],
    [
      'widths 2, 0, 3, 2, other weights anything',
      makeInstance(I(2), Y2, [
        O(0, 2),
        O(3, 0),
        M([
          [1, 2, 3],
          [4, 5, 6],
        ]),
      ]),
      'global-minimizer',
    ],
    ['no inputs', makeInstance(O(0, 2), Y2, [O(2, 0)], [0, 2]), 'global-minimizer'],
    ['no outputs', makeInstance(I(2), O(0, 2), [I(2), O(0, 2)]), 'global-minimizer'],
    [
      'X = 0',
      makeInstance(O(2, 2), Y2, [
        I(2),
        M([
          [1, 2],
          [3, 4],
        ]),
      ]),
      'global-minimizer',
    ],
    ['Y = 0 at 0', zeros([2, 2, 2, 2], I(2), O(2, 2)), 'global-minimizer'],
    ['Y = 0, product not 0', makeInstance(I(1), O(1, 1), [I(1), I(1)]), 'not-critical 1'],
    [
      'Y = 0, product 0, factors not 0',
      makeInstance(I(2), O(2, 2), [
        M([
          [1, 0],
          [0, 0],
        ]),
        M([
          [0, 0],
          [0, 1],
        ]),
      ]),
      'global-minimizer',
    ],
    ['no samples', makeInstance(O(2, 0), O(1, 0), [M([[1, 2]]), M([[3]])]), 'global-minimizer'],
    ['one sample, fitted', makeInstance(M([[1], [2]]), M([[5]]), [M([[1, 2]]), M([[1]])]), 'global-minimizer'],
    ['one sample, not fitted', makeInstance(M([[1], [2]]), M([[5]]), [M([[1, 1]]), M([[1]])]), 'not-critical 1'],
    ['one sample at the origin', zeros([2, 2, 1], M([[1], [2]]), M([[5]])), 'strict-saddle 2'],
    [
      'one sample at the origin of three layers',
      zeros([2, 1, 1, 2], M([[1], [2]]), M([[5], [0]])),
      'non-strict-saddle 3',
    ],
  ])('%s', (_, it, expected) => expect(verdict(it)).toBe(expected));

  // Σ = diag(4c², 0, c²), R = 2c·E_11 + E_23, and the data do not see the third input: 0 is fitted, c² is not, though col RX belongs to 4c². Every pivot is tightened.
  test.each<[string, bigint]>([
    ['seen by doubles', 1n],
    ['beyond doubles', 10n ** 400n],
  ])('rank RX < rank R < d, %s', (_, c) => {
    const kept = Matrix.diagonal([1n, 1n, 0n].map((x) => new Rational(x)));
    const seen = M([
      [2n * c, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]);
    const Y = M([
      [2n * c, 0],
      [0, 0],
      [0, c],
    ]);
    expect(verdict(makeInstance(I(3).select(undefined, [0, 1]), Y, [seen, kept, kept]))).toBe('strict-saddle 2');
  });

  test('the irrational near-tie is settled by the Kronecker form', () => {
    const Y = block(scaled(over, T), T);
    const { evidence } = decide(makeInstance(I(4), Y, [first.mul(Y), first.transpose()]));
    expect(evidence[1]!.kind === 'ky-fan' && evidence[1]!.separation.form).toBe('kronecker');
  });
});

describe('rare strata of achour-2021/thm-classification', () => {
  const X2 = I(2);
  const Y1 = M([[1, 0]]);
  test.each<[string, Matrix, string]>([
    ['W_1 Σ_XY = 0 ≠ W_1: tightened', M([[0, 1]]), 'non-strict-saddle 3'],
    ['W_1 Σ_XY ≠ 0: not tightened', M([[1, 0]]), 'strict-saddle 2'],
    ['W_1 = 0', M([[0, 0]]), 'non-strict-saddle 3'],
  ])('widths 2, 1, 1, 1 with W_3 = W_2 = 0 and %s', (_, W1, expected) => {
    expect(verdict(makeInstance(X2, Y1, [W1, O(1, 1), O(1, 1)]))).toBe(expected);
  });

  const Y = M([
    [3, 0, 0],
    [0, 1, 0],
  ]);
  test.each<[string, Matrix, Matrix, Matrix, string]>([
    ['W_1 Σ_XY W_4 = 0, no factor 0: tightened', O(2, 1), O(1, 2), M([[0], [1]]), 'non-strict-saddle 3'],
    ['W_1 Σ_XY W_4 ≠ 0: not tightened', O(2, 1), O(1, 2), M([[1], [0]]), 'strict-saddle 2'],
    ['W_3 ≠ 0: not tightened', O(2, 1), M([[1, 0]]), M([[0], [1]]), 'strict-saddle 2'],
  ])('widths 3, 1, 2, 1, 2 with %s', (_, W2, W3, W4, expected) => {
    expect(verdict(makeInstance(I(3), Y, [M([[1, 0, 0]]), W2, W3, W4]))).toBe(expected);
  });
});

describe('every instance is decided, and every decision is right', () => {
  const mixed = fc
    .oneof(
      { weight: 3, arbitrary: instance({ minWidth: 1, maxWidth: 3, maxDepth: 5 }) },
      { weight: 1, arbitrary: instance({ minWidth: 0, maxWidth: 3, maxDepth: 4 }) },
      { weight: 4, arbitrary: criticalInstance({ maxWidth: 3, maxDepth: 5, invisible: 1 }) },
    )
    .filter((it) => weightCount(it) <= 30)
    .chain((it) => fc.tuple(fc.constant(it), directionOf(it, integer(2n)), directionOf(it)));

  // In parts, so that a failure is found soon; together 600 instances.
  const seen = new Map<string, number>();
  test.each([3501, 3502, 3503, 3504])('seed %d', (seed) => {
    holds(
      mixed,
      ([it, V, U]) => {
        const decision = decide(it);
        const order = decision.verdict === 'non-strict-saddle' ? ` ${decision.escapeOrder}` : '';
        const keys = [`${decision.verdict}${order}`];
        if (decision.verdict === 'global-minimizer') keys.push(`global by ${decision.evidence[0]!.kind}`);
        for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
        if (decision.verdict === 'global-minimizer' && !(cannotImprove(it, V) && cannotImprove(it, U))) return false;
        return checkDecision(decision, it);
      },
      { seed, runs: 150 },
    );
  });

  test('every class was met', () => {
    const least = { 'not-critical': 60, 'strict-saddle': 60, 'global by convexity': 30, 'global by leading': 20 };
    for (const [key, count] of Object.entries(least)) expect(seen.get(key) ?? 0, key).toBeGreaterThanOrEqual(count);
    for (const order of [3, 4, 5])
      expect(seen.get(`non-strict-saddle ${order}`) ?? 0, `order ${order}`).toBeGreaterThan(0);
  });

  test('a point that is prepared already gives the same decision', () => {
    holds(
      instance({ maxDepth: 3 }),
      (it) => JSON.stringify(decide(it).evidence) === JSON.stringify(decidePoint(pointOf(it)).evidence),
      { seed: 3505, runs: 30 },
    );
  });
});

describe('numbers of any size', () => {
  test.each([20n, 100n, 160n, 200n, 400n])('a global minimizer and a saddle with entries 10^%s', (e) => {
    const big = 10n ** e;
    const Y = M([
      [big, 0],
      [0, 1],
    ]);
    expect(verdict(makeInstance(I(2), Y, [M([[big, 0]]), M([[1], [0]])]))).toBe('global-minimizer');
    expect(verdict(makeInstance(I(2), Y, [M([[0, 1]]), M([[0], [1]])]))).toBe('strict-saddle 2');
    const deficient = [
      O(2, 2),
      M([
        [big, 0],
        [0, 0],
      ]),
      O(2, 2),
    ];
    expect(verdict(makeInstance(I(2), Y, deficient))).toBe('strict-saddle 2');
  });

  test('squares at the end of the range of doubles, where sums of them overflow', () => {
    const big = 10n ** 153n;
    const Y = M([
      [3n * big, -2n * big, big],
      [-big, big, 2n * big],
      [2n * big, big, -3n * big],
    ]);
    expect(verdict(zeros([3, 1, 3], I(3), Y))).toBe('strict-saddle 2');
    expect(verdict(zeros([3, 1, 1, 3], I(3), Y))).toBe('non-strict-saddle 3');
  });

  test('small ones', () => {
    const tiny = `1/${10n ** 400n}`;
    const Y = M([
      [tiny, 0],
      [0, 0],
    ]);
    expect(verdict(makeInstance(I(2), Y, [M([[tiny, 0]]), M([[1], [0]])]))).toBe('global-minimizer');
    expect(verdict(makeInstance(I(2), Y, [O(1, 2), O(2, 1)]))).toBe('strict-saddle 2');
  });

  test('rejects nothing: mixed sizes', () => {
    const sized = fc.tuple(matrix(2, 2, integer(3n)), fc.constantFrom(1n, 10n ** 30n), fc.constantFrom(1n, 10n ** 50n));
    holds(
      sized,
      ([Y, p, s]) => {
        const scaled = Y.scale(new Rational(p, s));
        const it = makeInstance(I(2), scaled, [O(2, 2), O(2, 2), I(2)]);
        return checkDecision(decide(it), it);
      },
      { seed: 3506, runs: 40 },
    );
  });
});
