import fc, { type Arbitrary } from 'fast-check';
import { echelon } from '../../src/exact/elimination.ts';
import { complement, Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { type Data, lowRankMatrix, repeatedRows } from '../generators/any-data.ts';
import { choice, smallInteger, sparseFrom, steps } from '../generators/small.ts';
import { type Doubles, gradientDescent } from './gradient-descent.ts';

/** Weights are rounded to multiples of 2^−WEIGHT_BITS at the end of a run: numbers stay short, and the gap is hardly larger. */
const WEIGHT_BITS = 30;
/** Largest width before inputs are added. */
const MAX_WIDTH = 3;
/** Largest number of samples: MAX_WIDTH + 1 drawn ones, and one for each row of X that depends on others. */
const MAX_SAMPLES = 2 * MAX_WIDTH + 1;

/** Pseudo-random weights in (−1, 1), none of them 0, by a linear congruential generator modulo 2³². */
export function randomWeights(widths: readonly number[], seed: number): Doubles[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // The low bits of such a generator are not random at all.
    return ((state >>> 8) + 0.5) / 2 ** 23 - 1;
  };
  return widths
    .slice(1)
    .map((rows, h) => ({ rows, cols: widths[h]!, entries: Array.from({ length: rows * widths[h]! }, next) }));
}

/** Where gradient descent from the random start of this seed ends, rounded. */
export function convergedFrom({ X, Y }: Data, widths: readonly number[], seed: number): Instance {
  const end = gradientDescent(doubles(X), doubles(Y), randomWeights(widths, seed));
  return makeInstance(X, Y, end.map(rounded), widths);
}

const doubles = (m: Matrix): Doubles => ({ rows: m.rows, cols: m.cols, entries: m.toDoubles().flat() });
const rounded = ({ rows, cols, entries }: Doubles): Matrix =>
  new Matrix(
    rows,
    cols,
    entries.map((x) => BigInt(Math.round(x * 2 ** WEIGHT_BITS))),
    1n << BigInt(WEIGHT_BITS),
  ).reduced();

export interface RunOptions {
  /** H; 2 if not given. */
  readonly depth?: number;
  /** 0 if not given: X has full row rank. Otherwise X gets so many more rows that depend on the others. */
  readonly dependentInputs?: number;
  /** `generic`: Y is not made degenerate on purpose. `any` if not given. */
  readonly targets?: 'any' | 'generic';
  /** 3 if not given, and at most 3. */
  readonly maxWidth?: 2 | 3;
}

/**
 * Ends of gradient descent from random starts on integer data with Y ≠ 0: generic, of low rank, with repeated rows, or with X and Y
 * diagonal and all non-zero eigenvalues of Σ equal. Shrinks to small widths, few samples and other starts: each of them is a run of its own.
 */
export const convergedPoint = ({
  depth = 2,
  dependentInputs = 0,
  targets = 'any',
  maxWidth = MAX_WIDTH,
}: RunOptions = {}): Arbitrary<Instance> =>
  fc
    .tuple(
      width(maxWidth, [1, 2, 2, 3, 3]),
      fc.array(width(maxWidth, [1, 1, 2, 2, 3]), { minLength: depth - 1, maxLength: depth - 1 }),
      width(maxWidth, [1, 2, 2, 3, 3]),
    )
    .chain(([dIn, hidden, dOut]) =>
      fc.record({
        widths: fc.constant([dIn + dependentInputs, ...hidden, dOut]),
        X: independentRows(dIn),
        more: steps(2),
        Y: targets === 'any' ? outputs(dOut) : genericOutputs(dOut),
        aligned: targets === 'any' ? choice([0n, 0n, 0n, 0n, 0n, 0n, 1n, 2n]) : fc.constant(0n),
        seed: fc.noBias(fc.nat(2 ** 32 - 1)),
      }),
    )
    .map(({ widths, X, more, Y, aligned, seed }) => {
      const data = aligned === 0n ? { X, Y: Y.select(undefined, [...Array(X.cols).keys()]) } : diagonal(X, Y, aligned);
      const combined = data.X.above(sparseFrom(dependentInputs, X.rows, more).mul(data.X));
      return convergedFrom({ X: combined, Y: notZero(data.Y) }, widths, seed);
    });

/** One of these widths that is not too large. */
const width = (most: number, [first, ...rest]: readonly [number, ...number[]]): Arbitrary<number> =>
  choice([first, ...rest.filter((n) => n <= most)]);

/** X of full row rank: small integers, and a sample e_k for each row that depends on the others. Shrinks to I. */
const independentRows = (rows: number): Arbitrary<Matrix> =>
  choice([0, 1, -1])
    .chain((more) => {
      const cols = Math.max(0, rows + more);
      const entry = choice([0n, 1n, -1n, 2n]);
      return fc
        .array(entry, { minLength: rows * cols, maxLength: rows * cols })
        .map((entries) => new Matrix(rows, cols, entries));
    })
    .map((X) => {
      const dependent = complement(X.rows, echelon(X.transpose()).pivotCols);
      return X.beside(Matrix.build(X.rows, dependent.length, (i, k) => (i === dependent[k] ? 1n : 0n)));
    });

/** Targets for the largest number of samples. */
const genericOutputs = (rows: number): Arbitrary<Matrix> =>
  fc
    .array(smallInteger, { minLength: rows * MAX_SAMPLES, maxLength: rows * MAX_SAMPLES })
    .map((entries) => new Matrix(rows, MAX_SAMPLES, entries));
const outputs = (rows: number): Arbitrary<Matrix> =>
  fc.oneof(
    { weight: 4, arbitrary: genericOutputs(rows) },
    { weight: 1, arbitrary: lowRankMatrix(rows, MAX_SAMPLES, 1) },
    { weight: 1, arbitrary: repeatedRows(rows, MAX_SAMPLES) },
  );

/** X = I and Y = c·I, cut to shape. */
const diagonal = (X: Matrix, Y: Matrix, c: bigint): Data => ({
  X: Matrix.identity(X.rows),
  Y: Matrix.build(Y.rows, X.rows, (i, j) => (i === j ? c : 0n)),
});

/** Y itself, or 1 in place of its first entry. */
const notZero = (Y: Matrix): Matrix =>
  Y.isZero() ? Matrix.build(Y.rows, Y.cols, (i, j) => (i === 0 && j === 0 ? 1n : 0n)) : Y;
