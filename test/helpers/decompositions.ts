import { arc as around, type CyclicParts, type Path } from '../../properties/generators/pattern-point.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';

export { type CyclicParts, type Path, pointOfParts } from '../../properties/generators/pattern-point.ts';

/** Patterns written as `partialPattern` does, one for each multiset of intervals [a, b] that covers vertex i d_i times. */
export function listPartialPatterns(widths: readonly number[]): string[] {
  const H = widths.length - 1;
  const windows = range(H).flatMap((a) => range(H - a).map((k) => range(k + 2).map((n) => a + n)));
  const intervals = range(H + 1).flatMap((a) => range(H + 1 - a).map((k) => range(k + 1).map((n) => a + n)));
  return decompositions(intervals, widths).map((paths) => write(widths, windows, paths, 0));
}

/** All parts of critical points with these widths. */
export function listCyclicParts(widths: readonly number[]): CyclicParts[] {
  const H = widths.length - 1;
  const cycle = range(H).map((v) => widths[v === 0 ? H : v]!);
  const arcs = range(H).flatMap((start) => range(H - 1).map((k) => around(H, start, k + 1)));
  return range(Math.min(...cycle) + 1).flatMap((r) =>
    decompositions(
      arcs,
      cycle.map((d) => d - r),
    ).map((paths) => ({ r, paths })),
  );
}

/** The pattern of a point with these parts, written as `criticalPattern` does. */
export function cyclicPattern(widths: readonly number[], { r, paths }: CyclicParts): string {
  const H = widths.length - 1;
  const windows = range(H).flatMap((start) => range(H).map((k) => around(H, start, k + 2)));
  return write(widths.slice(1), windows, paths, r);
}

export const listCriticalPatterns = (widths: readonly number[]): string[] =>
  listCyclicParts(widths).map((parts) => cyclicPattern(widths, parts));

/** X = I and Y = [diag(d_H, …, 1), 0]: d_H ≤ d_0, and Σ has the eigenvalues d_H², …, 1. */
export const diagonalData = (dIn: number, dOut: number): { X: Matrix; Y: Matrix } => ({
  X: Matrix.identity(dIn),
  Y: Matrix.build(dOut, dIn, (i, j) => (i === j ? BigInt(dOut - i) : 0n)),
});

/** Multisets of paths that meet vertex v exactly dims[v] times, depth first; a path of each single vertex has to be among them. */
function decompositions(paths: readonly Path[], dims: readonly number[]): Path[][] {
  const extend = ([path, ...others]: readonly Path[], left: readonly number[]): Path[][] => {
    if (!path) return left.every((d) => d === 0) ? [[]] : [];
    const without = extend(others, left);
    if (path.some((v) => left[v] === 0)) return without;
    const rest = left.map((d, v) => (path.includes(v) ? d - 1 : d));
    return [...extend([path, ...others], rest).map((more) => [path, ...more]), ...without];
  };
  return extend(
    [...paths].sort((a, b) => b.length - a.length),
    dims,
  );
}

/** The product along a window has a rank of `cycles`, and one more for every path that the window is a part of. */
function write(widths: readonly number[], windows: readonly Path[], paths: readonly Path[], cycles: number): string {
  const isPart = ([first, ...others]: Path, path: Path) => {
    const at = path.indexOf(first!);
    return at >= 0 && others.every((v, n) => path[at + 1 + n] === v);
  };
  const ranks = windows.map((window) => cycles + paths.filter((path) => isPart(window, path)).length);
  return `${widths.join('-')}:${ranks.join(',')}`;
}
