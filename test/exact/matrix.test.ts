import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complement, Matrix, product, range } from '../../src/exact/matrix.ts';
import { gcd, Rational, ratioToDouble } from '../../src/exact/rational.ts';
import { anyMatrix, longRational, matrix, rational } from '../helpers/arbitraries.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const { naive, same } = N;
const size = fc.nat({ max: 4 });
/** The same matrix over a denominator that is not reduced. */
const blown = (m: Matrix, k: bigint): Matrix =>
  new Matrix(
    m.rows,
    m.cols,
    m.num.map((x) => x * k),
    m.den * k,
  );
const isReduced = (m: Matrix): boolean => m.num.reduce((g, x) => gcd(g, x), m.den) === 1n;

describe('construction', () => {
  test.each([
    ['too few entries', () => new Matrix(2, 2, [1n, 2n, 3n]), /2 × 2 matrix with 3 entries/],
    ['too many entries', () => new Matrix(0, 2, [1n]), /0 × 2 matrix with 1 entries/],
    ['denominator 0', () => new Matrix(1, 1, [1n], 0n), /positive denominator/],
    ['negative denominator', () => new Matrix(1, 1, [1n], -2n), /positive denominator/],
    ['ragged rows', () => Matrix.fromRows([[1, 2], [3]]), /rows of different lengths/],
    ['rows of another length than stated', () => Matrix.fromRows([[1, 2]], 3), /rows of different lengths/],
    ['an entry that is not an integer', () => Matrix.fromRows([[0.5]]), /cannot be converted to a BigInt/],
    ['a ragged column', () => Matrix.column(['1/0']), /denominator/],
  ])('rejects %s', (_, make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });

  test('rejects a text that is no number', () => {
    expect(() => Matrix.fromRows([['1.5']])).toThrow(SyntaxError);
  });

  test('reads integers, texts, BigInts and rationals', () => {
    const m = Matrix.fromRows([
      [1, '1/2'],
      [-3n, new Rational(2n, 3n)],
    ]);
    expect(m.toRows()).toEqual([
      ['1', '1/2'],
      ['-3', '2/3'],
    ]);
    expect(m.den).toBe(6n);
    expect(m.at(0, 1)).toBe(3n);
    expect(m.entry(1, 1).toString()).toBe('2/3');
  });

  test('rows and texts go both ways', () => {
    holds(anyMatrix(4, longRational), (m) => Matrix.fromRows(m.toRows(), m.cols).equals(m), { seed: 201, runs: 100 });
  });

  test('no rows, no columns', () => {
    expect(Matrix.fromRows([], 3).shape).toBe('0 × 3');
    expect(Matrix.fromRows([[], []]).shape).toBe('2 × 0');
    expect(Matrix.fromRows([]).shape).toBe('0 × 0');
    expect(Matrix.zeros(0, 3).toRows()).toEqual([]);
    expect(Matrix.zeros(2, 0).toRows()).toEqual([[], []]);
    expect(Matrix.identity(0).shape).toBe('0 × 0');
    expect(Matrix.column([]).shape).toBe('0 × 1');
    expect(Matrix.diagonal([]).shape).toBe('0 × 0');
  });

  test('identity, unit, diagonal, column', () => {
    expect(Matrix.identity(2).toRows()).toEqual([
      ['1', '0'],
      ['0', '1'],
    ]);
    expect(Matrix.unit(3, 1).toRows()).toEqual([['0'], ['1'], ['0']]);
    expect(Matrix.diagonal([new Rational(1n, 2n), new Rational(3n)]).toRows()).toEqual([
      ['1/2', '0'],
      ['0', '3'],
    ]);
    expect(Matrix.column(['1/3', 2]).toRows()).toEqual([['1/3'], ['2']]);
  });
});

describe('arithmetic against entrywise fractions', () => {
  const runs = { seed: 202, runs: 200 };

  test('product', () => {
    const pair = fc.tuple(size, size, size).chain(([a, b, c]) => fc.tuple(matrix(a, b), matrix(b, c, longRational)));
    holds(pair, ([a, b]) => same(a.mul(b), N.mul(naive(a), naive(b))) && isReduced(a.mul(b)), runs);
  });

  test('a product through width 0 is zero', () => {
    const p = Matrix.zeros(2, 0).mul(Matrix.zeros(0, 3));
    expect(p.equals(Matrix.zeros(2, 3))).toBe(true);
  });

  test('sum, difference, multiple, negative, transpose', () => {
    const pair = fc.tuple(size, size).chain(([a, b]) => fc.tuple(matrix(a, b), matrix(a, b), rational()));
    holds(
      pair,
      ([a, b, c]) => {
        const [x, y] = [naive(a), naive(b)];
        const minus = N.grid(b.rows, b.cols, (i, j) => y.at[i]![j]!.neg());
        return (
          same(a.add(b), N.add(x, y)) &&
          same(a.sub(b), N.add(x, minus)) &&
          same(b.neg(), minus) &&
          same(
            a.scale(c),
            N.grid(a.rows, a.cols, (i, j) => x.at[i]![j]!.mul(c)),
          ) &&
          same(a.transpose(), N.transpose(x)) &&
          isReduced(a.add(b)) &&
          isReduced(a.scale(c))
        );
      },
      runs,
    );
  });

  test('selection, also empty, repeated and out of order', () => {
    const picks = anyMatrix(4).chain((m) => {
      const some = (n: number) => (n === 0 ? fc.constant([]) : fc.array(fc.nat({ max: n - 1 }), { maxLength: 5 }));
      return fc.tuple(fc.constant(m), some(m.rows), some(m.cols));
    });
    holds(
      picks,
      ([m, r, c]) => {
        const x = naive(m);
        return (
          same(
            m.select(r, c),
            N.grid(r.length, c.length, (i, j) => x.at[r[i]!]![c[j]!]!),
          ) &&
          same(
            m.select(undefined, c),
            N.grid(m.rows, c.length, (i, j) => x.at[i]![c[j]!]!),
          ) &&
          same(
            m.select(r, undefined),
            N.grid(r.length, m.cols, (i, j) => x.at[r[i]!]![j]!),
          ) &&
          r.every((i) =>
            same(
              m.row(i),
              N.grid(1, m.cols, (_, j) => x.at[i]![j]!),
            ),
          ) &&
          c.every((j) =>
            same(
              m.col(j),
              N.grid(m.rows, 1, (i) => x.at[i]![j]!),
            ),
          )
        );
      },
      runs,
    );
  });

  test('side by side and above', () => {
    const pair = fc.tuple(size, size, size).chain(([n, a, b]) => fc.tuple(matrix(n, a), matrix(n, b)));
    holds(
      pair,
      ([a, b]) => {
        const [x, y] = [naive(a), naive(b)];
        const wide = N.grid(a.rows, a.cols + b.cols, (i, j) => (j < a.cols ? x.at[i]![j]! : y.at[i]![j - a.cols]!));
        return same(a.beside(b), wide) && same(a.transpose().above(b.transpose()), N.transpose(wide));
      },
      runs,
    );
  });

  test('Kronecker product', () => {
    const small = anyMatrix(3);
    holds(
      fc.tuple(small, small),
      ([a, b]) => {
        const [x, y] = [naive(a), naive(b)];
        const rows: Rational[][] = [];
        for (const p of x.at) for (const s of y.at) rows.push(p.flatMap((u) => s.map((v) => u.mul(v))));
        return same(a.kron(b), { rows: a.rows * b.rows, cols: a.cols * b.cols, at: rows });
      },
      runs,
    );
  });

  test('inner product and trace', () => {
    const pair = fc.tuple(size, size).chain(([a, b]) => fc.tuple(matrix(a, b), matrix(a, b)));
    holds(
      pair,
      ([a, b]) => {
        const [x, y] = [naive(a), naive(b)];
        const dot = x.at
          .flatMap((row, i) => row.map((u, j) => u.mul(y.at[i]![j]!)))
          .reduce((s, u) => s.add(u), Rational.zero);
        const diagonal = range(Math.min(a.rows, a.cols)).map((i) => x.at[i]![i]!);
        return a.dot(b).equals(dot) && a.trace().equals(diagonal.reduce((s, u) => s.add(u), Rational.zero));
      },
      runs,
    );
  });

  test('doubles', () => {
    const m = Matrix.fromRows([['1/2', '-3/4']]);
    expect(m.toDoubles()).toEqual([[0.5, -0.75]]);
    expect(Matrix.zeros(2, 0).toDoubles()).toEqual([[], []]);
  });

  test('a list of factors is multiplied from the left', () => {
    holds(
      fc.tuple(matrix(2, 3), matrix(3, 1), matrix(1, 2)),
      ([a, b, c]) => product(a, b, c).equals(a.mul(b).mul(c)) && product(a).equals(a),
      { seed: 203, runs: 30 },
    );
  });
});

describe('at the borders of doubles, against entrywise fractions', () => {
  const near = (k: number) => fc.integer({ min: -2, max: 2 }).map((e) => 2n ** BigInt(k) + BigInt(e));
  const size = fc.oneof(fc.constantFrom(0n, 1n, 3n), near(26), near(27), near(52), near(53), near(64));
  const denominator = fc.oneof({ weight: 4, arbitrary: fc.constant(1n) }, near(26), near(53), near(70));
  const edge = fc.tuple(size, fc.boolean(), denominator).map(([p, minus, q]) => new Rational(minus ? -p : p, q));
  const dim = fc.nat({ max: 5 });
  const isRow = (m: Matrix, n: N.Naive): boolean =>
    same(m, n) &&
    m.toRows().join(';') === n.at.map((row) => row.map(String)).join(';') &&
    m.toDoubles().every((row, i) => row.every((x, j) => Object.is(x, ratioToDouble(m.at(i, j), m.den)))) &&
    m.isZero() === n.at.flat().every((x) => x.sign === 0);

  test('products, sums, multiples and arrangements, as numbers, as texts and as doubles', () => {
    const any = fc
      .tuple(dim, dim, dim)
      .chain(([a, b, c]) => fc.tuple(matrix(a, b, edge), matrix(a, b, edge), matrix(b, c, edge), edge));
    holds(
      any,
      ([a, b, c, x]) => {
        const [p, q, r] = [naive(a), naive(b), naive(c)];
        const multiple = (m: N.Naive, y: Rational) => N.grid(m.rows, m.cols, (i, j) => m.at[i]![j]!.mul(y));
        const minusOne = new Rational(-1n);
        const reversed = range(a.cols).reverse();
        const dot = p.at.flat().reduce((s, u, k) => s.add(u.mul(q.at.flat()[k]!)), Rational.zero);
        return (
          isRow(a.mul(c), N.mul(p, r)) &&
          isRow(a.add(b), N.add(p, q)) &&
          isRow(a.sub(b), N.add(p, multiple(q, minusOne))) &&
          isRow(a.scale(x), multiple(p, x)) &&
          isRow(a.neg(), multiple(p, minusOne)) &&
          isRow(a.transpose(), N.transpose(p)) &&
          isRow(
            a.select(undefined, reversed),
            N.grid(a.rows, a.cols, (i, j) => p.at[i]![a.cols - 1 - j]!),
          ) &&
          isRow(
            a.beside(b),
            N.grid(a.rows, 2 * a.cols, (i, j) => (j < a.cols ? p.at[i]![j]! : q.at[i]![j - a.cols]!)),
          ) &&
          isRow(
            a.kron(c),
            N.grid(a.rows * c.rows, a.cols * c.cols, (i, j) =>
              p.at[Math.floor(i / c.rows)]![Math.floor(j / c.cols)]!.mul(r.at[i % c.rows]![j % c.cols]!),
            ),
          ) &&
          a.dot(b).equals(dot) &&
          a.equals(blown(a, 3n)) &&
          a.equals(b) === same(a, q) &&
          a.sub(a).isZero()
        );
      },
      { seed: 205, runs: 200 },
    );
  });

  test('a difference of numbers beyond 2^53 is a small number again', () => {
    const [a, b] = [2n ** 60n + 1n, 2n ** 60n].map((x) => Matrix.fromRows([[x, -x]]));
    const difference = a!.sub(b!);
    expect(difference.small?.max).toBe(1);
    expect(difference.equals(Matrix.fromRows([[1, -1]]))).toBe(true);
    expect(a!.small).toBeUndefined();
    expect(difference.isZero()).toBe(false);
  });

  test('numerators that are asked for do not change, in whichever form they are kept', () => {
    const m = Matrix.fromRows([['1/2', '-3/4']]).mul(Matrix.fromRows([[2], [4]]));
    expect(m.num).toEqual([-2n]);
    expect(m.at(0, 0)).toBe(-2n);
    expect(m.small?.entries[0]).toBe(-2);
    expect(Matrix.zeros(1, 2).neg().num).toEqual([0n, 0n]);
    expect(Matrix.zeros(1, 1).neg().toDoubles()).toEqual([[0]]);
    expect(new Matrix(1, 2, [2n ** 53n, 1n]).numerators).toEqual([2n ** 53n, 1n]);
  });
});

describe('shapes that do not fit are rejected', () => {
  const a = Matrix.zeros(2, 3);
  const b = Matrix.zeros(2, 2);
  test.each([
    ['product', () => a.mul(b), /product of 2 × 3 and 2 × 2/],
    [
      'product through different zero widths',
      () => Matrix.zeros(2, 0).mul(Matrix.zeros(1, 2)),
      /product of 2 × 0 and 1 × 2/,
    ],
    ['sum', () => a.add(b), /sum of 2 × 3 and 2 × 2/],
    ['sum, rows', () => a.add(Matrix.zeros(1, 3)), /sum of 2 × 3 and 1 × 3/],
    ['difference', () => a.sub(b), /sum of 2 × 3 and 2 × 2/],
    ['beside', () => a.beside(Matrix.zeros(1, 3)), /2 × 3 beside 1 × 3/],
    ['above', () => a.above(b), /beside/],
    ['inner product, columns', () => a.dot(b), /inner product of 2 × 3 and 2 × 2/],
    ['inner product, rows', () => a.dot(Matrix.zeros(3, 3)), /inner product of 2 × 3 and 3 × 3/],
    ['inner product of a matrix and its transpose', () => a.dot(a.transpose()), /inner product/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});

describe('equality and reduction', () => {
  test('a common factor changes nothing, and is taken out', () => {
    holds(
      fc.tuple(anyMatrix(4), fc.bigInt({ min: 2n, max: 10n ** 20n })),
      ([m, k]) => {
        const big = blown(m, k);
        return big.equals(m) && m.equals(big) && big.reduced().equals(m) && isReduced(big.reduced());
      },
      { seed: 204, runs: 200 },
    );
  });

  test.each([
    ['another entry', Matrix.fromRows([['1/2', 1]]), Matrix.fromRows([['1/2', 2]])],
    ['the same numerators over another denominator', new Matrix(1, 1, [1n], 2n), new Matrix(1, 1, [1n], 3n)],
    ['a transpose of the same entries', Matrix.fromRows([[1, 2]]), Matrix.fromRows([[1], [2]])],
    ['0 × 2 and 2 × 0', Matrix.zeros(0, 2), Matrix.zeros(2, 0)],
    ['0 × 2 and 0 × 3', Matrix.zeros(0, 2), Matrix.zeros(0, 3)],
  ])('not equal: %s', (_, a, b) => {
    expect(a.equals(b)).toBe(false);
    expect(b.equals(a)).toBe(false);
  });

  test('zero', () => {
    expect(Matrix.zeros(2, 3).isZero()).toBe(true);
    expect(Matrix.zeros(0, 3).isZero()).toBe(true);
    expect(Matrix.unit(3, 2).isZero()).toBe(false);
    expect(new Matrix(1, 2, [0n, 0n], 6n).reduced().den).toBe(1n);
  });
});

describe('index sets', () => {
  test('range and complement', () => {
    expect(range(0)).toEqual([]);
    expect(range(3)).toEqual([0, 1, 2]);
    expect(complement(4, [2, 0])).toEqual([1, 3]);
    expect(complement(0, [])).toEqual([]);
    expect(complement(2, [])).toEqual([0, 1]);
  });
});
