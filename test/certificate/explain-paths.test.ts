import { expect, test } from 'vitest';
import { contextOf } from '../../src/certificate/explain/context.ts';
import { explainBernoulli, explainPathExpansion } from '../../src/certificate/explain/paths.ts';
import { instanceToJson } from '../../src/network/instance.ts';
import { point, scalar } from '../helpers/points.ts';

const context = contextOf(instanceToJson(point([[1, -1]], [[0, 0]], [[1], [-1]], [[2, 1]])));

test('a ReLU network as a sum over its paths, each with its weights and activity', () => {
  const page = explainPathExpansion(context).join('\n');
  expect(page).toContain('the sum over 2 paths of input');
  expect(page).toContain('- 0 → 1: weights -1; active in 1 of 2 samples');
  expect(page).toContain('outputs = [ 2  1 ]');
  expect(page).toContain('RX = [ 1  -1 ]');
});

test('one layer, and more paths than are listed', () => {
  const linear = explainPathExpansion(contextOf(instanceToJson(scalar(0, 1)))).join('\n');
  expect(linear).toContain('ReLU after none of them, as there is only the last');
  expect(linear).toContain('the sum over the one path of input');
  const wide = point([[1]], [[0]], Array(17).fill([1]), [Array(17).fill(1)]);
  expect(explainPathExpansion(contextOf(instanceToJson(wide))).join('\n')).not.toContain('- 0 → ');
});

test.each([
  ['independent', 'Each of the 2 paths to an output is active with probability ρ = 1/2, independently of the others'],
  ['one-coin', 'One coin switches all 2 paths to an output'],
] as const)('the expectation, %s', (joint, words) => {
  const page = explainBernoulli({ kind: 'bernoulli', rho: '1/2', joint }, context).join('\n');
  expect(page).toContain(words);
  expect(page).toContain('over all 4 masks');
  expect(page).toContain('ρ·RX = [ 1/2  -1/2 ]');
});
