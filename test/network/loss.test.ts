import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type ExactLossKind, isQuadratic, type Loss } from '../../src/network/loss.ts';
import { exactLossKinds, makeLoss } from '../../src/network/losses/index.ts';
import { data, integer, matrix, rational } from '../helpers/arbitraries.ts';
import { lossJson, residual } from '../helpers/losses.ts';
import { holds } from '../helpers/property.ts';

const q = Rational.parse;
const cases = fc.tuple(
  data(2, 2),
  fc.oneof(matrix(2, 2), matrix(2, 2, integer(2n))),
  matrix(2, 2, integer(3n)),
  rational(1n, 9n),
);
const lossOf = (kind: ExactLossKind, X: Matrix, Y: Matrix): Loss => makeLoss(lossJson(kind, Y), X, Y);
const differentiable = exactLossKinds.filter((kind) => kind !== 'absolute');

/** f(R) + ⟨G, E⟩ ≤ f(R + E): the tangent lies below. */
const tangentBelow = (f: Loss, R: Matrix, E: Matrix): boolean =>
  f
    .value(R)
    .add(f.gradient(R).dot(E))
    .compare(f.value(R.add(E))) <= 0;

/** (f(R + sE) − f(R))/s, exactly. */
const quotient = (f: Loss, R: Matrix, E: Matrix, s: Rational): Rational =>
  f
    .value(R.add(E.scale(s)))
    .sub(f.value(R))
    .div(s);

/** C such that |f(R + sE) − f(R) − s⟨G, E⟩| ≤ s²C for |s| ≤ 1: entry by entry, with e = (RX − Y)_{kl} and h = (EX)_{kl}. */
function curvatureBound(f: Loss, R: Matrix, E: Matrix): Rational {
  const [e, h] = [residual(f, R), E.mul(f.X)];
  const json = f.toJson();
  return range(e.rows)
    .flatMap((k) =>
      range(e.cols).map((l) => {
        const [x, y] = [e.entry(k, l), h.entry(k, l)];
        const square = y.mul(y);
        if (json.kind === 'quartic') {
          const mixed = x.mul(y).sign < 0 ? x.mul(y).neg() : x.mul(y);
          return square.mul(
            q('3/2')
              .mul(x)
              .mul(x)
              .add(mixed)
              .add(square.div(q('4'))),
          );
        }
        return square.mul(json.kind === 'weighted-square' ? q(json.weights[k]![l]!) : Rational.one).div(q('2'));
      }),
    )
    .reduce((s, x) => s.add(x), Rational.zero);
}

const steps = ['1', '1/2', '1/8', '1/1024', `1/${2n ** 80n}`].map(q);

/**
 * Whether ⟨G, E⟩ is the derivative along E: the quotients from the right and from the left differ from it by at most sC at the
 * exact steps s, so they converge to it.
 */
const converges = (f: Loss, G: Matrix, R: Matrix, E: Matrix): boolean =>
  steps.every((s) =>
    [s, s.neg()].every((t) => {
      const gap = quotient(f, R, E, t).sub(G.dot(E));
      return (gap.sign < 0 ? gap.neg() : gap).compare(s.mul(curvatureBound(f, R, E))) <= 0;
    }),
  );

/** Whether the quotients from the left and from the right have ⟨G, E⟩ between them, and close in on it as s falls. */
const bracketed = (f: Loss, G: Matrix, R: Matrix, E: Matrix): boolean => {
  const slope = G.dot(E);
  return steps.every((s, k) => {
    const [left, right] = [quotient(f, R, E, s.neg()), quotient(f, R, E, s)];
    const before = steps[k - 1];
    const closer =
      !before || (left.compare(quotient(f, R, E, before.neg())) >= 0 && right.compare(quotient(f, R, E, before)) <= 0);
    return closer && left.compare(slope) <= 0 && right.compare(slope) >= 0;
  });
};

const units = (rows: number, cols: number): Matrix[] =>
  range(rows * cols).map((n) => Matrix.build(rows, cols, (i, j) => (i * cols + j === n ? 1n : 0n)));

/** Whether every entry of G is the symmetric difference quotient along its coordinate, which is exact for a quadratic f. */
const isCoordinateGradient = (f: Loss, G: Matrix, R: Matrix): boolean =>
  units(R.rows, R.cols).every((E) => {
    const sum = quotient(f, R, E, Rational.one).add(quotient(f, R, E, Rational.one.neg()));
    return sum.div(q('2')).equals(G.dot(E));
  });

/** Gradients that are wrong unless they happen to be equal to G. */
const wrongGradients = (G: Matrix): Matrix[] =>
  [
    G.neg(),
    G.transpose(),
    G.scale(q('2')),
    G.scale(q('1/2')),
    G.add(Matrix.unit(2, 1).mul(Matrix.unit(2, 0).transpose()).scale(q('1/1000'))),
    Matrix.zeros(2, 2),
  ].filter((wrong) => !wrong.equals(G));

describe.each(exactLossKinds)('the contract of a loss: %s', (kind) => {
  test('says its kind, its data and its JSON, from which it can be made again', () => {
    holds(
      cases,
      ([{ X, Y }, R]) => {
        const f = lossOf(kind, X, Y);
        const again = makeLoss(JSON.parse(JSON.stringify(f.toJson())), X, Y);
        return (
          f.kind === kind &&
          f.toJson().kind === kind &&
          f.X === X &&
          f.Y === Y &&
          again.value(R).equals(f.value(R)) &&
          JSON.stringify(again.toJson()) === JSON.stringify(f.toJson())
        );
      },
      { seed: 1300, runs: 30 },
    );
  });

  test('convex: every chord lies above', () => {
    holds(
      cases,
      ([{ X, Y }, R, E, s]) => {
        const f = lossOf(kind, X, Y);
        const t = s.sign < 0 ? s.neg() : s;
        const chord = f
          .value(R)
          .mul(Rational.one.sub(t))
          .add(f.value(R.add(E)).mul(t));
        // The regularizer of balanced-square is not a function of R: its f is convex, but the loss does not call itself so.
        return f.convex === (kind !== 'balanced-square') && f.value(R.add(E.scale(t))).compare(chord) <= 0;
      },
      { seed: 1301, runs: 150 },
    );
  });

  test('rejects matrices of the wrong shape', () => {
    const [X, Y] = [Matrix.zeros(2, 3), Matrix.zeros(1, 3)];
    const f = lossOf(kind, X, Y);
    expect(() => f.value(Matrix.zeros(2, 1))).toThrow(RangeError);
    expect(() => f.residualFor(Matrix.zeros(3, 1))).toThrow(RangeError);
    expect(() => lossOf(kind, Matrix.zeros(2, 2), Y)).toThrow(/numbers of samples differ/);
  });
});

describe.each(differentiable)('a differentiable loss: %s', (kind) => {
  test('the one-sided difference quotients converge to ⟨G, E⟩, also at kinks of the slope', () => {
    let kinks = 0;
    holds(
      cases,
      ([{ X, Y }, R, E]) => {
        const f = lossOf(kind, X, Y);
        const G = f.gradient(R);
        if (residual(f, R).num.some((x) => x === 2n * residual(f, R).den || x === -2n * residual(f, R).den)) kinks++;
        return f.differentiable && tangentBelow(f, R, E) && bracketed(f, G, R, E) && converges(f, G, R, E);
      },
      { seed: 1302, runs: 120 },
    );
    expect(kinks).toBeGreaterThan(10);
  });

  test('a wrong gradient is found out along a coordinate', () => {
    let tried = 0;
    holds(
      cases,
      ([{ X, Y }, R]) => {
        const f = lossOf(kind, X, Y);
        const wrong = wrongGradients(f.gradient(R));
        tried += wrong.length;
        return wrong.every((G) => units(2, 2).some((E) => !bracketed(f, G, R, E) || !converges(f, G, R, E)));
      },
      { seed: 1303, runs: 60 },
    );
    expect(tried).toBeGreaterThan(200);
  });

  test('residualFor inverts the slope: with Y = RX − E the gradient is NXᵀ', () => {
    let found = 0;
    const small = fc.constantFrom(...['-1', '0', '1', '1/8', '-1/27', '8', '2', '-2', '5'].map(q));
    holds(
      fc.tuple(matrix(2, 3), matrix(2, 2), matrix(2, 3, small)),
      ([X, R, N]) => {
        const E = lossOf(kind, X, Matrix.zeros(2, 3)).residualFor(N);
        if (!E) return kind === 'huber' || kind === 'quartic';
        found++;
        return lossOf(kind, X, R.mul(X).sub(E)).gradient(R).equals(N.mul(X.transpose()));
      },
      { seed: 1304, runs: 200 },
    );
    expect(found).toBeGreaterThan(5);
  });
});

describe.each(exactLossKinds)('second derivatives: %s', (kind) => {
  const quadratic = ['square', 'weighted-square', 'balanced-square'].includes(kind);

  test(quadratic ? 'a quadratic loss is its Taylor polynomial' : 'not a quadratic loss', () => {
    let wrong = 0;
    holds(
      cases,
      ([{ X, Y }, R, E]) => {
        const f = lossOf(kind, X, Y);
        if (!isQuadratic(f)) return !quadratic;
        const G = f.gradient(R);
        if (wrongGradients(G).every((other) => !isCoordinateGradient(f, other, R))) wrong++;
        const change = G.dot(E).add(f.secondDerivative(E, E).div(q('2')));
        const byRows = range(2)
          .map((k) => E.row(k).mul(f.gram(k)).dot(R.row(k)))
          .reduce((s, x) => s.add(x), Rational.zero);
        return (
          quadratic &&
          isCoordinateGradient(f, G, R) &&
          f.value(R.add(E)).equals(f.value(R).add(change)) &&
          f.secondDerivative(E, R).equals(f.secondDerivative(R, E)) &&
          f.secondDerivative(E, R).equals(byRows)
        );
      },
      { seed: 1305, runs: 100 },
    );
    expect(wrong).toBe(quadratic ? 100 : 0);
  });
});

test('the absolute loss is not differentiable where a residual is 0: its one-sided derivatives differ', () => {
  const f = lossOf('absolute', Matrix.identity(1), Matrix.fromRows([[3]]));
  const [R, E] = [Matrix.fromRows([[3]]), Matrix.identity(1)];
  expect(f.differentiable).toBe(false);
  for (const s of steps) {
    expect(quotient(f, R, E, s).toString()).toBe('1');
    expect(quotient(f, R, E, s.neg()).toString()).toBe('-1');
  }
  // Whatever is taken for the gradient there: the quotients do not converge to it.
  for (const slope of ['-1', '0', '1/2', '1']) expect(converges(f, Matrix.fromRows([[slope]]), R, E)).toBe(false);
  // Away from 0 the same test is passed.
  const away = Matrix.fromRows([[5]]);
  expect(converges(f, Matrix.identity(1), away, E)).toBe(true);
});
