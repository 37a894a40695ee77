import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixed } from '../../properties/generators/mixed.ts';
import { onRankDeficientX } from '../../properties/generators/only-without.ts';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { type Fit, fitOf } from '../../src/decision/fit.ts';
import { isCritical, pointOf, type SquarePoint } from '../../src/decision/point.ts';
import { spectraAt } from '../../src/decision/step-4-full-rank.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { criticalInstance } from '../helpers/arbitraries.ts';
import { checkLeading, checkLeastSquares, checkSubspaces, curvature } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds, must } from '../helpers/property.ts';

const I = Matrix.identity;
const O = Matrix.zeros;
const M = Matrix.fromRows;

/** Everything that a fit says, checked; its kinds of evidence, or `direction`. */
function kindOf(fit: Fit, { instance, rank, products }: SquarePoint): string {
  if ('direction' in fit) {
    const rows = fit.direction.map((m) => m.toRows());
    must(curvature(instance, rows).sign === -1, 'D²L[V,V] < 0');
    must(
      fit.direction.every((m) => m.den === 1n),
      'integers',
    );
    must(
      fit.direction.slice(1, -1).every((m) => m.isZero()),
      'the first and the last layer move',
    );
    return 'direction';
  }
  for (const e of fit.evidence) {
    if (e.kind === 'leading') checkLeading(e, instance);
    if (e.kind === 'ky-fan' || e.kind === 'prefix') {
      const before = fit.evidence[0]!;
      if (before.kind !== 'least-squares') throw new Error('least-squares stands before it');
      const { q } = checkSubspaces(e, checkLeastSquares(before, instance.X, instance.Y).sigma, rank);
      must(q.transpose().mul(products.R).isZero(), 'qᵀR = 0');
    }
  }
  return fit.evidence.map((e) => e.kind).join(' ');
}
const at = (it: Instance): string => {
  const p = pointOf(it);
  must(isCritical(p) && !p.G.isZero(), 'a critical point with G ≠ 0');
  return kindOf(fitOf(p), p);
};

/** X, Y and the outer layers times powers of ten: critical as before, and Σ times a number. */
const resized = (it: Instance, x: Rational, y: Rational): Instance =>
  makeInstance(
    it.X.scale(x),
    it.Y.scale(y),
    it.weights.map((w, h) => {
      const first = h === 0 ? w.scale(Rational.one.div(x)) : w;
      return h === it.weights.length - 1 ? first.scale(y) : first;
    }),
    it.widths,
  );
const powers = [-400, -160, -20, 0, 20, 153, 400].map((k) =>
  k < 0 ? new Rational(1n, 10n ** BigInt(-k)) : new Rational(10n ** BigInt(k)),
);

describe('whether R fits the leading eigenvalues', () => {
  const critical = fc
    .oneof(
      mixed(),
      onRankDeficientX(patternPoint({ spectrum: 'any', maxDepth: 4 })),
      criticalInstance({ maxDepth: 4, invisible: 2, minEnds: 2 }),
    )
    .filter((it) => {
      const p = pointOf(it);
      return isCritical(p) && !p.G.isZero();
    });

  test('is what the exact comparison of spectra says; at ordinary sizes doubles see it', () => {
    const seen = new Map<string, number>();
    holds(
      critical,
      (it) => {
        const p = pointOf(it);
        const kind = kindOf(fitOf(p), p);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        return (kind !== 'direction') === spectraAt(p).separated;
      },
      { seed: 6601, runs: 120 },
    );
    expect(Math.min(seen.get('leading') ?? 0, seen.get('direction') ?? 0)).toBeGreaterThan(15);
  });

  test('at any size: the same answer, by exact elimination where it must be', () => {
    const seen = new Map<string, number>();
    let lost = 0;
    holds(
      fc.tuple(critical, fc.constantFrom(...powers), fc.constantFrom(...powers)),
      ([it, x, y]) => {
        const [p, large] = [pointOf(it), pointOf(resized(it, x, y))];
        if (N.rankOf(p.products.R.mul(it.X)) < p.rank) lost++;
        const kind = kindOf(fitOf(large), large);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        return (kind === 'direction') === 'direction' in fitOf(p);
      },
      { seed: 6602, runs: 120 },
    );
    for (const kind of ['direction', 'leading', 'least-squares ky-fan', 'least-squares prefix']) {
      expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(3);
    }
    expect(lost).toBeGreaterThan(3);
  });

  // Σ = diag(1 + ε, 1), one of the two fitted.
  const Y = (ε: Rational) =>
    I(2).add(
      M([
        [1, 0],
        [0, 0],
      ]).scale(ε),
    );
  const fitting = (k: 0 | 1, ε: Rational) => {
    const unit = Matrix.unit(2, k);
    return makeInstance(I(2), Y(ε), [unit.transpose().mul(Y(ε)), unit]);
  };
  test.each([10n, 45n, 60n, 1000n])('eigenvalues that differ by 2^−%s', (bits) => {
    const ε = new Rational(1n, 2n ** bits);
    expect(at(fitting(0, ε))).toMatch(/leading|ky-fan/);
    expect(at(fitting(1, ε))).toBe('direction');
    expect(at(fitting(0, ε.neg()))).toBe('direction');
    expect(at(fitting(1, ε.neg()))).toMatch(/leading|ky-fan/);
  });

  test('a tie', () => {
    expect(at(fitting(0, Rational.zero))).toBe('leading');
    expect(at(fitting(1, Rational.zero))).toBe('leading');
  });

  // Σ = diag(4, 0, 1)·c², and R sees the first target on the data, the second not.
  test.each([1n, 10n ** 160n, 10n ** 400n])('rank RX < rank R: 0 is fitted, %s is not', (c) => {
    const X = I(3).select(undefined, [0, 1]);
    const target = M([
      [2n * c, 0],
      [0, 0],
      [0, c],
    ]);
    const first = M([
      [2n * c, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
    ]);
    const kept = M([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(at(makeInstance(X, target, [first, kept]))).toBe('direction');
    expect(at(makeInstance(X, target, [first, kept, kept]))).toBe('direction');
    // At the bottleneck d = 2, too.
    const narrow = [first.select([0, 1], undefined), kept.select(undefined, [0, 1])];
    expect(at(makeInstance(X, target, narrow))).toBe('direction');
  });

  test('R = 0 fits nothing, so it fits', () => {
    expect(at(makeInstance(I(2), I(2), [O(1, 2), O(2, 1)]))).toBe('leading');
    expect(at(makeInstance(I(2), I(2).scale(powers[6]!), [O(1, 2), O(2, 1)]))).toBe('least-squares prefix');
  });
});
