import { describe, expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import { QuarticLoss } from '../../../src/network/losses/quartic.ts';

describe('quartic loss', () => {
  const f = new QuarticLoss(Matrix.fromRows([[1, 2]]), Matrix.fromRows([[3, '1/2']]));

  test('an example by hand', () => {
    // RX − Y = (−2, 3/2): ¼(16 + 81/16), and −8·1 + 27/8·2
    const R = Matrix.fromRows([[1]]);
    expect(f.value(R).toString()).toBe('337/64');
    expect(f.gradient(R).toRows()).toEqual([['-5/4']]);
    expect(f.toJson()).toEqual({ kind: 'quartic' });
  });

  test.each<[(string | number)[], string[][] | undefined]>([
    [['8/27', -1], [['2/3', '-1']]],
    [[0, 0], [['0', '0']]],
    [[8, 2], undefined],
    [['1/4', 1], undefined],
    [['8/9', 0], undefined],
  ])('a residual for the slopes %s', (slopes, expected) => {
    expect(f.residualFor(Matrix.fromRows([slopes]))?.toRows()).toEqual(expected);
  });

  test('rejects data with different numbers of samples', () => {
    expect(() => new QuarticLoss(Matrix.zeros(1, 2), Matrix.zeros(1, 3))).toThrow(RangeError);
  });
});
