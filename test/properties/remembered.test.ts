import { expect, test } from 'vitest';
import { remembered } from '../../properties/remembered.ts';

test('computed once for each object, not for each equal one', () => {
  const seen: object[] = [];
  const size = remembered((of: readonly number[]) => {
    seen.push(of);
    return of.length;
  });
  const [a, b] = [
    [1, 2],
    [1, 2],
  ];
  expect([size(a), size(b), size(a)]).toEqual([2, 2, 2]);
  expect(seen).toEqual([a, b]);
  expect(seen[1]).toBe(b);
});

test('undefined is a value like others', () => {
  let calls = 0;
  const nothing = remembered((_: object) => {
    calls++;
    return undefined;
  });
  const key = {};
  expect([nothing(key), nothing(key)]).toEqual([undefined, undefined]);
  expect(calls).toBe(1);
});

test('an error is thrown each time: nothing is remembered of it', () => {
  let calls = 0;
  const fails = remembered((_: object) => {
    throw new RangeError(`call ${++calls}`);
  });
  const key = {};
  expect(() => fails(key)).toThrow('call 1');
  expect(() => fails(key)).toThrow('call 2');
});
