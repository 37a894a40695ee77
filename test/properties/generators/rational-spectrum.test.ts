import { describe, expect, test } from 'vitest';
import { leastSquares, rationalSpectrum, type SpectralData } from '../../../properties/generators/rational-spectrum.ts';
import { distinctSpectrum } from '../../../src/evidence/distinct-spectrum.ts';
import { leastSquares as reduced } from '../../../src/evidence/least-squares.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { SquareLoss } from '../../../src/network/losses/square.ts';
import { draws, drawsAndShrinks, share } from '../../helpers/draws.ts';

const sigmaOf = ({ X, Y }: SpectralData) => reduced({ X, loss: new SquareLoss(X, Y) }).sigma;

/** Σ = U·diag(σ²)·Uᵀ, and M is the least-squares matrix. */
const isConsistent = (data: SpectralData): boolean => {
  const squares = Matrix.diagonal(data.sigma.map((s) => new Rational(s * s)));
  const normal = leastSquares(data).mul(data.X).sub(data.Y).mul(data.X.transpose());
  return normal.isZero() && sigmaOf(data).equals(data.U.mul(squares).mul(data.U.transpose()));
};

describe('data with a rational spectrum', () => {
  test.each([
    [1, 1],
    [3, 2],
    [4, 4],
    [2, 4],
  ])('d_0 = %i, d_H = %i: Σ = U diag(σ²) Uᵀ and M are as promised, shrunk or not', (dIn, dOut) => {
    expect(drawsAndShrinks(rationalSpectrum(dIn, dOut, 'any'), 40).every(isConsistent)).toBe(true);
  });

  test.each([
    [2, 1],
    [3, 3],
    [5, 4],
  ])('distinct, d_0 = %i, d_H = %i: the hypotheses of Achour et al. hold, shrunk or not', (dIn, dOut) => {
    const seen = drawsAndShrinks(rationalSpectrum(dIn, dOut, 'distinct'), 40);
    expect(seen.every(isConsistent)).toBe(true);
    expect(seen.every((data) => rank(data.X) === dIn && rank(data.Y.mul(data.X.transpose())) === dOut)).toBe(true);
    expect(seen.every((data) => distinctSpectrum(sigmaOf(data)) !== undefined)).toBe(true);
  });

  test('any: repeated eigenvalues and zero ones occur; so do N = 0 and N ≠ 0, C = I and C ≠ I', () => {
    const seen = draws(rationalSpectrum(3, 3, 'any'), 300);
    const fits = (data: SpectralData) => leastSquares(data).mul(data.X).equals(data.Y);
    expect(share(seen, (data) => new Set(data.sigma).size < 3)).toBeGreaterThan(0.2);
    expect(share(seen, (data) => data.sigma.includes(0n))).toBeGreaterThan(0.15);
    expect(share(seen, fits)).toBeGreaterThan(0.2);
    expect(share(seen, (data) => !fits(data))).toBeGreaterThan(0.1);
    expect(share(seen, (data) => data.C.equals(Matrix.identity(3)))).toBeGreaterThan(0.2);
    expect(share(seen, (data) => !data.C.equals(Matrix.identity(3)))).toBeGreaterThan(0.2);
  });
});
