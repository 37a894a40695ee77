import { describe, expect, test } from 'vitest';
import { addPolynomials, gcd, Matrix, multiplyPolynomials, shortGcd, vanishes } from '../../src/verifier/matrix.ts';
import { Place } from '../../src/verifier/read.ts';
import { Failure } from '../../src/verifier/result.ts';

const read = (rows: string[][], cols = rows[0]?.length ?? 0) => new Place(rows).matrix(rows.length, cols);
const zero = (rows: number, cols: number) => new Matrix(rows, cols, Array(rows * cols).fill(0n), 1n);
const { rational } = Matrix;
const texts = (A: Matrix) =>
  A.num.map((x) => {
    const { num, den } = rational(x, A.den);
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
    ['product', A.times(B), ['12/7', '7/18', '15/7', '5/6']],
    ['sum', A.plus(B), ['9/2', '1/3', '3/7', '31/6']],
    ['difference', A.minus(B), ['-7/2', '-5/3', '-3/7', '29/6']],
    ['transpose', A.T, ['1/2', '0', '-2/3', '5']],
    ['inner product', A.dot(B), ['13/6']],
    ['sum of a multiple', A.plus(B, -2n), ['-15/2', '-8/3', '-6/7', '14/3']],
    ['diagonal', Matrix.diagonal(read([['1/2'], ['3']])), ['1/2', '0', '0', '3']],
    ['Kronecker product', read([['1/2', '3']]).kronecker(read([['1'], ['-1/3']])), ['1/2', '3', '-1/6', '-1']],
    [
      'blocks',
      Matrix.blocks([
        [read([['1/2']]), read([['1', '1/3']])],
        [zero(2, 1), zero(2, 2)],
      ]),
      ['1/2', '1', '1/3', '0', '0', '0', '0', '0', '0'],
    ],
    ['multiple', A.scaled(rational(-2n, 5n)), ['-1/5', '4/15', '0', '-2']],
    ['rows and columns', A.pick([1], [1, 0]), ['5', '0']],
    ['empty inner dimension', zero(2, 0).times(zero(0, 1)), ['0', '0']],
  ])('%s', (_, result, expected) => {
    expect(texts(result)).toEqual(expected);
  });
  test('results keep the least common denominator', () => {
    expect(read([['1/2', '1/2']]).times(read([['1'], ['1']])).den).toBe(1n);
    expect(rational(6n, 4n)).toMatchObject({ num: [3n], den: 2n });
    expect(zero(1, 2).plus(new Matrix(1, 2, [0n, 0n], 7n)).den).toBe(1n);
  });
  test('equality is of values and of shapes', () => {
    expect(read([['1/2']]).equals(new Matrix(1, 1, [2n], 4n))).toBe(true);
    expect(read([['1/2']]).equals(read([['1/3']]))).toBe(false);
    expect(zero(0, 2).equals(zero(2, 0))).toBe(false);
    expect(Matrix.identity(0).isIdentity).toBe(true);
    expect(zero(0, 1).isIdentity).toBe(false);
  });
  test('shapes that do not fit are an error', () => {
    expect(() => A.times(zero(3, 2))).toThrow();
    expect(() => A.plus(zero(1, 4))).toThrow();
    expect(() => A.dot(zero(1, 4))).toThrow();
  });
  test('polynomials multiply, truncated and in full', () => {
    const P = new Map([
      [0, rational(1n)],
      [3, rational(2n)],
    ]);
    expect([...multiplyPolynomials(P, P)].map(([k, c]) => [k, texts(c)[0]])).toEqual([
      [0, '1'],
      [3, '4'],
      [6, '4'],
    ]);
    expect([...multiplyPolynomials(P, P, 5).keys()]).toEqual([0, 3]);
    expect(vanishes(addPolynomials(P, P, -1n))).toBe(true);
  });
});

describe('numbers of every length', () => {
  /** Integers around ±2^bits, and zeros. */
  const entries = (rows: number, cols: number, bits: number, seed: number) => {
    let state = BigInt(seed);
    return Matrix.build(rows, cols, 1n, () => {
      state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
      if (state % 5n === 0n) return 0n;
      const x = (state ** 40n % 2n ** BigInt(bits)) + 2n ** BigInt(bits - 1);
      return (state >> 33n) % 2n === 0n ? x : -x;
    });
  };
  const sum = (A: Matrix, f: (k: number) => bigint) => [...Array(A.cols).keys()].reduce((s, k) => s + f(k), 0n);

  // Doubles, products that reach 2^53 or only nearly, and several or single long numbers to a packed integer.
  test.each([
    [2, 2],
    [24, 26],
    [25, 25],
    [26, 27],
    [53, 1],
    [60, 3],
    [200, 700],
    [9_000, 20],
    [9_000, 9_000],
  ])('products and sums of numbers of %i and %i bits are those of the definition', (left, right) => {
    for (const [n, k, m] of [
      [3, 4, 5],
      [1, 7, 40],
      [6, 1, 2],
    ] as const) {
      const [A, B, C] = [entries(n, k, left, n), entries(k, m, right, m), entries(n, k, right, k)];
      const at = (i: number, j: number) => sum(A, (l) => A.at(i, l) * B.at(l, j));
      expect(A.times(B).equals(Matrix.build(n, m, 1n, at))).toBe(true);
      const plus = Matrix.build(n, k, 1n, (i, j) => A.at(i, j) - 3n * C.at(i, j));
      expect(A.plus(C, -3n).equals(plus)).toBe(true);
      expect(A.dot(C).num[0]).toBe(A.num.reduce((s, x, i) => s + x * C.num[i]!, 0n));
      expect(A.scaled(rational(3n, 7n)).equals(Matrix.build(n, k, 7n, (i, j) => 3n * A.at(i, j)))).toBe(true);
      expect(A.T.T.equals(A)).toBe(true);
      expect(A.isPositive).toBe(A.num.every((x) => x > 0n));
    }
  });
  test('the bound of doubles is 2^53, and no sum is rounded', () => {
    const A = Matrix.build(1, 2, 1n, (_, j) => (j === 0 ? 2n ** 53n - 1n : 1n));
    expect(A.times(A.T).num[0]).toBe((2n ** 53n - 1n) ** 2n + 1n);
    expect(A.plus(A.pick([0], [1, 1])).num).toEqual([2n ** 53n, 2n]);
    expect(A.plus(A, 2n).num).toEqual([3n * (2n ** 53n - 1n), 3n]);
    expect(A.equals(Matrix.build(1, 2, 1n, (_, j) => (j === 0 ? 2n ** 53n : 1n)))).toBe(false);
    const B = new Matrix(1, 2, [2n ** 60n, 2n ** 60n + 1n], 1n);
    expect(B.equals(new Matrix(1, 2, [2n ** 60n, 2n ** 60n], 1n))).toBe(false);
    expect(new Matrix(1, 2, [2n ** 60n, 2n ** 61n], 2n ** 62n)).toMatchObject({ num: [1n, 2n], den: 4n });
    expect(new Matrix(1, 2, Float64Array.of(6, -9), 2n ** 60n * 3n)).toMatchObject({ num: [2n, -3n], den: 2n ** 60n });
  });
  test.each([
    [0, 0, 0],
    [0, 7, 7],
    [-12, 18, 6],
    [2 ** 31, 2 ** 33, 2 ** 31],
    [2 ** 53 - 1, 6361, 6361],
    [2 ** 52, 3 ** 33, 1],
  ])('the divisor of %i and %i is %i', (a, b, expected) => {
    expect([shortGcd(a, b), shortGcd(b, a)]).toEqual([expected, expected]);
    expect(gcd(BigInt(a), BigInt(b))).toBe(BigInt(expected));
  });
  test.each([
    '9007199254740991',
    '-9007199254740992',
    '9007199254740993/2',
    '1/9007199254740993',
    '-1/9007199254740991',
  ])('%s is read as it is', (text) => {
    const next = text.startsWith('-') ? '-1' : '1';
    expect(texts(read([[text, next]]))).toEqual([text, next]);
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
