import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { anyPoint } from './any-point.ts';
import { criticalPoint } from './critical-point.ts';
import { degenerateCriticalPoint } from './degenerate-critical-point.ts';

/** Everything: points of every verdict on data of every kind, with no hypothesis. Shrinks within its kind. */
export const mixed = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 4, arbitrary: criticalPoint() },
    { weight: 4, arbitrary: criticalPoint({ spectrum: 'any' }) },
    { weight: 6, arbitrary: degenerateCriticalPoint() },
    { weight: 3, arbitrary: anyPoint() },
  );
