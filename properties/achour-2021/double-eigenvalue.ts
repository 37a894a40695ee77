import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { type CriticalParameters, criticalPointFrom } from '../generators/critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters } from '../generators/critical-point.ts';
import { turnedDouble, turns } from '../generators/only-without.ts';
import {
  type PatternOptions,
  type PatternParameters,
  patternParameters,
  patternPointFrom,
} from '../generators/pattern-point.ts';

/**
 * Critical points on data with one double eigenvalue and two or more outputs. The point may fit a part of the eigenspace, along a direction in it
 * that need not have a rational length: then no eigenbasis with rational vectors of length 1 spans col R.
 */
export const onDoubleEigenvalue = (options: PatternOptions & CriticalPointOptions = {}): Arbitrary<Instance> =>
  fc.oneof(
    blocksOnDoubleEigenvalue(criticalParameters(options)),
    patternsOnDoubleEigenvalue(patternParameters(options)),
  );

export const patternsOnDoubleEigenvalue = (parameters: Arbitrary<PatternParameters>): Arbitrary<Instance> =>
  fc.tuple(parameters, fc.nat(9), turns).map(([p, k, turn]) => {
    const dOut = Math.max(2, p.dims[p.H - 1]!);
    const dims = p.dims.map((n, h) => (h === p.H - 1 ? dOut : n));
    return patternPointFrom({ ...p, dims, frame: { ...p.frame, data: turnedDouble(p.frame.data, dOut, k, turn) } });
  });

export const blocksOnDoubleEigenvalue = (parameters: Arbitrary<CriticalParameters>): Arbitrary<Instance> =>
  fc.tuple(parameters, fc.nat(9), turns).map(([p, k, turn]) => {
    const dOut = Math.max(2, p.dOut);
    return criticalPointFrom({ ...p, stratum: 'free', dOut, data: turnedDouble(p.data, dOut, k, turn) }).instance;
  });
