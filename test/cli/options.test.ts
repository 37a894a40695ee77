import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { atMost, lock, megabytes, positive, shard, workers } from '../../src/cli/options.ts';

test.each([
  ['a whole number', positive, '1', 1],
  ['a billion, and a thousand times as much', positive, '1000000000000', 10 ** 12],
  ['room for a thread', megabytes, '64', 64],
  ['a terabyte', megabytes, '1000000', 10 ** 6],
  ['many threads', workers, '256', 256],
  ['a day', lock, '86400', 86_400],
])('%s is taken', (_, read, text, n) => expect(read(text)).toBe(n));

test.each([
  ['zero', positive, '0', 'expected a whole number, 1 or more.'],
  ['a sign', positive, '+1', 'expected a whole number, 1 or more.'],
  ['an exponent', positive, '1e3', 'expected a whole number, 1 or more.'],
  ['nothing', positive, '', 'expected a whole number, 1 or more.'],
  ['more than can be counted', positive, '1000000000001', 'at most 1000000000000.'],
  ['more digits than a double has', positive, '9'.repeat(400), 'at most 1000000000000.'],
  ['no room for a thread', megabytes, '63', 'at least 64.'],
  ['more than a terabyte', megabytes, '1000001', 'at most 1000000.'],
  ['too many threads', workers, '257', 'at most 256.'],
  ['more than a day', lock, '86401', 'at most 86400.'],
])('%s is refused', (_, read, text, message) => {
  expect(() => read(text)).toThrow(new InvalidArgumentError(message));
});

describe('a part', () => {
  test.each([
    ['1/1', 1, 1],
    ['2/8', 2, 8],
  ])('%s', (text, part, of) => expect(shard(text)).toEqual({ part, of }));

  test.each(['0/3', '3/2', '1/0', '1', '1/2/3', ' 1/2', '1/1e3'])('%s is none', (text) => {
    expect(() => shard(text)).toThrow('expected i/n with 1 ≤ i ≤ n, as in 2/8.');
  });
});

test('a bound is part of what it bounds', () => {
  expect(atMost(3, 3)).toBe(3);
  expect(() => atMost(3, 4)).toThrow('at most 3.');
});
