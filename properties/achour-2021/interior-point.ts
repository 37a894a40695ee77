import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { type CriticalParameters, criticalPointFrom } from '../generators/critical-assembly.ts';
import { criticalParameters } from '../generators/critical-point.ts';
import { binomial } from '../generators/small.ts';

/**
 * The parameters of critical points with 0 < r < d, half of them with S ≠ {1..r}, half with all blocks Z = 0 (tightened if H ≥ 3): all widths are 2 or
 * more, H ≥ 2. Shrinks as a critical point does, then to S = {1..r} and Z = 0.
 */
export const interiorParameters = (): Arbitrary<CriticalParameters> =>
  interior(criticalParameters({ minDepth: 2, stratum: 'free' }), fc.boolean(), fc.boolean());

export const interiorPoint = (): Arbitrary<Instance> => interiorParameters().map((p) => criticalPointFrom(p).instance);

/** Those with S ≠ {1..r} that are tightened: H ≥ 3 and Z = 0. */
export const tightenedElsewhere = (): Arbitrary<Instance> =>
  interior(criticalParameters({ minDepth: 3, stratum: 'free' }), fc.constant(true), fc.constant(false)).map(
    (p) => criticalPointFrom(p).instance,
  );

const interior = (
  parameters: Arbitrary<CriticalParameters>,
  elsewhere: Arbitrary<boolean>,
  anyBlocks: Arbitrary<boolean>,
): Arbitrary<CriticalParameters> =>
  fc.tuple(parameters, elsewhere, anyBlocks).map(([p, other, filled]) => {
    const hidden = p.hidden.map((n) => Math.max(2, n));
    const dOut = Math.max(2, p.dOut);
    const d = Math.min(dOut, ...hidden.slice(0, p.H - 1));
    const rank = 1 + (p.rank % (d - 1));
    // Subsets are numbered from {1..r}, which is number 0.
    const subset = other ? 1 + (p.subset % (binomial(dOut, rank) - 1)) : 0;
    const blocks = filled ? p.blocks : p.blocks.map(() => []);
    return { ...p, blocks, hidden, dOut, rank, subset };
  });
