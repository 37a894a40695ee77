/**
 * How many rank patterns exist for given widths. Up to changes of basis, a point is a direct sum of paths: chains of basis vectors, one
 * a vertex, each mapped to the next and the last to 0. How often each path occurs can be read off the ranks of products, by inclusion
 * and exclusion, so patterns are counted as multisets of paths that cover vertex i exactly d_i times.
 *
 * `partial`: W is a representation of the quiver 0 → 1 → … → H; its paths are the intervals [a, b], 0 ≤ a ≤ b ≤ H.
 *
 * `critical`: under the hypotheses of achour-2021 (d_H ≤ d_0, Σ_XX invertible, rank Σ_XY = d_H, distinct eigenvalues), the maps
 * W_1Σ_XY, W_2, …, W_H run around a cycle of H vertices, vertex H being the target space. If W is critical and r = rank W_H⋯W_1,
 * then RΣ_XY = U_S Λ_S U_Sᵀ, which splits off r full cycles, one for each fitted eigenvalue. On what remains, of dimensions d_i − r,
 * the gradients say that every product of H − 1 consecutive maps vanishes: it is a sum of paths with at most H − 1 vertices. Conversely,
 * every such sum N_1, W_2, …, W_H with monodromy U_S Λ_S U_Sᵀ comes from the critical point with W_1 = N_1 Σ⁻¹ Σ_YX Σ_XX⁻¹.
 * H = 1: the empty product is the identity, so nothing remains, r = d_1 and R = M: one pattern.
 * H = 2: on what remains, both maps vanish: one pattern for each r = 0, …, d.
 */
import { range } from '../exact/matrix.ts';

/** Networks with 1 ≤ d_i ≤ maxWidth and 1 ≤ H ≤ maxDepth. */
export interface PatternBounds {
  readonly maxWidth: number;
  readonly maxDepth: number;
}

/** The numbers of patterns of all networks with H layers. */
export interface PatternTotal {
  readonly H: number;
  readonly partial: number;
  readonly critical: number;
}

/** Patterns of the ranks of W_i⋯W_j, i ≥ j, for widths d_0, …, d_H. Throws RangeError unless H ≥ 1 and all are positive integers. */
export function possiblePartialPatterns(widths: readonly number[]): number {
  requireWidths(widths);
  return multisets(intervals(widths.length - 1), widths.length, Math.max(...widths))(widths);
}

/**
 * Patterns of critical points for widths d_0, …, d_H, over all r; 0 if d_H > d_0, where the hypotheses fail. Depends on d_0 in no other
 * way. Throws RangeError unless H ≥ 1 and all are positive integers.
 */
export function possibleCriticalPatterns(widths: readonly number[]): number {
  requireWidths(widths);
  const H = widths.length - 1;
  if (widths[H]! > widths[0]!) return 0;
  const cycle = widths.slice(1);
  return overRanks(multisets(arcs(H), H, Math.max(...cycle)), cycle);
}

/**
 * Totals for H = 1, …, maxDepth: partial patterns over all d_0, …, d_H, critical ones over all d_1, …, d_H, since a critical
 * pattern is the same for every d_0 ≥ d_H.
 */
export function patternsWithin({ maxWidth, maxDepth }: PatternBounds): PatternTotal[] {
  return range(maxDepth).map((k) => {
    const H = k + 1;
    const linear = multisets(intervals(H), H + 1, maxWidth);
    const cyclic = multisets(arcs(H), H, maxWidth);
    return {
      H,
      partial: sum(allWidths(H + 1, maxWidth).map(linear)),
      critical: sum(allWidths(H, maxWidth).map((cycle) => overRanks(cyclic, cycle))),
    };
  });
}

/** Which of the vertices a path meets; none is met twice. */
type Path = readonly boolean[];

/** [a, b] for 0 ≤ a ≤ b ≤ H */
const intervals = (H: number): Path[] =>
  range(H + 1).flatMap((b) => range(b + 1).map((a) => range(H + 1).map((v) => a <= v && v <= b)));

/** Paths around a cycle of H vertices, from each of them, with 1 to H − 1 vertices. */
const arcs = (H: number): Path[] =>
  range(H).flatMap((start) => range(H - 1).map((k) => range(H).map((v) => (v - start + H) % H <= k)));

/**
 * The number of multisets of paths that meet vertex i exactly dims[i] times, as a function of dims (0 ≤ dims[i] ≤ most). All of them
 * are computed first, path by path, in a table of (most + 1)^vertices numbers: a multiset has one more copy of the path, or none.
 */
function multisets(paths: readonly Path[], vertices: number, most: number): (dims: readonly number[]) => number {
  const base = most + 1;
  const place = range(vertices).map((v) => base ** v);
  const counts = new Array<number>(base ** vertices).fill(0);
  counts[0] = 1;
  for (const path of paths) {
    const met = place.filter((_, v) => path[v]);
    const step = sum(met);
    for (let k = step; k < counts.length; k++) {
      if (met.every((p) => Math.floor(k / p) % base > 0)) counts[k]! += counts[k - step]!;
    }
  }
  return (dims) => counts[sum(dims.map((d, v) => d * place[v]!))]!;
}

/** Sums over the rank r = 0, …, min of R: r full cycles and a multiset of arcs. */
const overRanks = (count: (dims: readonly number[]) => number, cycle: readonly number[]): number =>
  sum(range(Math.min(...cycle) + 1).map((r) => count(cycle.map((d) => d - r))));

const allWidths = (length: number, most: number): number[][] =>
  length === 0 ? [[]] : allWidths(length - 1, most).flatMap((rest) => range(most).map((d) => [...rest, d + 1]));

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

function requireWidths(widths: readonly number[]): void {
  if (widths.length < 2 || !widths.every((d) => Number.isInteger(d) && d >= 1)) {
    throw new RangeError(`${widths.join(', ')} are not the widths of a network`);
  }
}
