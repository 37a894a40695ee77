import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { type CriticalParameters, type CriticalPoint, criticalPointFrom, type Stratum } from './critical-assembly.ts';
import { type Spectrum, spectralParameters } from './rational-spectrum.ts';
import { depths, MAX_DEPTH, MAX_WIDTH, type ShapeOptions, widths } from './shape.ts';
import { choice, fewSteps, steps } from './small.ts';

export interface CriticalPointOptions extends ShapeOptions {
  /** `distinct` if not given: then d_H ≤ d_0, Σ_XX is invertible and Σ_XY has full rank, too. */
  readonly spectrum?: Spectrum;
  /** One stratum only; otherwise a mixture of those that the bounds have room for. */
  readonly stratum?: Stratum;
  /** `prefix`: only S = {1..r}; otherwise every S. */
  readonly subsets?: 'prefix' | 'any';
}

/** The parameters of critical points. Throws RangeError if the bounds have no room for the stratum asked for. */
export function criticalParameters(options: CriticalPointOptions = {}): Arbitrary<CriticalParameters> {
  const { maxDepth = MAX_DEPTH, maxWidth = MAX_WIDTH, spectrum = 'distinct', stratum } = options;
  const fits = (s: Stratum) => s === 'free' || (maxWidth >= 2 && maxDepth >= (s === 'kernel' ? 3 : 4));
  if (stratum && !fits(stratum)) throw new RangeError(`no room for the stratum ${stratum}`);
  const strata = (['free', 'free', 'free', 'free', 'free', 'kernel', 'crossing'] as const).filter(fits);
  return fc.record<CriticalParameters>({
    H: depths(options),
    dOut: widths(options),
    wider: choice(spectrum === 'any' ? [0, 0, 1, 1, 2, -1] : [0, 0, 1, 1, 2]),
    hidden: fc.array(widths(options), { minLength: MAX_DEPTH - 1, maxLength: MAX_DEPTH - 1 }),
    maxWidth: fc.constant(maxWidth),
    rank: choice([0, 0, 1, 1, 2, 3, MAX_WIDTH]),
    subset: options.subsets === 'prefix' ? fc.constant(0) : choice([0, 0, 0, 1, 2, 3, 4, 5]),
    stratum: stratum ? fc.constant(stratum) : choice(['free', ...strata.slice(1)]),
    blocks: fc.array(steps(5), { minLength: MAX_DEPTH, maxLength: MAX_DEPTH }),
    cut: fc.nat(MAX_DEPTH - 2),
    gauges: fc.array(fewSteps(3), { minLength: MAX_DEPTH - 1, maxLength: MAX_DEPTH - 1 }),
    data: spectralParameters(spectrum),
  });
}

/**
 * Critical points of the square loss for data with a rational spectrum, by Achour's parameterization:
 * W_1 = D_1[U_Sᵀ M; Z_1], W_h = D_h diag(I_r, Z_h) D_{h-1}⁻¹, W_H = [U_S, U_Q Z_H] D_{H-1}⁻¹.
 * Shrinks to few layers, small widths, S = {1..r} with small r, Z = 0, trivial gauges and simple data; every shrunk
 * value is critical again, since blocks are repaired after shrinking.
 */
export const criticalPointWithParts = (options: CriticalPointOptions = {}): Arbitrary<CriticalPoint> =>
  criticalParameters(options).map(criticalPointFrom);

/** The instances of {@link criticalPointWithParts}. */
export const criticalPoint = (options: CriticalPointOptions = {}): Arbitrary<Instance> =>
  criticalPointWithParts(options).map((point) => point.instance);
