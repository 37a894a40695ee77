import { describe, expect, test } from 'vitest';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { HuberLoss } from '../../../src/network/losses/huber.ts';

const q = Rational.parse;
const one = Matrix.identity(1);
/** φ and φ′ at e. */
const at = (delta: string, e: string): [string, string] => {
  const f = new HuberLoss(one, Matrix.zeros(1, 1), q(delta));
  const R = Matrix.fromRows([[e]]);
  return [f.value(R).toString(), f.gradient(R).toRows()[0]![0]!];
};

describe('Huber loss', () => {
  test.each([
    ['0', '0', '0'],
    ['1/2', '1/8', '1/2'],
    ['-1/2', '1/8', '-1/2'],
    ['1', '1/2', '1'],
    ['-1', '1/2', '-1'],
    ['3', '5/2', '1'],
    ['-3', '5/2', '-1'],
  ])('δ = 1: at %s the value is %s and the slope %s', (e, value, slope) => {
    expect(at('1', e)).toEqual([value, slope]);
  });

  test('for δ = 1/3 the pieces meet at 1/3', () => {
    expect(at('1/3', '1/3')).toEqual(['1/18', '1/3']);
    expect(at('1/3', '1')).toEqual(['5/18', '1/3']);
  });

  const f = new HuberLoss(Matrix.identity(2), Matrix.zeros(1, 2), q('2'));
  test.each<[string, (string | number)[], string[][] | undefined]>([
    ['inside', ['1/2', -1], [['1/2', '-1']]],
    ['at the ends', [2, -2], [['2', '-2']]],
    ['one beyond', [0, '201/100'], undefined],
    ['one beyond on the other side', [-3, 0], undefined],
  ])('a residual for slopes %s', (_, slopes, expected) => {
    expect(f.residualFor(Matrix.fromRows([slopes]))?.toRows()).toEqual(expected);
  });

  test.each(['0', '-1', '-1/100'])('rejects δ = %s', (delta) => {
    expect(() => new HuberLoss(one, one, q(delta))).toThrow(RangeError);
    expect(() => new HuberLoss(one, one, q(delta))).toThrow(`delta is ${delta}, it must be positive`);
  });
});
