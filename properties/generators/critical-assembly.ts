import { inverse } from '../../src/exact/elimination.ts';
import { complement, Matrix, range } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { type CyclicChain, repaired } from './cyclic-chain.ts';
import { invertibleFrom } from './invertible.ts';
import { leastSquares, type SpectralData, type SpectralParameters, spectralData } from './rational-spectrum.ts';
import { type Step, sparseFrom } from './small.ts';

/**
 * Which blocks Z are drawn. `free`: sparse patterns, repaired where not critical. `kernel`: Z_2 = … = Z_H = 0 and
 * Z_1 ≠ 0 = Z_1·Σ_XY, r < d, H ≥ 3. `crossing`: Z_j = Z_{j+1} = 0, and Z_{j-1}⋯Z_1·Σ_XY·Z_H⋯Z_{j+2} vanishes although
 * neither Z_{j-1}⋯Z_1·Σ_XY nor Z_H⋯Z_{j+2} does, r < d, H ≥ 4.
 */
export type Stratum = 'free' | 'kernel' | 'crossing';

/** A critical point together with what it is made of. */
export interface CriticalPoint {
  readonly instance: Instance;
  readonly data: SpectralData;
  /** 0-based indices of the eigenvalues that R fits. */
  readonly S: readonly number[];
  /** Undefined for H = 1, where R = M. */
  readonly chain: CyclicChain | undefined;
}

/** What a critical point is made from; every value fits, too large ones are cut down. */
export interface CriticalParameters {
  readonly H: number;
  readonly dOut: number;
  /** d_0 − d_H */
  readonly wider: number;
  readonly hidden: readonly number[];
  readonly maxWidth: number;
  readonly rank: number;
  /** Number of S among the subsets of its size in lexicographic order. */
  readonly subset: number;
  readonly stratum: Stratum;
  readonly blocks: readonly (readonly Step[])[];
  /** Where repairing cuts. */
  readonly cut: number;
  readonly gauges: readonly (readonly Step[])[];
  readonly data: SpectralParameters;
}

/** Achour's parameterization (docs/decision.md has the notation), for H = 1 the least-squares matrix. */
export function criticalPointFrom(p: CriticalParameters): CriticalPoint {
  const { widths, rank } = dimensions(p);
  const H = widths.length - 1;
  const [dIn, dOut] = [widths[0]!, widths[H]!];
  const data = spectralData(dIn, dOut, p.data);
  if (H === 1) {
    const instance = makeInstance(data.X, data.Y, [leastSquares(data)], widths);
    return { instance, data, S: range(dOut), chain: undefined };
  }
  const { S, chain } = chainFrom(p, widths, rank, data.L);
  const weights = weightsFrom(widths, S, data, chain.blocks, p.gauges);
  return { instance: makeInstance(data.X, data.Y, weights, widths), data, S, chain };
}

/** S, and blocks that make the point critical for the spectrum in L. */
function chainFrom(p: CriticalParameters, widths: readonly number[], rank: number, L: Matrix) {
  const all = subsets(L.rows, rank);
  const S = all[p.stratum === 'free' ? p.subset % all.length : 0]!;
  const link = L.select(complement(L.rows, S), undefined);
  return { S, chain: repaired({ blocks: blocksOf(p, widths, S), link }, p.cut) };
}

/**
 * The layers of such a point in coordinates of an eigenbasis (FORMAT.md, 3.3), for every spectrum: W_1 = D_1[I_S; Z_1] and so on. Of `data` nothing is used.
 * d_H is 2 or more, and d_0 ≥ d_H.
 */
export function eigenWeights(parameters: CriticalParameters): { widths: number[]; weights: Matrix[] } {
  const p = { ...parameters, dOut: Math.max(2, parameters.dOut), wider: Math.max(0, parameters.wider) };
  const { widths, rank } = dimensions({ ...p, maxWidth: Math.max(2, p.maxWidth) });
  const H = widths.length - 1;
  const [dIn, dOut] = [widths[0]!, widths[H]!];
  const unit = unitData(dIn, dOut);
  if (H === 1) return { widths, weights: [unit.L] };
  // Blocks are small integers: with eigenvalues so far apart, no two terms of a product cancel, so what vanishes here vanishes for every spectrum.
  const L = Matrix.build(dOut, dIn, (i, j) => (i === j ? 10n ** BigInt(6 * (dOut - i)) : 0n));
  const { S, chain } = chainFrom(p, widths, rank, L);
  return { widths, weights: weightsFrom(widths, S, unit, chain.blocks, p.gauges) };
}

/** Data in the coordinates of an eigenbasis: Σ_YX has the eigenvalue 1 in all places, which does not matter to the layers. */
export const unitData = (dIn: number, dOut: number): SpectralData =>
  spectralData(dIn, dOut, {
    gaps: range(dOut).map((k) => (k === dOut - 1 ? 1 : 0)),
    C: [],
    U: [],
    V: [],
    extra: 0,
    N: [],
  });

/** Widths and r, with room for the stratum. */
function dimensions(p: CriticalParameters): { widths: number[]; rank: number } {
  const H = Math.max(p.H, p.stratum === 'crossing' ? 4 : p.stratum === 'kernel' ? 3 : 1);
  const dOut =
    p.stratum === 'crossing' ? Math.max(2, p.dOut) : p.stratum === 'kernel' ? Math.min(p.dOut, p.maxWidth - 1) : p.dOut;
  const wider =
    p.stratum === 'crossing' ? Math.max(0, p.wider) : p.stratum === 'kernel' ? Math.max(1, p.wider) : p.wider;
  const dIn = Math.max(1, Math.min(p.maxWidth, dOut + wider));
  const widths = [dIn, ...p.hidden.slice(0, H - 1), dOut];
  const d = Math.min(...widths);
  const room = p.stratum === 'free' ? d : p.stratum === 'kernel' ? d - 1 : Math.min(d - 1, dOut - 2);
  return { widths, rank: Math.min(p.rank, room) };
}

/** Z_1 in coordinates Z_1·C·V (columns of S are zero, columns from d_H on are killed by Σ_XY), Z_2, …, Z_H. */
function blocksOf(p: CriticalParameters, widths: readonly number[], S: readonly number[]): Matrix[] {
  const H = widths.length - 1;
  const [dIn, dOut, r] = [widths[0]!, widths[H]!, S.length];
  const cols = range(H).map((h) => (h === 0 ? dIn : widths[h]! - r));
  const zero = range(H).map((h) => Matrix.zeros(widths[h + 1]! - r, cols[h]!));
  if (p.stratum === 'free') {
    const drawn = zero.map((z, h) => sparseFrom(z.rows, z.cols, p.blocks[h]!));
    return drawn.map((z, h) => (h > 0 ? z : Matrix.build(z.rows, z.cols, (i, j) => (S.includes(j) ? 0n : z.at(i, j)))));
  }
  const killed = Matrix.zeros(widths[1]! - r, Math.min(dOut, dIn)).beside(
    sparseFrom(
      widths[1]! - r,
      Math.max(0, dIn - dOut),
      p.stratum === 'kernel' ? [...p.blocks[0]!, [0, 0, 1]] : p.blocks[0]!,
    ),
  );
  if (p.stratum === 'kernel') return [killed, ...zero.slice(1)];
  const first = 1 + (p.cut % (H - 3));
  return zero.map((z, h) => {
    if (h === 0) return Matrix.build(z.rows, z.cols, (i, j) => (i === 0 && j === r ? 1n : killed.at(i, j)));
    if (h === first || h === first + 1) return z;
    return sparseFrom(z.rows, z.cols, [[h === H - 1 ? 1 : 0, 0, 1]]);
  });
}

/** W_1, …, W_H for blocks Z_1, …, Z_H, with Z_1 in the coordinates Z_1·C·V; H ≥ 2. The gauges D_h are {@link invertibleFrom} their steps. */
export function weightsFrom(
  widths: readonly number[],
  S: readonly number[],
  { C, U, V, L }: SpectralData,
  blocks: readonly Matrix[],
  gaugeSteps: readonly (readonly Step[])[],
): Matrix[] {
  const H = blocks.length;
  const gauges = range(H - 1).map((h) => invertibleFrom(widths[h + 1]!, gaugeSteps[h] ?? []));
  const back = gauges.map((D) => inverse(D)!);
  const I = Matrix.identity(S.length);
  const last = U.select(undefined, S).beside(U.select(undefined, complement(U.cols, S)).mul(blocks[H - 1]!));
  return range(H).map((h) => {
    if (h === 0) return gauges[0]!.mul(L.select(S, undefined).above(blocks[0]!)).mul(V.transpose()).mul(inverse(C)!);
    if (h === H - 1) return last.mul(back[h - 1]!);
    return gauges[h]!.mul(diagonalBlocks(I, blocks[h]!)).mul(back[h - 1]!);
  });
}

function diagonalBlocks(a: Matrix, b: Matrix): Matrix {
  return a.beside(Matrix.zeros(a.rows, b.cols)).above(Matrix.zeros(b.rows, a.cols).beside(b));
}

/** Subsets of 0..n−1 of a size, in lexicographic order: {0..size−1} is the first. */
export function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  return range(n)
    .slice(from, n - size + 1)
    .flatMap((i) => subsets(n, size - 1, i + 1).map((rest) => [i, ...rest]));
}
