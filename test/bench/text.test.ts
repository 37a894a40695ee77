import { expect, test } from 'vitest';
import { type BenchInstance, mixedInstances } from '../../bench/instances.ts';
import { flintText, jsonLine, pariText } from '../../bench/text.ts';
import { readInstance } from '../../src/certificate/read.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { instanceToJson, makeInstance } from '../../src/network/instance.ts';

const half: BenchInstance = {
  id: 'half',
  instance: makeInstance(
    Matrix.fromRows([[1, 2]]),
    Matrix.fromRows([['1/2', '-2/3']]),
    [Matrix.fromRows([['3'], ['-1/4']]), Matrix.fromRows([[1, 0]])],
    [1, 2, 1],
  ),
};

test('a line is read as the same instance', () => {
  for (const one of [half, ...mixedInstances(10)]) {
    const { id, instance } = readInstance(jsonLine(one));
    expect(id).toBe(one.id);
    expect(instanceToJson(instance)).toEqual(instanceToJson(one.instance));
  }
});

test('the FLINT program gets each matrix as a denominator and integers', () => {
  expect(flintText([half])).toBe('1\n2 1 2 1 2\n1 1 2\n6 3 -4\n4 12 -1\n1 1 0\n');
});

test('GP gets matrices, also those of one row', () => {
  expect(pariText([half])).toBe('[[[1,2,1],Mat([1,2]),Mat([1/2,-2/3]),[Mat([3;-1/4]),Mat([1,0])]]]\n');
});
