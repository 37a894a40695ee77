import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointOf } from '../../src/decision/point.ts';
import type { Vector } from '../../src/evidence/double-matrix.ts';
import { alongPair, type Pair, roundedPair } from '../../src/evidence/pair.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { secondDerivative } from '../../src/network/derivatives.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { criticalInstance, instance, integer, longRational, matrix } from '../helpers/arbitraries.ts';
import { curvature } from '../helpers/evidence.ts';
import { holds } from '../helpers/property.ts';

const vector = (...entries: number[]): Vector => Float64Array.from(entries);

/** V with x yᵀ·s in layer i and w zᵀ in layer j, or without one of them. */
const directionOf = (it: Instance, { i, j, x, y, w, z }: Pair, s: Rational, t: Rational): Matrix[] =>
  it.weights.map((m, k) => {
    if (k === i - 1) return x.mul(y.transpose()).scale(s);
    return k === j - 1 ? w.mul(z.transpose()).scale(t) : Matrix.zeros(m.rows, m.cols);
  });

/** s²P + 2sQ + T from three second derivatives. */
function parabola(it: Instance, pair: Pair): { P: Rational; Q: Rational; T: Rational } {
  const at = (s: Rational, t: Rational) => secondDerivative(it, it.loss, directionOf(it, pair, s, t));
  const [P, T] = [at(Rational.one, Rational.zero), at(Rational.zero, Rational.one)];
  return { P, T, Q: at(Rational.one, Rational.one).sub(P).sub(T).div(new Rational(2n)) };
}

const withPair = (points: fc.Arbitrary<Instance>, entry = integer(2n)) =>
  points
    .filter((it) => it.weights.length >= 2)
    .chain((it) =>
      fc
        .tuple(fc.integer({ min: 2, max: it.weights.length }), fc.nat(9))
        .map(([i, k]) => [i, 1 + (k % (i - 1))] as const)
        .chain(([i, j]) => {
          const column = (h: number) => matrix(it.widths[h]!, 1, entry);
          return fc.tuple(
            fc.constant(it),
            fc.record<Pair>({
              i: fc.constant(i),
              j: fc.constant(j),
              x: column(i),
              y: column(i - 1),
              w: column(j),
              z: column(j - 1),
            }),
          );
        }),
    );

describe('a direction along a pair of layers', () => {
  test.each([
    ['short columns', 6101, integer(2n), 300],
    ['long columns', 6102, longRational, 60],
  ])('exists exactly if Q² > PT, and has negative curvature: %s', (_, seed, entry, runs) => {
    let [found, none] = [0, 0];
    holds(
      withPair(fc.oneof(instance({ maxDepth: 4 }), criticalInstance({ maxDepth: 4 })), entry),
      ([it, pair]) => {
        const { P, Q, T } = parabola(it, pair);
        const exists = Q.mul(Q).compare(P.mul(T)) > 0;
        const V = alongPair(pointOf(it), pair);
        if (!V) {
          none++;
          return !exists;
        }
        found++;
        const { i, j, x, y, w, z } = pair;
        const rest = V.filter((_m, k) => k !== i - 1 && k !== j - 1);
        const product = x.mul(y.transpose());
        const s = V[i - 1]!.dot(product).div(product.dot(product));
        return (
          exists &&
          V[j - 1]!.equals(w.mul(z.transpose())) &&
          V[i - 1]!.equals(product.scale(s)) &&
          rest.every((m) => m.isZero()) &&
          curvature(
            it,
            V.map((m) => m.toRows()),
          ).sign === -1
        );
      },
      { seed, runs },
    );
    expect(Math.min(found, none)).toBeGreaterThan(8);
  });

  // L = ½(w_2w_1 − y)²: P = w_1², T = w_2², Q = 2w_1w_2 − y.
  const one = Matrix.identity(1);
  const scalar = (w1: string, w2: string, y: string) =>
    pointOf(makeInstance(one, Matrix.fromRows([[y]]), [Matrix.fromRows([[w1]]), Matrix.fromRows([[w2]])]));
  const pair: Pair = { i: 2, j: 1, x: one, y: one, w: one, z: one };
  const [big, tiny] = [`${10n ** 200n}`, `1/${10n ** 200n}`];
  test.each<[string, string, string, string, boolean]>([
    ['Q² = PT, Q > 0: G = 0', '1', '1', '1', false],
    ['Q² = PT, Q < 0', '1', '1', '3', false],
    ['Q² above PT by 10^−30', '1', '1', `${3n * 10n ** 30n + 1n}/${10n ** 30n}`, true],
    ['Q² below PT by 10^−30', '1', '1', `${3n * 10n ** 30n - 1n}/${10n ** 30n}`, false],
    ['P = 0, T > 0', '0', '7', '-1/5', true],
    ['P = 0, T > 0, Q = 0', '0', '7', '0', false],
    ['P > 0, T = 0', '7', '0', '1/5', true],
    ['P > 0, T = 0, Q = 0', '7', '0', '0', false],
    ['P = T = 0', '0', '0', '2', true],
    ['P = T = Q = 0', '0', '0', '0', false],
    ['P huge, T tiny', big, tiny, '4', true],
    ['P tiny, T huge', tiny, big, '-1', true],
    ['P huge, T tiny, Q² = PT', big, tiny, '3', false],
  ])('%s', (_, w1, w2, y, expected) => {
    const point = scalar(w1, w2, y);
    const V = alongPair(point, pair);
    expect(V !== undefined).toBe(expected);
    if (V) expect(secondDerivative(point.instance, point.instance.loss, V).sign).toBe(-1);
  });

  test('the scale is short where there is room', () => {
    // Zeros of s² − 14s + 1 at 7 ± √48: the middle is 7, a short number near is taken.
    const [, second] = alongPair(scalar('1', '1', '9'), pair)!;
    expect(second!.toRows()).toEqual([['4']]);
  });
});

describe('a rounded pair', () => {
  const one = Matrix.identity(1);
  // y ⊥ W_1 makes P = 0; a rounding that is not, with the wrong sign, makes Q² < PT.
  const narrow = pointOf(
    makeInstance(one, Matrix.fromRows([[29_999]]), [Matrix.fromRows([[30_000], [-70_000]]), Matrix.fromRows([[1, 0]])]),
  );
  const pair = { i: 2, j: 1, x: vector(1), y: vector(7 / 7.6, 3 / 7.6), w: vector(1, 0), z: vector(1) };

  test('is coarse where that is enough', () => {
    const wide = pointOf(makeInstance(one, one, [Matrix.zeros(2, 1), Matrix.zeros(1, 2)]));
    const V = roundedPair(wide, { ...pair, y: vector(0.9, 0.1) })!;
    expect(V.every((m) => m.num.every((x) => (x < 0n ? -x : x) <= 64n * m.den))).toBe(true);
  });

  test('is made finer until the curvature is negative', () => {
    const V = roundedPair(narrow, pair)!;
    expect(secondDerivative(narrow.instance, narrow.instance.loss, V).sign).toBe(-1);
    const [a, b] = V[1]!.toRows()[0]!.map((x) => Rational.parse(x).toDouble());
    expect(Math.abs(b! / a! - 3 / 7)).toBeLessThan(1e-4);
  });

  test.each<[string, Vector]>([
    ['not a number', vector(Number.NaN, 1)],
    ['infinite', vector(Number.POSITIVE_INFINITY, 1)],
    ['zero', vector(0, 0)],
  ])('none from a proposal that is %s', (_, y) => expect(roundedPair(narrow, { ...pair, y })).toBeUndefined());

  test('none from a proposal that is wrong: along W_1 no rounding will do', () => {
    expect(roundedPair(narrow, { ...pair, y: vector(3, -7), w: vector(3, 7) })).toBeUndefined();
  });

  test('whatever is proposed, what comes back has negative curvature', () => {
    let found = 0;
    const doubles = (n: number) => fc.float64Array({ noDefaultInfinity: false, minLength: n, maxLength: n });
    const proposals = criticalInstance({ maxDepth: 3 }).chain((it) =>
      fc.tuple(fc.constant(it), doubles(it.widths[2]!), doubles(it.widths[1]!), doubles(it.widths[0]!)),
    );
    holds(
      proposals,
      ([it, x, y, z]) => {
        const V = roundedPair(pointOf(it), { i: 2, j: 1, x, y, w: y, z });
        if (V) found++;
        return V === undefined || secondDerivative(it, it.loss, V).sign === -1;
      },
      { seed: 6103, runs: 150 },
    );
    expect(found).toBeGreaterThan(10);
  });
});
