import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutNeuron } from '../../../properties/generators/cut-neuron.ts';
import { deepened } from '../../../properties/generators/deepened.ts';
import { steps } from '../../../properties/generators/small.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { partialProducts } from '../../../src/network/network.ts';
import { matrix } from '../../helpers/arbitraries.ts';
import { holds } from '../../helpers/property.ts';

test('the product is BA through any hidden widths ≥ d', () => {
  const drawn = fc.integer({ min: 1, max: 3 }).chain((d) =>
    fc.record({
      B: matrix(2, d),
      A: matrix(d, 3),
      hidden: fc.array(fc.integer({ min: d, max: d + 2 }), { minLength: 1, maxLength: 4 }),
      gauges: fc.array(steps(3), { minLength: 4, maxLength: 4 }),
    }),
  );
  const same = ({
    B,
    A,
    hidden,
    gauges,
  }: {
    B: Matrix;
    A: Matrix;
    hidden: number[];
    gauges: [number, number, number][][];
  }) => {
    const weights = deepened(B, A, hidden, gauges);
    const { R } = partialProducts({ widths: [3, ...hidden, 2], weights });
    return R.equals(B.mul(A)) && weights.length === hidden.length + 1;
  };
  holds(drawn as fc.Arbitrary<Parameters<typeof same>[0]>, same, { seed: 1, runs: 100 });
});

test.each([
  ['in the middle', [2, 1, 2]],
  ['at the input', [1, 2, 2]],
  ['at the output', [2, 2, 1]],
  ['everywhere', [2, 2]],
])('a neuron cut off %s: rank R ≤ d − 1', (_, widths) => {
  const weights = widths
    .slice(1)
    .map((rows, h) => Matrix.build(rows, widths[h]!, (i, j) => BigInt(1 + i * i + 2 * j * j + i * j)));
  const { R } = partialProducts({ widths, weights: withoutNeuron(widths, weights) });
  expect(rank(R)).toBe(Math.min(...widths) - 1);
});
