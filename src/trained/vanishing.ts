/** Parts at most so many times as large as those that have to vanish are taken to vanish, too. */
const AS_SMALL = 10;

/**
 * Which of the parts Z_1, …, Z_H outside R vanish at the critical point that is meant, by their sizes: the two smallest have to (then every product of
 * H − 1 neighbours around the cycle is 0), and so do all that are about as small as these, or as the distance that is there anyway.
 * Places from 0, increasing.
 */
export function vanishing(sizes: readonly number[], distance = 0): number[] {
  const second = [...sizes].sort((a, b) => a - b)[1] ?? 0;
  const limit = AS_SMALL * Math.max(second, distance);
  return sizes.flatMap((size, k) => (size <= limit ? [k] : []));
}
