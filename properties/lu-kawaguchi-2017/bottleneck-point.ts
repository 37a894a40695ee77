import type { Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { type CriticalParameters, criticalPointFrom } from '../generators/critical-assembly.ts';
import { criticalParameters } from '../generators/critical-point.ts';
import { MAX_WIDTH, type ShapeOptions } from '../generators/shape.ts';

/**
 * The parameters of critical points of full rank r = d with G ≠ 0: W_1 leads into a bottleneck d_1 < d_H, or another hidden layer is narrower still. R fits
 * any d of the d_H different eigenvalues. Shrinks as a critical point does.
 */
export const bottleneckParameters = (options: ShapeOptions = {}): Arbitrary<CriticalParameters> =>
  criticalParameters({ minDepth: 2, ...options, stratum: 'free' }).map((p) => {
    const dOut = Math.max(2, p.dOut);
    const hidden = p.hidden.map((n, h) => (h === 0 ? Math.min(n, dOut - 1) : n));
    return { ...p, dOut, hidden, rank: MAX_WIDTH };
  });

export const bottleneckPoint = (options: ShapeOptions = {}): Arbitrary<Instance> =>
  bottleneckParameters(options).map((p) => criticalPointFrom(p).instance);
