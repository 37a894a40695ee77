const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);

/** The value below which a share p of the list lies, linear between places. Throws RangeError for an empty list. */
export function quantile(list: readonly number[], p: number): number {
  if (list.length === 0) throw new RangeError('no quantile of nothing');
  const sorted = ascending(list);
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}

export const median = (list: readonly number[]): number => quantile(list, 0.5);

/** The slope of log y against log x by least squares: y grows about like x to this power. Undefined for fewer than two different x. */
export function growthExponent(points: readonly (readonly [x: number, y: number])[]): number | undefined {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (k: 0 | 1) => logs.reduce((sum, p) => sum + p[k], 0) / logs.length;
  const [mx, my] = [mean(0), mean(1)];
  const spread = logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
  return spread > 0 ? logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / spread : undefined;
}
