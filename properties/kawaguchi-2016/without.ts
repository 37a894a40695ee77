import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { criticalPointFrom } from '../generators/critical-assembly.ts';
import { criticalParameters, criticalPoint } from '../generators/critical-point.ts';
import {
  emptyLayer,
  oneDouble,
  onRankDeficientX,
  smallestZero,
  withDoubleEigenvalue,
  withZeroEigenvalue,
} from '../generators/only-without.ts';
import { pointOnGoodData } from './good-data.ts';

/** Critical points, without the hypothesis in question. Each shrinks as what it is made from does. */
export const criticalWithout = {
  /** Every point is critical. */
  A1: (): Arbitrary<Instance> => emptyLayer(),
  A2: (): Arbitrary<Instance> => onRankDeficientX(criticalPoint({ maxWidth: 4 })),
  A3: (): Arbitrary<Instance> => criticalParameters().map((p) => criticalPointFrom(withZeroEigenvalue(p)).instance),
  A4: (): Arbitrary<Instance> => criticalParameters().map((p) => criticalPointFrom(withDoubleEigenvalue(p)).instance),
};

const also = (points: Arbitrary<Instance>, more: Arbitrary<Instance>): Arbitrary<Instance> =>
  fc.oneof({ weight: 5, arbitrary: points }, { weight: 1, arbitrary: more });

/** Critical and other points, without the hypothesis in question. */
export const without = {
  A1: criticalWithout.A1,
  A2: (): Arbitrary<Instance> => also(criticalWithout.A2(), onRankDeficientX(pointOnGoodData({}))),
  A3: (): Arbitrary<Instance> => also(criticalWithout.A3(), pointOnGoodData({ data: smallestZero })),
  A4: (): Arbitrary<Instance> => also(criticalWithout.A4(), pointOnGoodData({ minOutputs: 2, data: oneDouble })),
};
