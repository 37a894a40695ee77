import type { Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import type { CriticalParameters } from '../generators/critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters } from '../generators/critical-point.ts';
import { irrationalFrom } from '../generators/irrational-point.ts';
import type { Step } from '../generators/small.ts';
import { leastWidth } from './bad-saddle.ts';

/**
 * The parameters of critical points with three or more layers where W_{H−1}⋯W_2 has the rank p of its least width, and r = rank R ≤ d is free: the
 * middle blocks Z_2, …, Z_{H−1} are the identity on the first p − r coordinates and 0 on the others. Z_1 or Z_H, not both, leads into the others,
 * so that every product of H − 1 cyclically consecutive blocks vanishes. Shrinks to few layers, small widths and r = 0.
 */
export const fullMiddleParameters = (options: CriticalPointOptions = {}): Arbitrary<CriticalParameters> =>
  criticalParameters({ minDepth: 3, stratum: 'free', ...options }).map(withFullMiddle);

/** The same with two outputs or more, in coordinates of an eigenbasis, for data with an irrational spectrum. */
export const irrationalFullMiddle = (): Arbitrary<Instance> =>
  irrationalFrom(
    criticalParameters({ minDepth: 3, maxWidth: 4, stratum: 'free' }).map((p) =>
      withFullMiddle({ ...p, dOut: Math.max(2, p.dOut) }),
    ),
  );

function withFullMiddle(p: CriticalParameters): CriticalParameters {
  const { H } = p;
  const hidden = p.hidden.slice(0, H - 1);
  const rank = Math.min(p.rank, leastWidth(p));
  const through = Math.min(...hidden) - rank;
  /** Index i of n, moved to those from `through` on. */
  const beyond = (i: number, n: number) => through + (i % (n - through));
  const [inner, outer] = [hidden[0]! - rank, hidden[H - 2]! - rank];
  const middle = Array.from({ length: through }, (_, k): Step => [k, k, 1]);
  const first = inner === through ? [] : p.blocks[0]!.map(([i, j, c]): Step => [beyond(i, inner), j, c]);
  const last = outer === through ? [] : p.blocks[H - 1]!.map(([i, j, c]): Step => [i, beyond(j, outer), c]);
  const blocks = p.blocks.map((_, h) => {
    if (h === 0) return p.cut % 2 === 0 ? first : [];
    if (h === H - 1) return p.cut % 2 === 0 ? [] : last;
    return middle;
  });
  return { ...p, rank, blocks };
}
