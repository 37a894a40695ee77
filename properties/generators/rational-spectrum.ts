import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { invertibleFrom } from './invertible.ts';
import { orthogonalFrom } from './orthogonal.ts';
import { choice, fewSteps, type Step, sparseFrom } from './small.ts';

/**
 * Eigenvalues of Σ. `distinct`: positive and pairwise different (with d_H ≤ d_0 the hypotheses of Achour et al. hold:
 * Σ_XX invertible, Σ_XY of full rank). `any`: repeated ones and zeros as well, so that Σ_XY may lose rank.
 */
export type Spectrum = 'distinct' | 'any';

/** Data with a rational spectrum: X = [C, 0], M = U·L·Vᵀ·C⁻¹, Y = M·X + N with N·Xᵀ = 0, Σ = U·diag(σ²)·Uᵀ. */
export interface SpectralData {
  readonly X: Matrix;
  readonly Y: Matrix;
  readonly C: Matrix;
  readonly U: Matrix;
  readonly V: Matrix;
  /** σ_1 ≥ … ≥ σ_{d_H} ≥ 0 */
  readonly sigma: readonly bigint[];
  /** d_H × d_0, zero but for σ on the diagonal */
  readonly L: Matrix;
}

export interface SpectralParameters {
  /** σ_i − σ_{i+1} */
  readonly gaps: readonly number[];
  readonly C: readonly Step[];
  readonly U: readonly Step[];
  readonly V: readonly Step[];
  /** m − d_0 */
  readonly extra: number;
  readonly N: readonly Step[];
  /**
   * [k, a, b]: the columns u_k, u_{k+1} of U become a·u_k + b·u_{k+1} and a·u_{k+1} − b·u_k, where σ_k = σ_{k+1}. X and Y stay the same; U
   * is orthogonal up to the lengths of its columns, which need not be rational. (a, b) is not 0.
   */
  readonly turn?: readonly [k: number, a: number, b: number];
}

/** Shrinks to X = I, Y diagonal, m = d_0 and the smallest spectrum of its kind. */
export const spectralParameters = (spectrum: Spectrum): Arbitrary<SpectralParameters> =>
  fc.record({
    gaps: fc.array(choice(spectrum === 'distinct' ? [1, 1, 2] : [0, 1, 1, 2]), { minLength: 5, maxLength: 5 }),
    C: fewSteps(3),
    U: fewSteps(3),
    V: fewSteps(2),
    extra: choice([0, 0, 1, 2]),
    N: fewSteps(3),
  });

export function spectralData(dIn: number, dOut: number, p: SpectralParameters): SpectralData {
  const sigma = range(dOut).map((i) => BigInt(p.gaps.slice(i, Math.min(dIn, dOut)).reduce((sum, gap) => sum + gap, 0)));
  const L = Matrix.build(dOut, dIn, (i, j) => (i === j ? sigma[i]! : 0n));
  const C = invertibleFrom(dIn, p.C);
  const U = orthogonalFrom(dOut, p.U);
  const V = orthogonalFrom(dIn, p.V);
  const X = C.beside(Matrix.zeros(dIn, p.extra));
  const Y = U.mul(L)
    .mul(V.transpose())
    .beside(sparseFrom(dOut, p.extra, p.N));
  const [k, a, b] = p.turn ?? [0, 1, 0];
  if (k + 1 >= Math.min(dIn, dOut) || sigma[k] !== sigma[k + 1]) return { X, Y, C, U, V, sigma, L };
  // T·L = L·T, so that U·T and V·(T⁻¹)ᵀ have the same product with L between them.
  const T = (n: number) => turning(n, k, BigInt(a), BigInt(b));
  return { X, Y, C, U: U.mul(T(dOut)), V: V.mul(inverse(T(dIn))!.transpose()), sigma, L };
}

/** The identity but for the rows and columns k, k + 1, where it is ((a, −b), (b, a)). */
function turning(n: number, k: number, a: bigint, b: bigint): Matrix {
  const block = new Map([
    [`${k},${k}`, a],
    [`${k},${k + 1}`, -b],
    [`${k + 1},${k}`, b],
    [`${k + 1},${k + 1}`, a],
  ]);
  return Matrix.build(n, n, (i, j) => block.get(`${i},${j}`) ?? (i === j ? 1n : 0n));
}

/** M = Σ_YX Σ_XX⁻¹. */
export const leastSquares = ({ C, U, V, L }: SpectralData): Matrix => U.mul(L).mul(V.transpose()).mul(inverse(C)!);

/** Data with a rational spectrum and given dimensions. */
export const rationalSpectrum = (dIn: number, dOut: number, spectrum: Spectrum): Arbitrary<SpectralData> =>
  spectralParameters(spectrum).map((p) => spectralData(dIn, dOut, p));
