import { describe, expect, test } from 'vitest';
import { counterexampleAt, instanceAt, instanceSeed } from '../../src/campaign/instances.ts';
import { instanceToJson } from '../../src/network/instance.ts';
import { listed, toy } from './toy.ts';

describe('the seed of an instance', () => {
  test('is a 32-bit number that is pinned: old certificates must stay replayable', () => {
    expect(instanceSeed('depthcert', 'depthcert/decision', 0)).toBe(1288851842);
  });

  test.each([
    ['the campaign seed', 'other', 'depthcert/decision', 0],
    ['the statement', 'depthcert', 'depthcert/real-data', 0],
    ['the index', 'depthcert', 'depthcert/decision', 1],
    ['where one part ends and the next begins', 'depthcertd', 'epthcert/decision', 0],
  ])('depends on %s', (_, seed, statement, index) => {
    expect(instanceSeed(seed, statement, index)).not.toBe(instanceSeed('depthcert', 'depthcert/decision', 0));
  });
});

describe('an instance', () => {
  test('is the same whenever it is made', () => {
    const json = () => [0, 1, 2, 3].map((k) => instanceToJson(instanceAt(toy, 's', k)));
    expect(json()).toEqual(json());
    expect(new Set(json().map((j) => JSON.stringify(j))).size).toBeGreaterThan(1);
  });

  test('of a finite list is the entry of that index, whatever the seed', () => {
    expect(instanceToJson(instanceAt(listed, 'a', 1))).toEqual(instanceToJson(instanceAt(listed, 'b', 1)));
    expect(() => instanceAt(listed, 'a', 3)).toThrow(/3 instances, none has index 3/);
  });

  test('needs a path that exists', () => {
    expect(() => instanceAt(toy, 's', 0, '0:99999')).toThrow();
    expect(() => counterexampleAt(toy, toy.variants[0]!, 's', '0:99999')).toThrow();
  });
});
