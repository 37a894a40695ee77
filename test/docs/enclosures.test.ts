import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rationalSpectrum, type SpectralData } from '../../properties/generators/rational-spectrum.ts';
import { inverse, kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { definiteness } from '../../src/exact/symmetric.ts';
import { hessian } from '../../src/network/derivatives.ts';
import { makeInstance } from '../../src/network/instance.ts';

// docs/enclosures.md, section 2: the lemmas, on data whose eigenvectors are rational, so that both sides can be computed.

const half = new Rational(1n, 2n);
const trace = (m: Matrix): Rational => range(m.rows).reduce((sum, i) => sum.add(m.entry(i, i)), Rational.zero);
const block = (a: Matrix, b: Matrix): Matrix =>
  a.beside(Matrix.zeros(a.rows, b.cols)).above(Matrix.zeros(b.rows, a.cols).beside(b));

/** Both sides of lemma 1 for the layers W′. */
function bothSides({ X, Y, U, sigma }: SpectralData, layers: readonly Matrix[]): [Rational, Rational] {
  const XX = X.mul(X.transpose());
  const M = Y.mul(X.transpose()).mul(inverse(XX)!);
  const N = kernel(Y.mul(X.transpose())).transpose();
  const T = U.transpose().mul(M).above(N);
  const last = layers.length - 1;
  const W = layers.map((w, h) => (h === last ? U.mul(w) : w)).map((w, h) => (h === 0 ? w.mul(T) : w));
  const product = (all: readonly Matrix[]) => all.reduce((R, w) => w.mul(R));
  const E = product(W).mul(X).sub(Y);
  const lambda = Matrix.build(sigma.length, sigma.length, (i, j) => (i === j ? sigma[i]! ** 2n : 0n));
  const J = Matrix.build(Y.rows, X.rows, (i, j) => (i === j ? 1n : 0n));
  const gamma = block(lambda, N.mul(XX).mul(N.transpose()));
  const D = product(layers).sub(J);
  const right = Y.dot(Y)
    .sub(trace(lambda))
    .add(trace(D.mul(gamma).mul(D.transpose())));
  return [E.dot(E).mul(half), right.mul(half)];
}

const shapes = [
  [2, 1, 2],
  [3, 2, 2],
  [3, 2, 1, 2],
  [2, 2],
  [4, 3, 2, 3],
] as const;

test.each(shapes.map((widths) => [widths]))('lemma 1 at widths %j', (widths) => {
  const entries = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 64, maxLength: 64 });
  const data = rationalSpectrum(widths[0], widths.at(-1)!, 'distinct');
  for (const [d, numbers] of fc.sample(fc.tuple(data, entries), { seed: 5, numRuns: 60 })) {
    let next = 0;
    const layers = range(widths.length - 1).map((h) =>
      Matrix.build(widths[h + 1]!, widths[h]!, () => BigInt(numbers[next++]!)),
    );
    const [left, right] = bothSides(d, layers);
    expect(left.equals(right)).toBe(true);
  }
});

test('the kernel of the Hessian at a tightened point is the same for all λ with the same order', () => {
  // Widths 2-2-2-2, S = {1}, in eigen-coordinates with λ = (ω_1², ω_2²).
  const at = (first: number, second: number) => {
    const omega = [first, second];
    const data = Matrix.build(2, 2, (i, j) => (i === j ? BigInt(omega[i]!) : 0n));
    const e = Matrix.build(2, 2, (i, j) => (i === 0 && j === 0 ? 1n : 0n));
    const instance = makeInstance(data, data, [e, e, e]);
    return hessian(instance, instance.loss);
  };
  const first = at(2, 1);
  const vectors = kernel(first);
  expect(vectors.cols).toBeGreaterThan(0);
  for (const [a, b] of [
    [3, 1],
    [5, 4],
    [7, 1],
  ] as const) {
    const H = at(a, b);
    expect(definiteness(H).psd).toBe(true);
    expect(H.mul(vectors).isZero()).toBe(true);
  }
  // In the other order S = {1} is no prefix, and at a tie the kernel is larger.
  expect(definiteness(at(1, 2)).psd).toBe(false);
  expect(kernel(at(2, 2)).cols).toBeGreaterThan(vectors.cols);
});
