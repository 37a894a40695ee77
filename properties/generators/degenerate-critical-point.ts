import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { fittedPoint } from './fitted-point.ts';
import { irrationalBlocks } from './irrational-blocks.ts';
import { liftedPoint, lostRankPoint } from './lifted-point.ts';
import { zeroLayers } from './zero-layers.ts';

/**
 * Critical points where hypotheses of the theorems fail: zero layers, least-squares factorizations, rank-deficient X
 * with weights on what X does not see, irrational double eigenvalues. Shrinks within its kind.
 */
export const degenerateCriticalPoint = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 4, arbitrary: zeroLayers() },
    { weight: 3, arbitrary: fittedPoint() },
    { weight: 4, arbitrary: liftedPoint() },
    { weight: 2, arbitrary: lostRankPoint() },
    { weight: 2, arbitrary: irrationalBlocks() },
  );
