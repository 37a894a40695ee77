import fc, { type Arbitrary } from 'fast-check';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { type CriticalParameters, criticalPointFrom } from '../generators/critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters } from '../generators/critical-point.ts';
import { irrationalFrom, irrationalFromPatterns } from '../generators/irrational-point.ts';
import { patternPointFrom } from '../generators/pattern-point.ts';
import type { SpectralParameters } from '../generators/rational-spectrum.ts';
import { MAX_WIDTH } from '../generators/shape.ts';
import { choice } from '../generators/small.ts';
import { leastWidth } from '../kawaguchi-2016/bad-saddle.ts';
import { blocksOnDoubleEigenvalue, patternsOnDoubleEigenvalue } from './double-eigenvalue.ts';
import { tightenedParameters } from './tightened-point.ts';

/** The parameters of global minimizers: r = d and S = {1..d}; any blocks Z. */
const minimizerParameters = (options: CriticalPointOptions = {}): Arbitrary<CriticalParameters> =>
  criticalParameters({ maxWidth: 3, maxDepth: 4, subsets: 'prefix', stratum: 'free', ...options }).map((p) => ({
    ...p,
    rank: leastWidth(p),
  }));
const saddleParameters = () => tightenedParameters({ maxWidth: 3 });

/** Critical points with a positive semidefinite Hessian: global minimizers, and tightened points with S = {1..r}. Shrinks within its kind. */
export const secondOrderPoint = (): Arbitrary<Instance> =>
  fc.oneof(
    { weight: 1, arbitrary: minimizerParameters().map((p) => criticalPointFrom(p).instance) },
    { weight: 1, arbitrary: saddleParameters().map(patternPointFrom) },
  );

/** The same in coordinates of an eigenbasis, for data with an irrational spectrum. */
export const irrationalSecondOrderPoint = (): Arbitrary<Instance> =>
  fc.oneof(
    irrationalFrom(minimizerParameters().map((p) => ({ ...p, rank: MAX_WIDTH }))),
    irrationalFromPatterns(saddleParameters()),
  );

/** The same on other data: changed, for d_H = n outputs, or with a double eigenvalue. Saddles stay critical, minimizers may not where M loses rank. */
export const secondOrderPointOn = ({
  data,
}: {
  readonly data: 'double' | ((p: SpectralParameters, n: number) => SpectralParameters);
}): Arbitrary<Instance> =>
  data === 'double'
    ? fc.oneof(blocksOnDoubleEigenvalue(minimizerParameters()), patternsOnDoubleEigenvalue(saddleParameters()))
    : fc.oneof(
        minimizerParameters().map((p) => criticalPointFrom({ ...p, data: data(p.data, p.dOut) }).instance),
        saddleParameters().map((p) =>
          patternPointFrom({ ...p, frame: { ...p.frame, data: data(p.frame.data, p.dims[p.H - 1]!) } }),
        ),
      );

/** One layer that is not fitted, or scalar layers of a minimizer, the last one shorter or longer: not critical, and mostly L is convex near them. */
export const stretchedMinimizer = (): Arbitrary<Instance> =>
  fc.tuple(minimizerParameters({ maxDepth: 2, maxWidth: 2 }), choice(['1/2', '2/3', '3/4', '2'])).map(([p, factor]) => {
    const { X, Y, weights, widths } = criticalPointFrom(p).instance;
    const last = weights.length - 1;
    const stretched = weights.map((w, h) => (h === last ? w.scale(Rational.parse(factor)) : w));
    return makeInstance(X, Y, stretched, widths);
  });
