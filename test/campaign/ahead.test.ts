import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ahead } from '../../src/campaign/ahead.ts';

test('results come in the order of the jobs, with no more of them under way than asked for', async () => {
  let [running, most] = [0, 0];
  const jobs = Array.from({ length: 20 }, (_, k) => async () => {
    most = Math.max(most, ++running);
    await setTimeout((k * 7) % 5);
    running--;
    return k;
  });
  const results: number[] = [];
  for await (const result of ahead(jobs, 3)) results.push(result);
  expect(results).toEqual([...Array(20).keys()]);
  expect(most).toBe(3);
});

test('jobs are asked for only when there is room for them', async () => {
  let asked = 0;
  async function* jobs() {
    for (;;) {
      asked++;
      yield async () => asked;
    }
  }
  for await (const _ of ahead(jobs(), 4)) break;
  expect(asked).toBe(4);
});

test('a job that fails ends the results where its turn comes', async () => {
  const results: number[] = [];
  const jobs = [async () => 0, () => Promise.reject(new Error('no')), async () => 2];
  const all = async () => {
    for await (const result of ahead<number>(jobs, 3)) results.push(result);
  };
  await expect(all()).rejects.toThrow('no');
  expect(results).toEqual([0]);
});
