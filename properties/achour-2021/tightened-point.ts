import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { smallestZero } from '../generators/only-without.ts';
import {
  type PatternOptions,
  type PatternParameters,
  patternParameters,
  patternPointFrom,
} from '../generators/pattern-point.ts';
import { choice } from '../generators/small.ts';

/**
 * Tightened points with S = {1..r}, H = 3 or 4, r = 0..d−1 each equally often, d = 1, 2 or 3: paths of the parameterization of which no two meet every
 * vertex of the cycle. Shrinks to three layers, r = 0 and Z = 0.
 */
export const tightenedParameters = (options: PatternOptions = {}): Arbitrary<PatternParameters> =>
  fc
    .tuple(patternParameters({ maxDepth: 4, ...options, tightened: true, subsets: 'prefix' }), choice([0, 0, 2, 3, 3]))
    .map(([p, least]) => ({ ...p, dims: p.dims.map((n) => Math.max(least, n)) }));

export const tightenedPoint = (options: PatternOptions = {}): Arbitrary<Instance> =>
  tightenedParameters(options).map(patternPointFrom);

/** Critical points of rank r = d_H − 1 = d − 1 with λ_{d_H} = 0, H ≥ 3: R = M, all that Σ_XY has is fitted. Shrinks as tightened points do. */
export const allFitted = (): Arbitrary<Instance> =>
  tightenedParameters({ maxWidth: 2 }).map((p) => {
    const d = Math.min(...p.dims.slice(0, p.H));
    const dims = p.dims.map((n, h) => (h === p.H - 1 ? d : n));
    return patternPointFrom({ ...p, dims, cycles: d - 1, frame: { ...p.frame, data: smallestZero(p.frame.data, d) } });
  });
