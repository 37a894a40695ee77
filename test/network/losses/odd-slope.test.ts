import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Enclosure } from '../../../src/enclosure/enclosure.ts';
import { Enclosures } from '../../../src/enclosure/enclosures.ts';
import { Matrix, range } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import type { TranscendentalLoss, TranscendentalLossJson } from '../../../src/network/loss.ts';
import { makeLoss } from '../../../src/network/losses/index.ts';
import { integer, matrix } from '../../helpers/arbitraries.ts';
import { holds } from '../../helpers/property.ts';

const q = Rational.parse;
const E = new Enclosures(30);
const losses: readonly TranscendentalLossJson[] = [
  { kind: 'log-cosh' },
  { kind: 'pseudo-huber', delta: '1/2' },
  { kind: 'logistic' },
];
/** Numbers from 0 to 1: labels of every loss. */
const label = fc
  .tuple(fc.bigInt({ min: 0n, max: 4n }), fc.bigInt({ min: 4n, max: 6n }))
  .map(([a, b]) => new Rational(a, b));
/** Data with samples that repeat, so that slopes of one size meet. */
const cases = fc.record({
  X: fc.oneof(matrix(2, 3), matrix(2, 3, integer(1n))),
  Y: fc.oneof(matrix(2, 3, label), matrix(2, 3, fc.constantFrom(...['0', '1'].map(q)))),
  R: fc.oneof(matrix(2, 2), matrix(2, 2, integer(1n))),
  V: matrix(2, 2, integer(3n)),
  s: label,
});

/** Doubles from the textbook: φ and φ′ by e for log-cosh and pseudo-huber, by z for logistic. */
const textbook = {
  'log-cosh': [(e: number) => Math.log(Math.cosh(e)), (e: number) => Math.tanh(e)],
  'pseudo-huber': [
    (e: number) => 0.25 * (Math.sqrt(1 + (e / 0.5) ** 2) - 1),
    (e: number) => e / Math.sqrt(1 + (e / 0.5) ** 2),
  ],
  logistic: [
    (e: number, y: number) => Math.log(1 + Math.exp(e + y)) - y * (e + y),
    (e: number, y: number) => 1 / (1 + Math.exp(-e - y)) - y,
  ],
} as const;

const near = (x: Enclosure, double: number): boolean =>
  Math.abs(x.midpoint().toNumber() - double) <= 1e-12 * (1 + Math.abs(double));
const slopeAlong = (f: TranscendentalLoss, R: Matrix, V: Matrix): Enclosure => f.gradient(R).enclosedAlong(V, E);
/** (f(R + tV) − f(R))/t. */
const quotient = (f: TranscendentalLoss, R: Matrix, V: Matrix, t: Rational): Enclosure =>
  f
    .enclosedValue(R.add(V.scale(t)), E)
    .sub(f.enclosedValue(R, E))
    .div(E.of(t));

describe.each(losses)('$kind', (json) => {
  const make = (X: Matrix, Y: Matrix) => makeLoss(json, X, Y);

  test('says that it is convex and differentiable', () => {
    const f = make(Matrix.identity(2), Matrix.zeros(2, 2));
    expect([f.kind, f.convex, f.differentiable]).toEqual([json.kind, true, true]);
    expect(() => make(Matrix.identity(2), Matrix.zeros(2, 3))).toThrow('numbers of samples differ');
  });

  test('values and gradients are the sums of the textbook', () => {
    const [phi, slope] = textbook[json.kind];
    const right = ({ X, Y, R }: { X: Matrix; Y: Matrix; R: Matrix }) => {
      const f = make(X, Y);
      const [e, y, x] = [R.mul(X).sub(Y).toDoubles(), Y.toDoubles(), X.toDoubles()];
      const all = range(2).flatMap((k) => range(3).map((l) => [k, l] as const));
      const value = all.reduce((sum, [k, l]) => sum + phi(e[k]![l]!, y[k]![l]!), 0);
      const G = f.gradient(R).enclosed(E);
      return (
        near(f.enclosedValue(R, E), value) &&
        range(2).every((k) =>
          range(2).every((i) =>
            near(
              G.at(k, i),
              range(3).reduce((sum, l) => sum + slope(e[k]![l]!, y[k]![l]!) * x[i]![l]!, 0),
            ),
          ),
        )
      );
    };
    holds(cases, right, { seed: 1701, runs: 100 });
  });

  test('more digits are in fewer', () => {
    const [coarse, fine] = [new Enclosures(8), new Enclosures(80)];
    const nested = ({ X, Y, R }: { X: Matrix; Y: Matrix; R: Matrix }) => {
      const f = make(X, Y);
      const G = f.gradient(R);
      return (
        f.enclosedValue(R, coarse).contains(f.enclosedValue(R, fine)) && G.enclosed(coarse).contains(G.enclosed(fine))
      );
    };
    holds(cases, nested, { seed: 1702, runs: 60 });
  });

  test('convex: no chord is below, no tangent above', () => {
    holds(
      cases,
      ({ X, Y, R, V, s }) => {
        const f = make(X, Y);
        const [here, there] = [R, R.add(V)].map((at) => f.enclosedValue(at, E)) as [Enclosure, Enclosure];
        const chord = here.mul(E.of(Rational.one.sub(s))).add(there.mul(E.of(s)));
        const between = f.enclosedValue(R.add(V.scale(s)), E);
        const tangent = here.add(slopeAlong(f, R, V));
        return between.compare(chord) !== 1 && tangent.compare(there) !== 1;
      },
      { seed: 1703, runs: 100 },
    );
  });

  test('differentiable: the one-sided quotients close in on ⟨G, V⟩ as t does on 0', () => {
    holds(
      cases,
      ({ X, Y, R, V }) => {
        const f = make(X, Y);
        const slope = slopeAlong(f, R, V);
        // φ″ ≤ 1, so that the quotient at t is off by at most |t|·½‖VX‖².
        const bound = V.mul(X).dot(V.mul(X)).div(q('2'));
        return ['1/2', '1/64', `1/${2n ** 40n}`].map(q).every((t) => {
          const [left, right] = [quotient(f, R, V, t.neg()), quotient(f, R, V, t)];
          const tolerance = E.of(t.mul(bound));
          return (
            left.compare(slope) !== 1 &&
            right.compare(slope) !== -1 &&
            right.sub(slope).compare(tolerance) !== 1 &&
            slope.sub(left).compare(tolerance) !== 1
          );
        });
      },
      { seed: 1704, runs: 60 },
    );
  });

  test('a gradient with one entry changed is found out', () => {
    const unit = Matrix.build(2, 2, (i, j) => (i === 0 && j === 1 ? 1n : 0n));
    const t = q(`1/${2n ** 60n}`);
    holds(
      cases,
      ({ X, Y, R }) => {
        const f = make(X, Y);
        const wrong = slopeAlong(f, R, unit).add(E.of(q('1/1000')));
        return quotient(f, R, unit, t).compare(wrong) === -1;
      },
      { seed: 1705, runs: 40 },
    );
  });

  test('one part for each size of the argument, and none that vanishes', () => {
    const counts = new Set<number>();
    holds(
      cases,
      ({ X, Y, R }) => {
        const f = make(X, Y);
        const { parts } = f.gradient(R);
        counts.add(parts.length);
        const output = R.mul(X);
        const arguments_ = json.kind === 'logistic' ? output : output.sub(Y);
        const sizes = new Set(arguments_.num.filter((x) => x !== 0n).map((x) => (x < 0n ? -x : x)));
        return parts.length <= sizes.size + 1 && parts.slice(1).every((part) => !part.isZero());
      },
      { seed: 1706, runs: 100 },
    );
    expect(counts.size).toBeGreaterThan(3);
  });
});
