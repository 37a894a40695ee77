import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { criticalPointFrom } from '../generators/critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters, criticalPoint } from '../generators/critical-point.ts';
import {
  emptyLayer,
  oneDouble,
  onRankDeficientX,
  smallestZero,
  withDoubleEigenvalue,
  withZeroEigenvalue,
} from '../generators/only-without.ts';
import {
  type PatternOptions,
  type PatternParameters,
  patternParameters,
  patternPoint,
  patternPointFrom,
} from '../generators/pattern-point.ts';
import type { SpectralParameters } from '../generators/rational-spectrum.ts';
import { interiorPoint } from './interior-point.ts';
import { irrationalOrigin } from './irrational-origin.ts';

/** Critical points under the hypotheses A1–A5, of all ranks, sets S and many rank patterns. Shrinks as what it is made from does. */
export const achourPoint = ({ minDepth = 1 }: { readonly minDepth?: 1 | 2 } = {}): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 6, arbitrary: criticalPoint({ minDepth }) },
    { weight: 11, arbitrary: patternPoint() },
    { weight: 3, arbitrary: interiorPoint() },
    ...(minDepth === 1 ? [{ weight: 1, arbitrary: criticalPoint({ maxDepth: 1 }) }] : []),
    { weight: 1, arbitrary: irrationalOrigin() },
  );

const withData = (
  p: PatternParameters,
  change: (data: SpectralParameters, n: number) => SpectralParameters,
): PatternParameters => ({ ...p, frame: { ...p.frame, data: change(p.frame.data, p.dims[p.H - 1]!) } });

/** Two outputs or more. */
const moreOutputs = (p: PatternParameters): PatternParameters => ({
  ...p,
  dims: p.dims.map((n, h) => (h === p.H - 1 ? Math.max(2, n) : n)),
});

/** Patterns with one of the hypotheses on the data false. On dependent inputs W_1 is 0 where X sees nothing. */
export const patternWithout = {
  A2: (options: PatternOptions): Arbitrary<Instance> =>
    onRankDeficientX(
      patternParameters(options).map((p) => patternPointFrom(withData(p, (data) => ({ ...data, extra: 2 })))),
      'zero',
    ),
  A3: (options: PatternOptions): Arbitrary<Instance> =>
    patternParameters(options).map((p) => patternPointFrom(withData(p, smallestZero))),
  A4: (options: PatternOptions): Arbitrary<Instance> =>
    patternParameters(options).map((p) => patternPointFrom(withData(moreOutputs(p), oneDouble))),
};

/** Points of the parameterization with one of the hypotheses on the data false; on dependent inputs W_1 is arbitrary where X sees nothing. */
export const criticalWithout = {
  A2: (options: CriticalPointOptions = {}): Arbitrary<Instance> =>
    onRankDeficientX(
      criticalParameters({ maxWidth: 4, ...options }).map(
        (p) => criticalPointFrom({ ...p, data: { ...p.data, extra: 2 } }).instance,
      ),
    ),
  A3: (options: CriticalPointOptions = {}): Arbitrary<Instance> =>
    criticalParameters(options).map((p) => criticalPointFrom(withZeroEigenvalue(p)).instance),
  A4: (options: CriticalPointOptions = {}): Arbitrary<Instance> =>
    criticalParameters(options).map((p) => criticalPointFrom(withDoubleEigenvalue(p)).instance),
};

/** Critical points where one of A1–A4 alone is false; m ≥ d_0 all the same. */
export const achourPointWithout = {
  A1: (): Arbitrary<Instance> => emptyLayer(),
  A2: (): Arbitrary<Instance> => fc.oneof(criticalWithout.A2(), patternWithout.A2({})),
  A3: (): Arbitrary<Instance> => fc.oneof(criticalWithout.A3(), patternWithout.A3({})),
  A4: (): Arbitrary<Instance> => fc.oneof(criticalWithout.A4(), patternWithout.A4({})),
};
