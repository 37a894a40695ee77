import fc, { type Arbitrary } from 'fast-check';
import { gradients } from '../../src/network/derivatives.ts';
import { type Instance, instanceToJson } from '../../src/network/instance.ts';
import { partialProducts, requireShapes } from '../../src/network/network.ts';

/** Instances as a campaign draws them: one run for each seed. */
export const draws = <T>(arbitrary: Arbitrary<T>, runs: number, seed = 1): T[] =>
  Array.from({ length: runs }, (_, k) => fc.sample(arbitrary, { seed: seed * 1_000_003 + k * 7919, numRuns: 1 })[0]!);

/** Values on the way of two shrinks, one that accepts every smaller value and one that accepts about half of them. */
export function shrinks<T>(arbitrary: Arbitrary<T>, seed: number, most = 150): T[] {
  const seen: T[] = [];
  for (const accept of [() => true, (k: number) => k % 2 === 0]) {
    const from = seen.length;
    const fails = fc.property(arbitrary, (value) => {
      const k = seen.length - from;
      if (k < most) seen.push(value);
      return !(k === 0 || (k < most && accept(k)));
    });
    fc.check(fails, { seed, numRuns: 1 });
  }
  return seen;
}

/** What shrinking ends at if every instance is a counterexample. */
export function smallest<T>(arbitrary: Arbitrary<T>, seed: number): T {
  const { counterexample } = fc.check(
    fc.property(arbitrary, (_: T) => false),
    { seed, numRuns: 1 },
  );
  return counterexample![0];
}

/** Draws and everything seen while shrinking some of them. */
export const drawsAndShrinks = <T>(arbitrary: Arbitrary<T>, runs: number, shrunk = 8): T[] => [
  ...draws(arbitrary, runs),
  ...Array.from({ length: shrunk }, (_, k) => shrinks(arbitrary, 100 + k)).flat(),
];

export const share = <T>(values: readonly T[], holds: (value: T) => boolean): number =>
  values.filter(holds).length / values.length;

export const isCritical = (p: Instance): boolean => {
  const products = partialProducts(p);
  return gradients(products, p.loss.gradient(products.R)).every((g) => g.isZero());
};

/** Shapes fit, and data and weights have entries. */
export const isValid = (p: Instance): boolean => {
  requireShapes(p);
  return (
    p.X.rows === p.widths[0] && p.Y.rows === p.widths[p.widths.length - 1] && p.X.cols === p.Y.cols && p.X.cols > 0
  );
};

/** Longest numerator or denominator, in digits. */
export const longest = (p: Instance): number =>
  Math.max(
    ...JSON.stringify(instanceToJson(p))
      .split(/[^0-9]+/)
      .map((digits) => digits.length),
  );

export const text = (p: Instance): string => JSON.stringify(instanceToJson(p));
