import { describe, expect, test } from 'vitest';
import { offendingProduct, repaired } from '../../../properties/generators/cyclic-chain.ts';
import { Matrix } from '../../../src/exact/matrix.ts';

const chain = (link: number[][], ...blocks: number[][][]) => ({
  link: Matrix.fromRows(link),
  blocks: blocks.map((b) => Matrix.fromRows(b)),
});
const nilpotent = [
  [0, 1],
  [0, 0],
];
const I = [
  [1, 0],
  [0, 1],
];

describe('criticality of a chain', () => {
  test.each([
    ['two zero factors of three', chain([[1]], [[0]], [[0]], [[5]])],
    ['Z_1 killed by the link', chain([[1, 0]], [[0, 1]], [[0]], [[0]])],
    ['no factor is zero, every product of two is', chain(I, nilpotent, nilpotent, nilpotent)],
    ['zero eigenvalue: Z_H ≠ 0 behind a zero link', chain([[0]], [[0]], [[1]])],
  ])('%s → critical, left as it is', (_, c) => {
    expect(offendingProduct(c)).toBeUndefined();
    expect(repaired(c, 0).blocks).toEqual(c.blocks);
  });

  test.each([
    ['one zero factor of two', chain([[1]], [[0]], [[1]]), [-1, 1]],
    ['one zero factor of three', chain([[1]], [[1]], [[0]], [[1]]), [0, -1, 2]],
    ['a part of Z_1 that the link sees', chain([[1, 0]], [[1, 1]], [[0]]), [0, -1]],
    ['zero eigenvalue: R is no longer U_S U_Sᵀ M', chain([[0]], [[1]], [[1]]), [1, 0]],
    ['a nilpotent factor replaced by I', chain(I, nilpotent, nilpotent, I), [-1, 2, 1]],
  ])('%s → not critical, and repaired wherever it is cut', (_, c, product) => {
    expect(offendingProduct(c)).toEqual(product);
    for (const cut of [0, 1, 2, 3]) expect(offendingProduct(repaired(c, cut))).toBeUndefined();
  });

  test('repairing takes only entries of the path away', () => {
    const c = chain([[1, 0]], [[1, 1]], [[0]]);
    expect(repaired(c, 0).blocks.map((b) => b.toRows())).toEqual([[['0', '1']], [['0']]]);
  });
});
