import fc, { type Arbitrary } from 'fast-check';
import { choice } from './small.ts';

/** Bounds of generated networks: minDepth ≤ H ≤ maxDepth, and 1 ≤ d_i ≤ maxWidth. */
export interface ShapeOptions {
  /** 1 if not given. */
  readonly minDepth?: number;
  /** 5 if not given, and at most 5. */
  readonly maxDepth?: number;
  /** 5 if not given, and at most 5. */
  readonly maxWidth?: number;
}

/** Largest H that generators make. */
export const MAX_DEPTH = 5;
/** Largest d_i that generators make. */
export const MAX_WIDTH = 5;

/** H, mostly 2 to 4. Shrinks to the least. */
export const depths = ({ minDepth = 1, maxDepth = MAX_DEPTH }: ShapeOptions = {}): Arbitrary<number> =>
  choice(within([1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5], minDepth, Math.min(maxDepth, MAX_DEPTH)));

/** One width, mostly 1 to 3. Shrinks to 1. */
export const widths = ({ maxWidth = MAX_WIDTH }: ShapeOptions = {}): Arbitrary<number> =>
  choice(within([1, 1, 2, 2, 2, 3, 3, 3, 4, 5], 1, Math.min(maxWidth, MAX_WIDTH)));

/** Widths d_0, …, d_H without further constraint. Shrinks to few layers, then to small widths. */
export const shapes = (options: ShapeOptions = {}): Arbitrary<readonly number[]> =>
  fc
    .tuple(depths(options), fc.array(widths(options), { minLength: MAX_DEPTH + 1, maxLength: MAX_DEPTH + 1 }))
    .map(([H, all]) => all.slice(0, H + 1));

function within(list: readonly number[], least: number, most: number): readonly [number, ...number[]] {
  const [first, ...rest] = list.filter((x) => x >= least && x <= most);
  if (first === undefined) throw new RangeError(`nothing between ${least} and ${most}`);
  return [first, ...rest];
}
