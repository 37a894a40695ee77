import { describe, expect, test } from 'vitest';
import { smallNetwork } from '../../properties/kawaguchi-2016/small-network.ts';
import { Rational } from '../../src/exact/rational.ts';
import { partialProducts } from '../../src/network/network.ts';
import {
  expectedOutputs,
  isActive,
  type Joint,
  paths,
  pathWeights,
  sumOverPaths,
} from '../../src/network/path-expansion.ts';
import { forward } from '../../src/network/relu.ts';
import { point, scalar } from '../helpers/points.ts';
import { holds } from '../helpers/property.ts';

// 2 → 2 → 1 with weights that tell the paths apart.
const net = point(
  [
    [1, 1],
    [10, -10],
  ],
  [[0, 0]],
  [
    [1, 2],
    [3, 5],
  ],
  [[7, 11]],
);

describe('paths', () => {
  test('one neuron of each layer but the last, in lexicographic order', () => {
    expect(paths(net)).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    expect(paths(scalar(0, 1, 2, 3))).toEqual([[0, 0, 0]]);
    expect(paths(scalar(0, 1))).toEqual([[0]]);
  });
  test('none through a layer without neurons', () => {
    for (const widths of [
      [0, 2, 1],
      [2, 0, 1],
      [2, 2, 0, 1],
    ])
      expect(paths({ widths, weights: [] })).toEqual([]);
  });
  test('the product of the weights on the way', () => {
    expect(pathWeights(net, paths(net)).toRows()).toEqual([['7', '33', '14', '55']]);
    expect(pathWeights(scalar(0, 2, 3, 5), [[0, 0, 0]]).toRows()).toEqual([['30']]);
  });
  test('are active where their hidden neurons are', () => {
    const pass = forward(net, net.X);
    const active = [0, 1].map((l) => paths(net).map((path) => isActive(path, pass, l)));
    expect(active).toEqual([
      [true, true, true, true],
      [false, false, false, false],
    ]);
  });
});

test('a ReLU network is the sum over its paths', () => {
  const isSum = (p: typeof net) => {
    const pass = forward(p, p.X);
    return sumOverPaths(p, p.X, paths(p), pass).equals(pass.outputs);
  };
  expect(isSum(net)).toBe(true);
  holds(smallNetwork(), isSum, { seed: 1, runs: 200 });
});

describe('expected outputs', () => {
  const [third, one] = [new Rational(1n, 3n), Rational.one];
  test.each<[string, Rational, Joint, string[][]]>([
    // RX for x = (1, 10): 40·1 + 69·10 = 730; for (1, −10): 40 − 690 = −650.
    ['ρ = 1', one, 'independent', [['730', '-650']]],
    ['ρ = 1/3', third, 'independent', [['730/3', '-650/3']]],
    ['ρ = 1/3, one coin', third, 'one-coin', [['730/3', '-650/3']]],
    ['ρ = 0', Rational.zero, 'independent', [['0', '0']]],
    ['ρ = 0, one coin', Rational.zero, 'one-coin', [['0', '0']]],
  ])('%s', (_, rho, joint, expected) => {
    expect(expectedOutputs(net, net.X, paths(net), rho, joint).toRows()).toEqual(expected);
  });

  test('are ρRX under both joint distributions', () => {
    const isLinear = (p: typeof net) =>
      (['independent', 'one-coin'] as const).every((joint) =>
        expectedOutputs(p, p.X, paths(p), third, joint).equals(partialProducts(p).R.mul(p.X).scale(third)),
      );
    holds(smallNetwork(), isLinear, { seed: 2, runs: 60 });
  });
});
