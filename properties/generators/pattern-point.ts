import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { complement, Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { subsets, unitData, weightsFrom } from './critical-assembly.ts';
import { invertibleFrom } from './invertible.ts';
import {
  leastSquares,
  type SpectralData,
  type SpectralParameters,
  type Spectrum,
  spectralData,
  spectralParameters,
} from './rational-spectrum.ts';
import { MAX_DEPTH, type ShapeOptions } from './shape.ts';
import { choice, fewSteps, type Step, sparseFrom } from './small.ts';

/** The vertices of a chain of basis vectors, each mapped to the next and the last to 0. */
export type Path = readonly number[];

/**
 * What a critical point consists of, up to changes of basis: r full cycles of the maps W_1Σ_XY, W_2, …, W_H, one for each fitted
 * eigenvalue, and paths of at most H − 1 vertices (src/network/possible-patterns.ts). Vertex 0 is the target space, vertex h < H layer h.
 */
export interface CyclicParts {
  readonly r: number;
  readonly paths: readonly Path[];
}

/** The bases in which a point has its parts; trivial where nothing is given. */
export interface Frame {
  /** 0-based indices of the fitted eigenvalues, ascending; the r largest if not given. */
  readonly S?: readonly number[];
  /** `unit`: coordinates of an eigenbasis. */
  readonly data?: SpectralParameters | 'unit';
  /** D_1, …, D_{H−1}, as steps of `invertibleFrom`. */
  readonly gauges?: readonly (readonly Step[])[];
  /** A change of basis of the targets that are not fitted; left out where one of their eigenvalues is 0. */
  readonly target?: readonly Step[];
  /** What the neurons of the first layer see of inputs that Σ_XY does not reach. */
  readonly unseen?: readonly Step[];
}

const SIMPLEST: SpectralParameters = { gaps: range(5).map(() => 1), C: [], U: [], V: [], extra: 0, N: [] };

/**
 * The critical point with one basis vector at each vertex of each path. Paths of at most H − 1 vertices make every product of H − 1
 * consecutive maps vanish on them, so that the point is critical whatever the spectrum. Together with the cycles the paths meet vertex
 * h exactly d_h times; d_H ≤ d_0.
 */
export function pointOfParts(widths: readonly number[], { r, paths }: CyclicParts, frame: Frame = {}): Instance {
  const H = widths.length - 1;
  const [dIn, dOut] = [widths[0]!, widths[H]!];
  const data = frame.data === 'unit' ? unitData(dIn, dOut) : spectralData(dIn, dOut, frame.data ?? SIMPLEST);
  if (H === 1) return makeInstance(data.X, data.Y, [leastSquares(data)], widths);
  const S = frame.S ?? range(r);
  const Z = blocksOf(widths, { r, paths });
  const [first, last] = atTarget(data, complement(dOut, S), Z, frame.target ?? []);
  const unseen = sparseFrom(first.rows, dIn - dOut, frame.unseen ?? []);
  const blocks = [first.beside(unseen), ...Z.slice(1, -1), last];
  return makeInstance(data.X, data.Y, weightsFrom(widths, S, data, blocks, frame.gauges ?? []), widths);
}

/** Z_1 on the targets that are not fitted, Z_2, …, Z_H: 1 from a basis vector of a path to the next one. */
function blocksOf(widths: readonly number[], { r, paths }: CyclicParts): Matrix[] {
  const H = widths.length - 1;
  const used = range(H).map(() => 0);
  const arrows = new Set<string>();
  for (const path of paths) {
    const at = path.map((v) => used[v]!++);
    for (const [n, v] of path.slice(0, -1).entries()) arrows.add(`${v}: ${at[n]} to ${at[n + 1]}`);
  }
  return range(H).map((h) =>
    Matrix.build(widths[h + 1]! - r, widths[h === 0 ? H : h]! - r, (i, j) =>
      arrows.has(`${h}: ${j} to ${i}`) ? 1n : 0n,
    ),
  );
}

/** Z_1 on all targets and Z_H, for another basis of the targets Q: Z_1·L_Qᵀ and Z_H change by g⁻¹ and g. */
function atTarget(
  { sigma }: SpectralData,
  Q: readonly number[],
  Z: readonly Matrix[],
  change: readonly Step[],
): [Matrix, Matrix] {
  const place = Matrix.build(Q.length, sigma.length, (i, j) => (Q[i] === j ? 1n : 0n));
  const [first, last] = [Z[0]!, Z[Z.length - 1]!];
  if (change.length === 0 || Q.some((k) => sigma[k] === 0n)) return [first.mul(place), last];
  const g = invertibleFrom(Q.length, change);
  const scale = Matrix.diagonal(Q.map((k) => new Rational(1n, sigma[k]!)));
  return [first.mul(inverse(g)!).mul(scale).mul(place), g.mul(last)];
}

/** Consecutive vertices of a cycle of H vertices. */
export const arc = (H: number, start: number, length: number): Path => range(length).map((n) => (start + n) % H);

/** Whether all pivots of a point with these paths are tightened: no two paths meet all vertices between them. */
export const areTightened = (H: number, paths: readonly Path[]): boolean =>
  paths.every((a, k) => paths.slice(0, k).every((b) => new Set([...a, ...b]).size < H));

export interface PatternOptions extends ShapeOptions {
  readonly spectrum?: Spectrum;
  /** `prefix`: only S = {1..r}; otherwise every S. */
  readonly subsets?: 'prefix' | 'any';
  /** Only r < d and tightened points: paths that would spoil it are cut into single vertices. Needs H ≥ 3. */
  readonly tightened?: boolean;
}

/** What a pattern point is made from; every value fits. */
export interface PatternParameters {
  readonly H: number;
  /** d_1, …, d_H */
  readonly dims: readonly number[];
  /** d_0 − d_H */
  readonly wider: number;
  readonly cycles: number;
  /** Start and length of paths, taken where they fit; single vertices fill up the rest. */
  readonly picks: readonly (readonly [start: number, length: number])[];
  readonly subset: number;
  readonly frame: Required<Omit<Frame, 'S' | 'data'>> & { readonly data: SpectralParameters };
  readonly tightened: boolean;
}

/** Shrinks to few layers and small widths, r = 0, S = {1..r}, single vertices (Z = 0), trivial bases. */
export const patternParameters = (options: PatternOptions = {}): Arbitrary<PatternParameters> => {
  const {
    minDepth = 2,
    maxDepth = 4,
    maxWidth = 3,
    spectrum = 'distinct',
    subsets = 'any',
    tightened = false,
  } = options;
  const least = tightened ? Math.max(3, minDepth) : minDepth;
  const depths = [1, 2, 3, 3, 4, 4, 4, 4, 5].filter((H) => H >= least && H <= Math.min(maxDepth, MAX_DEPTH));
  const [shallow, ...deeper] = depths;
  if (shallow === undefined) throw new RangeError(`no depth between ${least} and ${maxDepth}`);
  const widths = range(maxWidth).flatMap((k) => range(k + 1).map(() => k + 1));
  return fc.record<PatternParameters>({
    H: choice([shallow, ...deeper]),
    dims: fc.array(choice([1, ...widths.slice(1)]), { minLength: MAX_DEPTH, maxLength: MAX_DEPTH }),
    wider: choice([0, 0, 1]),
    cycles: choice(tightened ? (range(12) as [number, ...number[]]) : [0, 0, 0, 0, 0, 1, 1, 2]),
    picks: fc.array(fc.tuple(fc.noBias(fc.nat(MAX_DEPTH - 1)), fc.noBias(fc.nat(11))), { maxLength: 8 }),
    subset: subsets === 'prefix' ? fc.constant(0) : choice([0, 0, 0, 1, 2, 3, 4, 5]),
    frame: fc.record({
      data: spectralParameters(spectrum),
      gauges: fc.array(fewSteps(3), { minLength: MAX_DEPTH - 1, maxLength: MAX_DEPTH - 1 }),
      target: fewSteps(2),
      unseen: fewSteps(2),
    }),
    tightened: fc.constant(tightened),
  });
};

export function patternPointFrom(p: PatternParameters): Instance {
  const { widths, parts, S } = partsFrom(p);
  return pointOfParts(widths, parts, { ...p.frame, S });
}

/** The layers of a pattern point in coordinates of an eigenbasis (FORMAT.md, 3.3), for every spectrum. d_H is 2 or more. */
export function patternEigenWeights(p: PatternParameters): { widths: readonly number[]; weights: readonly Matrix[] } {
  const { widths, parts, S } = partsFrom({ ...p, dims: p.dims.map((n, h) => (h === p.H - 1 ? Math.max(2, n) : n)) });
  const { gauges, unseen } = p.frame;
  return pointOfParts(widths, parts, { S, gauges, unseen, data: 'unit' });
}

function partsFrom(p: PatternParameters): { widths: number[]; parts: CyclicParts; S: number[] } {
  const dims = p.dims.slice(0, p.H);
  const d = Math.min(...dims);
  const r = p.H === 1 ? d : p.cycles % (p.tightened ? d : d + 1);
  const dOut = dims[p.H - 1]!;
  const all = subsets(dOut, r);
  const widths = [dOut + p.wider, ...dims];
  return { widths, parts: { r, paths: pathsOf(p, r) }, S: all[p.subset % all.length]! };
}

/** Paths that meet vertex h exactly d_h − r times. */
function pathsOf({ H, dims, picks, tightened }: PatternParameters, r: number): Path[] {
  if (H === 1) return [];
  const left = range(H).map((v) => dims[v === 0 ? H - 1 : v - 1]! - r);
  const singles = range(H).map((v) => [v]);
  const paths: Path[] = [];
  for (const [start, length] of picks) {
    if (H === 2) break;
    const path = arc(H, start % H, 2 + (length % (H - 2)));
    const fits = path.every((v) => left[v]! > 0) && (!tightened || areTightened(H, [...paths, path, ...singles]));
    if (!fits) continue;
    for (const v of path) left[v]!--;
    paths.push(path);
  }
  return [...paths, ...left.flatMap((n, v) => range(n).map(() => [v]))];
}

/** Critical points whose parts are drawn at random, so that many rank patterns occur. */
export const patternPoint = (options: PatternOptions = {}): Arbitrary<Instance> =>
  patternParameters(options).map(patternPointFrom);
