import { expect, test } from 'vitest';
import { type Measured, mostMemory, stolen } from '../../bench/processes.ts';

const run: Measured = {
  seconds: 10,
  cpu: 12,
  peak: 9,
  memory: [
    [0.5, 3],
    [2, 5],
    [4, 4],
    [9.9, 8],
  ],
  output: '',
};

test('the most memory in a part of the time', () => {
  expect([mostMemory(run, 0, 0.1), mostMemory(run, 0.1, 0.5), mostMemory(run, 0.5, 1)]).toEqual([3, 5, 8]);
});

test('without samples there is none', () => {
  expect(mostMemory(run, 0.5, 0.9)).toBeUndefined();
  expect(mostMemory({ ...run, memory: [] }, 0, 1)).toBeUndefined();
});

test('the time that the host takes does not become less', () => {
  const [before, after] = [stolen(), stolen()];
  expect(typeof after).toBe(process.platform === 'linux' ? 'number' : 'undefined');
  expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(0);
});
