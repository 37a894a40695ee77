import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { inEigenbasis } from '../../src/network/vertices.ts';
import { type CriticalParameters, eigenWeights } from './critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters } from './critical-point.ts';
import { irrationalData, irrationalParameters } from './irrational-data.ts';
import {
  type PatternOptions,
  type PatternParameters,
  patternEigenWeights,
  patternParameters,
} from './pattern-point.ts';

type EigenWeights = ReturnType<typeof patternEigenWeights>;

/**
 * Critical points for data with an irrational spectrum, any S: layers in coordinates of an eigenbasis of Σ. Shrinks as the layers do, then to simple data.
 */
const onIrrationalData = (layers: Arbitrary<EigenWeights>): Arbitrary<Instance> =>
  fc.tuple(layers, irrationalParameters()).map(([{ widths, weights }, p]) => {
    const { X, Y } = irrationalData(widths[0]!, widths[widths.length - 1]!, p);
    return inEigenbasis(X, Y, weights, widths);
  });

/** From the parameters of critical points, of which those of the data do not count. */
export const irrationalFrom = (parameters: Arbitrary<CriticalParameters>): Arbitrary<Instance> =>
  onIrrationalData(parameters.map(eigenWeights));

export const irrationalFromPatterns = (parameters: Arbitrary<PatternParameters>): Arbitrary<Instance> =>
  onIrrationalData(parameters.map(patternEigenWeights));

/** All ranks, sets S and many rank patterns. */
export const irrationalPoint = (options: CriticalPointOptions & PatternOptions = {}): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 3, arbitrary: irrationalFrom(criticalParameters({ maxWidth: 4, ...options })) },
    { weight: 2, arbitrary: irrationalFromPatterns(patternParameters(options)) },
  );
