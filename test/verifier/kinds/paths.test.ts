import { describe, expect, test } from 'vitest';
import { readEvidence } from '../../../src/verifier/checks.ts';
import type { Known } from '../../../src/verifier/kinds/kind.ts';
import { probabilities, reluNetwork } from '../../../src/verifier/kinds/paths.ts';
import { SQUARE } from '../../../src/verifier/losses.ts';
import { Matrix } from '../../../src/verifier/matrix.ts';
import { makeNetwork, type Network } from '../../../src/verifier/network.ts';
import { Place } from '../../../src/verifier/read.ts';
import { Failure } from '../../../src/verifier/result.ts';

const matrix = (rows: number, cols: number, ...entries: number[]) => new Matrix(rows, cols, entries.map(BigInt), 1n);
const network = (widths: number[], X: Matrix, ...W: Matrix[]) =>
  makeNetwork(widths, X, matrix(widths.at(-1)!, X.cols, ...Array(widths.at(-1)! * X.cols).fill(0)), W, SQUARE);
const wide = (n: number) =>
  network([1, n, 1], matrix(1, 1, 1), matrix(n, 1, ...Array(n).fill(1)), matrix(1, n, ...Array(n).fill(1)));

// |x| for the samples 1 and −1; 2 → 2 → 1 with weights that tell the paths apart.
const absolute = network([1, 2, 1], matrix(1, 2, 1, -1), matrix(2, 1, 1, -1), matrix(1, 2, 1, 1));
const square = network([2, 2, 1], matrix(2, 1, 1, 10), matrix(2, 2, 1, 2, 3, 5), matrix(1, 2, 7, 11));
const empty = network([1, 0, 1], matrix(1, 1, 1), matrix(0, 1), matrix(1, 0));
const thirds = network([1, 1], new Matrix(1, 1, [1n], 3n), new Matrix(1, 1, [5n], 7n));

/** The code and place of the failure, or `valid`. */
function outcome(net: Network, evidence: Record<string, unknown>, known: Known = { ranks: new Map() }): string {
  try {
    readEvidence(new Place(evidence as never), net).check(known);
    return 'valid';
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return `${error.code} ${error.pointer}`;
  }
}
const expansion = { kind: 'path-expansion' };
const bernoulli = { kind: 'bernoulli', rho: '1/3', joint: 'independent' };

describe('the network with ReLU', () => {
  test.each([
    ['the absolute value', absolute, [1n, 1n]],
    ['all paths active', square, [21n * 7n + 53n * 11n]],
    ['a layer without neurons', empty, [0n]],
  ])('%s', (_, net, outputs) => {
    expect(reluNetwork(net).outputs.num).toEqual(outputs);
  });
  test('keeps the sign of the last layer, and cuts at 0 before', () => {
    const scalar = (...w: number[]) =>
      network(Array(w.length + 1).fill(1), matrix(1, 1, 1), ...w.map((x) => matrix(1, 1, x)));
    expect(reluNetwork(scalar(2, -3)).outputs.num).toEqual([-6n]);
    expect(reluNetwork(scalar(-2, -3)).outputs.num).toEqual([0n]);
    expect(reluNetwork(scalar(-2)).outputs.num).toEqual([-2n]);
    expect(reluNetwork(scalar(2, -3)).hidden.map((h) => h.num)).toEqual([[2n]]);
  });
});

describe('path-expansion', () => {
  test.each([
    ['the absolute value', absolute],
    ['paths told apart', square],
    ['denominators', thirds],
    ['no paths', empty],
    ['4096 paths', wide(4096)],
  ])('holds: %s', (_, net) => {
    expect(outcome(net, expansion)).toBe('valid');
  });
  test.each<[string, Network, Record<string, unknown>, string]>([
    ['an unknown field', absolute, { ...expansion, n: 2 }, 'UNKNOWN_FIELD /n'],
    ['too many paths', wide(4097), expansion, 'LIMIT '],
    // Networks that are none: a neuron, or the last of two samples, is not on any path.
    ['a neuron that no path goes through', { ...square, widths: [2, 1, 1] }, expansion, 'PATHS '],
    ['an input that no path starts from', { ...square, widths: [1, 2, 1] }, expansion, 'PATHS '],
  ])('%s', (_, net, evidence, code) => {
    expect(outcome(net, evidence)).toBe(code);
  });
  test('is the work of every path and sample, charged before', () => {
    const samples = 100_000;
    const long = network([1, 4096, 1], matrix(1, samples, ...Array(samples).fill(1)), ...wide(4096).W);
    expect(outcome(long, expansion)).toBe('LIMIT ');
  });
});

describe('bernoulli', () => {
  test.each([
    ['two paths', absolute, bernoulli],
    ['four paths', square, bernoulli],
    ['four paths, one coin', square, { ...bernoulli, joint: 'one-coin' }],
    ['never active', square, { ...bernoulli, rho: '0' }],
    ['always active', square, { ...bernoulli, rho: '1' }],
    ['always active, one coin', square, { ...bernoulli, rho: '1', joint: 'one-coin' }],
    ['denominators', thirds, bernoulli],
    ['no paths', empty, bernoulli],
    ['no paths, one coin', empty, { ...bernoulli, joint: 'one-coin' }],
    ['twelve paths', wide(12), bernoulli],
  ])('holds: %s', (_, net, evidence) => {
    const known: Known = { ranks: new Map() };
    expect(outcome(net, evidence, known)).toBe('valid');
    expect(known.rho).toBeDefined();
  });
  test.each<[string, Network, Record<string, unknown>, string]>([
    ['a negative probability', square, { ...bernoulli, rho: '-1/3' }, 'RANGE /rho'],
    ['a probability above 1', square, { ...bernoulli, rho: '4/3' }, 'RANGE /rho'],
    ['a number', square, { ...bernoulli, rho: 0 }, 'TYPE /rho'],
    ['another joint distribution', square, { ...bernoulli, joint: 'two-coins' }, 'ENUM /joint'],
    ['no joint distribution', square, { kind: 'bernoulli', rho: '1/3' }, 'MISSING_FIELD '],
    ['an unknown field', square, { ...bernoulli, mean: '1' }, 'UNKNOWN_FIELD /mean'],
    ['thirteen paths', wide(13), bernoulli, 'LIMIT '],
    // Networks that are none, as W_H⋯W_1 is another one's.
    ['another product', { ...square, R: () => matrix(1, 2, 1, 1) }, bernoulli, 'PATHS '],
    [
      'another product, one coin',
      { ...square, R: () => matrix(1, 2, 1, 1) },
      { ...bernoulli, joint: 'one-coin' },
      'PATHS ',
    ],
  ])('%s', (_, net, evidence, code) => {
    expect(outcome(net, evidence)).toBe(code);
  });
  test('is the work of every mask and output, charged before', () => {
    const [n, m] = [12, 100_000];
    const long = network([1, n, 1], matrix(1, m, ...Array(m).fill(1)), ...wide(n).W);
    expect(outcome(long, bernoulli)).toBe('LIMIT ');
  });
});

test('the joint distribution is part of the label that statements ask for', () => {
  const label = (joint: string) => readEvidence(new Place({ ...bernoulli, joint }), square).label;
  expect([label('independent'), label('one-coin')]).toEqual(['bernoulli independent', 'bernoulli one-coin']);
});

test('the probability of a mask with c of n active paths', () => {
  const third = Matrix.rational(1n, 3n);
  expect(probabilities(3, third, 'independent')).toEqual({ num: [8n, 4n, 2n, 1n], den: 27n });
  expect(probabilities(3, third, 'one-coin')).toEqual({ num: [2n, 0n, 0n, 1n], den: 3n });
});
