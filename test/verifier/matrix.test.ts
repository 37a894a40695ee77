import { describe, expect, test } from 'vitest';
import * as M from '../../src/verifier/matrix.ts';
import { Place } from '../../src/verifier/read.ts';
import { Failure } from '../../src/verifier/result.ts';

const read = (rows: string[][], cols = rows[0]?.length ?? 0) => new Place(rows).matrix(rows.length, cols);
const texts = (A: M.Matrix) =>
  A.num.map((x) => {
    const { num, den } = M.scalar(x, A.den);
    return den === 1n ? `${num[0]}` : `${num[0]}/${den}`;
  });

describe('exact arithmetic', () => {
  const A = read([
    ['1/2', '-2/3'],
    ['0', '5'],
  ]);
  const B = read([
    ['4', '1'],
    ['3/7', '1/6'],
  ]);
  test.each([
    ['product', M.multiply(A, B), ['12/7', '7/18', '15/7', '5/6']],
    ['sum', M.add(A, B), ['9/2', '1/3', '3/7', '31/6']],
    ['difference', M.subtract(A, B), ['-7/2', '-5/3', '-3/7', '29/6']],
    ['transpose', M.transpose(A), ['1/2', '0', '-2/3', '5']],
    ['inner product', M.inner(A, B), ['13/6']],
    ['trace', M.trace(A), ['11/2']],
    ['multiple', M.scale(A, M.scalar(-2n, 5n)), ['-1/5', '4/15', '0', '-2']],
    ['rows and columns', M.pick(A, [1], [1, 0]), ['5', '0']],
    ['empty inner dimension', M.multiply(M.zero(2, 0), M.zero(0, 1)), ['0', '0']],
  ])('%s', (_, result, expected) => {
    expect(texts(result)).toEqual(expected);
  });
  test('results keep the least common denominator', () => {
    expect(M.multiply(read([['1/2', '1/2']]), read([['1'], ['1']])).den).toBe(1n);
    expect(M.scalar(6n, 4n)).toEqual(M.scalar(3n, 2n));
  });
  test('equality is of values and of shapes', () => {
    expect(M.equal(read([['1/2']]), { rows: 1, cols: 1, num: [2n], den: 4n })).toBe(true);
    expect(M.equal(read([['1/2']]), read([['1/3']]))).toBe(false);
    expect(M.equal(M.zero(0, 2), M.zero(2, 0))).toBe(false);
    expect(M.isIdentity(M.identity(0))).toBe(true);
    expect(M.isIdentity(M.zero(0, 1))).toBe(false);
  });
  test('shapes that do not fit are an error', () => {
    expect(() => M.multiply(A, M.zero(3, 2))).toThrow();
    expect(() => M.add(A, M.zero(1, 4))).toThrow();
    expect(() => M.inner(A, M.zero(1, 4))).toThrow();
  });
  test('polynomials multiply, truncated and in full', () => {
    const P = new Map([
      [0, M.scalar(1n)],
      [3, M.scalar(2n)],
    ]);
    expect([...M.multiplyPolynomials(P, P)].map(([k, c]) => [k, texts(c)[0]])).toEqual([
      [0, '1'],
      [3, '4'],
      [6, '4'],
    ]);
    expect([...M.multiplyPolynomials(P, P, 5).keys()]).toEqual([0, 3]);
    expect([...M.addPolynomials(P, P, -1n).values()].every(M.isZero)).toBe(true);
  });
});

describe('reading rationals', () => {
  test.each(['0', '7', '-7', '1/2', '-22/7', '10/3', '9'.repeat(20_000), `-1/${'9'.repeat(20_000)}`])(
    '%.20s',
    (text) => {
      expect(texts(new Place(text).rational())).toEqual([text]);
    },
  );
  const refused = [
    '',
    '-0',
    '00',
    '01',
    '+1',
    '1/1',
    '2/4',
    '0/5',
    '1/0',
    '1/-2',
    '1/02',
    '1.5',
    '1e3',
    ' 1',
    '1\n',
    '0x1',
    '1_0',
    '½',
    '١',
  ];
  test.each(refused)('refuses %j', (text) => {
    expect(() => new Place([[text]]).matrix(1, 1)).toThrow(
      expect.objectContaining({ status: 'MALFORMED', code: 'NUMBER', pointer: '/0/0' }),
    );
  });
  test.each(['9'.repeat(20_001), `1/${'9'.repeat(20_001)}`])('refuses %.20s… as too long', (text) => {
    expect(() => new Place(text).rational()).toThrow(expect.objectContaining({ status: 'LIMIT', pointer: '' }));
  });
  test('refuses index lists that repeat, decrease or leave the range', () => {
    for (const [list, pointer] of [
      [[0, 0], '/1'],
      [[1, 0], '/1'],
      [[0, 2], '/1'],
    ] as const) {
      expect(() => new Place([...list]).indices(2, 2)).toThrow(expect.objectContaining({ code: 'RANGE', pointer }));
    }
    expect(new Place([0, 1]).indices(2, 2)).toEqual([0, 1]);
  });
  test('a failure is an exception of its own type', () => {
    expect(() => new Place(null).text()).toThrow(Failure);
  });
});
