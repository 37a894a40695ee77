import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '../../src/decision/decide.ts';
import { proposeEigenvectors } from '../../src/enclosure/jacobi.ts';
import { gapEvidence, lowerBound } from '../../src/evidence/gap.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { leftInverse, rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { form } from '../../src/exact/symmetric.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { bottleneckWidth, partialProducts } from '../../src/network/network.ts';
import { instance as anyInstance, criticalInstance, lowRank } from '../helpers/arbitraries.ts';
import { point } from '../helpers/points.ts';
import { holds } from '../helpers/property.ts';
import { outcome } from '../verifier/kinds/item.ts';
import { networkOf, theirs } from '../verifier/kinds/network-of.ts';

const I2 = [
  [1, 0],
  [0, 1],
];
const Y31 = [
  [3, 0],
  [0, 1],
];
/** What the verifier says of the evidence at this point. */
const checked = (instance: Instance, evidence = gapEvidence(instance)): string =>
  outcome(networkOf(instance), JSON.parse(JSON.stringify(evidence)), {
    ranks: new Map(),
    sigma: theirs(leastSquares(instance).sigma),
  });
const gapOf = (instance: Instance): Rational => Rational.parse(gapEvidence(instance).gap);
const relative = (instance: Instance): number => gapOf(instance).div(instance.loss.traceYY).toDouble();

describe('the optimality gap', () => {
  test('rank Σ ≤ d: Z = Σ, and the gap is ½‖(R − M)X‖²', () => {
    const found = gapEvidence(point([[1]], [[3]], [[1]], [[2]]));
    expect(found).toEqual({
      kind: 'gap',
      t: '0',
      D: ['9'],
      L: [['1']],
      slack: { form: 'sum-of-squares', D: [], L: [[]] },
      gap: '1/2',
    });
    const fitted = point([[1]], [[3]], [[1]], [[3]]);
    expect(gapOf(fitted)).toEqual(Rational.zero);
    expect(checked(fitted)).toBe('holds');
  });

  test.each<[string, number | string, number, number]>([
    ['a minimizer of rank 1', 3, 0, 0],
    // Σ = diag(9, 1): the least loss is ½. The gap is rounded up to 13 decimal digits.
    ['half of it', '3/2', 9 / 8, 9 / 8],
    ['nothing', 0, 9 / 2, 9 / 2],
  ])('one neuron for two values, %s', (_, scale, least, most) => {
    const instance = point(I2, Y31, [[1, 0]], [[scale], [0]]);
    const gap = gapOf(instance).toDouble();
    expect([gap >= least, gap <= most]).toEqual([true, true]);
    expect(checked(instance)).toBe('holds');
  });

  test('irrational eigenvalues: close to the minimum by an approximate eigenvector', () => {
    // Σ = Y² for Y = ((2, 1), (1, 1)), eigenvalues of Y (3 ± √5)/2, eigenvector (φ, 1).
    const phi = ['317811/196418', 1];
    const Y = [
      [2, 1],
      [1, 1],
    ];
    const u = Matrix.column(phi);
    const first = u.transpose().mul(Matrix.fromRows(Y));
    const second = u.scale(Rational.one.div(u.dot(u)));
    const instance = makeInstance(Matrix.identity(2), Matrix.fromRows(Y), [first, second]);
    expect(relative(instance)).toBeLessThan(1e-11);
    expect(checked(instance)).toBe('holds');
  });

  test.each([
    ['any points', anyInstance()],
    ['critical points', criticalInstance()],
  ])('%s: certified, above what any other matrix of rank ≤ d attains, and tight at minimizers', (_, instances) => {
    holds(
      instances.chain((p) => lowRank(p.Y.rows, p.X.rows, bottleneckWidth(p)).map((other) => [p, other] as const)),
      ([p, other]) => {
        const gap = gapOf(p);
        const { R } = partialProducts(p);
        const better = p.loss.value(R).sub(p.loss.value(other));
        const isGlobal = decide(p).verdict === 'global-minimizer';
        const scale = p.loss.traceYY.toDouble();
        return (
          checked(p) === 'holds' &&
          gap.compare(better) >= 0 &&
          gap.sign >= 0 &&
          (!isGlobal || gap.toDouble() <= 1e-11 * scale)
        );
      },
      { seed: 1, runs: 150 },
    );
  });

  test('rank-deficient X, and an empty bottleneck', () => {
    const deficient = point([[1], [1]], [[2], [1]], [[1, 0]], [[1], [0]]);
    expect(rank(deficient.X)).toBe(1);
    expect(checked(deficient)).toBe('holds');
    const empty = makeInstance(
      Matrix.identity(2),
      Matrix.fromRows(Y31),
      [Matrix.zeros(0, 2), Matrix.zeros(2, 0)],
      [2, 0, 2],
    );
    expect([gapOf(empty).compare(Rational.zero), checked(empty)]).toEqual([0, 'holds']);
    const silent = makeInstance(Matrix.identity(2), Matrix.zeros(0, 2), [Matrix.zeros(0, 2)], [2, 0]);
    expect([gapOf(silent).sign, checked(silent)]).toEqual([0, 'holds']);
  });

  test.each([400, -400])('numbers far outside the range of doubles: 10^%i', (exponent) => {
    const c = exponent > 0 ? new Rational(10n ** 400n) : new Rational(1n, 10n ** 400n);
    const scaled = makeInstance(Matrix.identity(2), Matrix.fromRows(Y31).scale(c), [
      Matrix.fromRows([[1, 0]]),
      Matrix.column([3, 0]).scale(c),
    ]);
    expect(checked(scaled)).toBe('holds');
    expect(relative(scaled)).toBeLessThan(1e-12);
  });

  test('nearly equal and very different eigenvalues', () => {
    const data = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }));
    holds(
      data,
      ([a, b]) => {
        const Y = Matrix.diagonal([
          Rational.one.add(new Rational(1n, 1n << BigInt(a))),
          Rational.one,
          new Rational(1n, 1n << BigInt(b)),
        ]);
        const larger = Matrix.fromRows([[1, 0, 0]]);
        const instance = makeInstance(Matrix.identity(3), Y, [larger.mul(Y), larger.transpose()]);
        return checked(instance) === 'holds' && relative(instance) < 1e-11;
      },
      { seed: 2, runs: 40 },
    );
  });

  test('the gap is short: as many significant digits as asked for', () => {
    const instance = point(I2, Y31, [['1/3', '1/7']], [['22/7'], ['1/11']]);
    for (const digits of [1, 5, 30]) {
      const [num, den = '1'] = gapEvidence(instance, leastSquares(instance), digits).gap.split('/');
      expect(10n ** BigInt(digits + 3) % BigInt(den)).toBe(0n);
      expect(BigInt(num!).toString().length).toBeLessThanOrEqual(digits + 4);
    }
  });
});

/** How far the lower bound is below the loss of a matrix that is close to the best, relative to ‖Y‖². Negative: the bound is wrong. */
function looseness(instance: Instance, digits: number): Rational {
  const ls = leastSquares(instance);
  const d = bottleneckWidth(instance);
  const top = orderedVectors(ls.sigma, 3 * digits + 60).slice(0, d);
  const left = top.reduce((m, v) => m.beside(v), Matrix.zeros(ls.sigma.rows, 0));
  const best = left.mul(leftInverse(left)!).mul(ls.M).mul(ls.selection);
  const bound = lowerBound(instance, gapEvidence(instance, ls, digits));
  return instance.loss.value(best).sub(bound).div(instance.loss.traceYY);
}
const orderedVectors = (sigma: Matrix, bits: number): Matrix[] => {
  const basis = proposeEigenvectors(sigma, 2 * bits);
  const rayleigh = (v: Matrix) => form(sigma, v).div(v.dot(v));
  return range(sigma.rows)
    .map((k) => basis.col(k))
    .sort((x, y) => rayleigh(y).compare(rayleigh(x)));
};

describe('the bound is as tight as asked', () => {
  const integers = (rows: number, cols: number) =>
    fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: rows * cols, maxLength: rows * cols })
      .map((all) => Matrix.build(rows, cols, (i, j) => BigInt(all[i * cols + j]!)));
  const instances = (n: number, d: number) =>
    fc
      .tuple(integers(n, n + 2), integers(n, n + 2), integers(d, n), integers(n, d))
      .filter(([, Y]) => !Y.isZero())
      .map(([X, Y, V, U]) => makeInstance(X, Y, [V, U]));

  test.each([
    [2, 1, 6],
    [3, 1, 12],
    [3, 2, 30],
    [4, 2, 100],
    [6, 3, 20],
  ])('%i outputs, rank %i, %i digits', (n, d, digits) => {
    const tolerance = new Rational(1n, 10n ** BigInt(digits));
    holds(
      instances(n, d),
      (instance) => {
        const loose = looseness(instance, digits);
        const evidence = gapEvidence(instance, leastSquares(instance), digits);
        return loose.sign >= 0 && loose.compare(tolerance) <= 0 && checked(instance, evidence) === 'holds';
      },
      { seed: 3, runs: 12 },
    );
  });

  test.each([30, -30])('all numbers times 10^%i: the same relative accuracy', (exponent) => {
    const c = new Rational(10n ** 30n);
    const factor = exponent > 0 ? c : Rational.one.div(c);
    const Y = Matrix.fromRows([
      [2, 1],
      [1, 1],
    ]).scale(factor);
    const instance = makeInstance(Matrix.identity(2), Y, [Matrix.fromRows([[1, 1]]), Matrix.column([1, 1])]);
    const loose = looseness(instance, 40);
    expect([loose.sign >= 0, loose.compare(new Rational(1n, 10n ** 40n)) <= 0]).toEqual([true, true]);
  });

  test('irrational eigenvalues below the rounding: Z = Σ is taken, and the bound is not negative', () => {
    const Y = Matrix.diagonal([Rational.one, new Rational(1n, 10n ** 20n), new Rational(1n, 10n ** 20n)]).add(
      Matrix.fromRows([
        [0, 0, 0],
        [0, 0, '1/300000000000000000000'],
        [0, 0, 0],
      ]),
    );
    const instance = makeInstance(Matrix.identity(3), Y, [Matrix.fromRows([[1, 0, 0]]), Matrix.column([1, 0, 0])]);
    const evidence = gapEvidence(instance, leastSquares(instance), 12);
    expect([evidence.t, lowerBound(instance, evidence).sign]).toEqual(['0', 0]);
    expect(checked(instance, evidence)).toBe('holds');
  });

  test('rational eigenvalues, also repeated ones: the bound is attained', () => {
    const Y = Matrix.fromRows([
      [3, 0, 0, 0],
      [0, 2, 0, 0],
      [0, 0, 2, 0],
      [0, 0, 0, 1],
    ]);
    for (const d of [1, 2, 3]) {
      const [first, second] = [Matrix.identity(4).select(range(d), undefined), Y.select(undefined, range(d))];
      const fitted = makeInstance(Matrix.identity(4), Y, [first, second]);
      expect(gapEvidence(fitted).gap).toBe('0');
      expect(checked(fitted)).toBe('holds');
    }
  });
});
