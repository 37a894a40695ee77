import { expect, test } from 'vitest';
import { readInstance } from '../../src/certificate/read.ts';
import { Failure } from '../../src/verifier/result.ts';

const matrix = (rows: number, cols: number, entry: string) =>
  Array.from({ length: rows }, () => Array.from({ length: cols }, () => entry));

const input = (widths: number[], samples: number, entry = '1') =>
  JSON.stringify({
    widths,
    X: matrix(widths[0]!, samples, entry),
    Y: matrix(widths[widths.length - 1]!, samples, entry),
    W: widths.slice(1).map((rows, h) => matrix(rows, widths[h]!, entry)),
  });

// Within every other limit, but hours of exact arithmetic: refused before any is done.
test.each([
  ['one wide layer', input([512, 512], 3)],
  ['sixty-four layers of sixty-four neurons', input(Array(65).fill(64), 3)],
  ['numbers of 19,999 digits in sixty-four layers', input(Array(65).fill(1), 1, '7'.repeat(19_999))],
])('%s: LIMIT', (_, text) => {
  expect(() => readInstance(text)).toThrow(Failure);
  expect(() => readInstance(text)).toThrow('more exact arithmetic');
});

test.each([
  ['four layers of a hundred neurons', input(Array(5).fill(100), 3)],
  ['sixty-four layers of one neuron', input(Array(65).fill(1), 1, '12345')],
  ['one number of 19,999 digits', input([1, 1], 1, '7'.repeat(19_999))],
])('%s: read', (_, text) => {
  expect(readInstance(text).instance.widths.length).toBeGreaterThan(1);
});
