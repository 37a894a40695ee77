import { Matrix } from '../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../src/network/instance.ts';

/** A small instance to read: one for each statement and each verdict that its certificates can have. */
export interface Example {
  readonly statement: string;
  /** File name in the archive: the verdict, and what is special where a verdict has more than one example. */
  readonly name: string;
  readonly instance: Instance;
}

/** Rows of integers or of texts `p`, `p/q`. */
export type Rows = readonly (readonly (string | number)[])[];

/** A point by its data and its layers, W_1 first. */
export const point = (X: Rows, Y: Rows, ...W: Rows[]): Instance =>
  makeInstance(
    Matrix.fromRows(X),
    Matrix.fromRows(Y),
    W.map((w) => Matrix.fromRows(w)),
  );

const I2 = [
  [1, 0],
  [0, 1],
];

/** One neuron a layer: L = ½(w_H ⋯ w_1 − y)². */
export const scalar = (y: number, ...w: number[]): Instance => point([[1]], [[y]], ...w.map((x) => [[x]]));

// 2 → 1 → 2 on X = I, Y = diag(3, 1): Σ = diag(9, 1). The one neuron can fit the larger value, the smaller one, or neither.
const Y31 = [
  [3, 0],
  [0, 1],
];
const larger = point(I2, Y31, [[1, 0]], [[3], [0]]);
const smaller = point(I2, Y31, [[0, 1]], [[0], [1]]);

// 2 → 2 → 2 with Y = diag(2, 1), rank R = 1 < d = 2.
const halfRank = point(
  I2,
  [
    [2, 0],
    [0, 1],
  ],
  [
    [1, 0],
    [0, 0],
  ],
  I2,
);

// Two eigenvalues of Σ, 10^20 + 2·10^10 + 1 and 10^20, that doubles cannot tell apart: the Kronecker form does.
const close = point(
  I2,
  [
    [10_000_000_001, 0],
    [0, 10_000_000_000],
  ],
  [[1, 0]],
  [[10_000_000_001], [0]],
);

// Σ = diag(T, T) with T = BBᵀ, B = [[1,1],[0,1]], eigenvalues (3 ± √5)/2 twice; the network fits the first copy of T.
const copies = point(
  [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ],
  [
    [1, 1, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 1],
    [0, 0, 0, 1],
  ],
  [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
  ],
  [
    [1, 1],
    [0, 1],
    [0, 0],
    [0, 0],
  ],
);

// 2 → 2 → 2 → 2 on X = I, Y = diag(2, 1), fitting the larger value only: r = 1 < d = 2, every pivot is tightened.
const plateau = point(
  I2,
  [
    [2, 0],
    [0, 1],
  ],
  [
    [2, 0],
    [0, 0],
  ],
  [
    [1, 0],
    [0, 0],
  ],
  [
    [1, 0],
    [0, 0],
  ],
);

// Σ = Y² has the eigenvalues (7 ± 3√5)/2; R = Y interpolates.
const Y2111 = [
  [2, 1],
  [1, 1],
];
const irrational = point(I2, Y2111, Y2111, I2);

// The rank of R is full, but A_1 loses it on the data (X has rank 1): the fibre direction of the decision procedure.
const hiddenFromData = point([[1], [0]], [[1], [0]], [[0, 1]], [[0], [1]]);

export const examples: readonly Example[] = [
  { statement: 'depthcert/decision', name: 'not-critical', instance: scalar(2, 1, 1) },
  { statement: 'depthcert/decision', name: 'global-minimizer', instance: larger },
  { statement: 'depthcert/decision', name: 'global-minimizer-zero-gradient', instance: scalar(2, 2, 1) },
  { statement: 'depthcert/decision', name: 'strict-saddle', instance: smaller },
  { statement: 'depthcert/decision', name: 'strict-saddle-hidden-from-the-data', instance: hiddenFromData },
  { statement: 'depthcert/decision', name: 'non-strict-saddle', instance: scalar(1, 0, 0, 0) },
  { statement: 'depthcert/decision', name: 'non-strict-saddle-of-rank-one', instance: plateau },
  { statement: 'depthcert/decision', name: 'global-minimizer-close-eigenvalues', instance: close },
  { statement: 'depthcert/decision', name: 'strict-saddle-irrational-copies', instance: copies },
  { statement: 'lu-kawaguchi-2017/thm-2.1', name: 'not-critical', instance: scalar(2, 1, 1) },
  { statement: 'lu-kawaguchi-2017/thm-2.1', name: 'global-minimizer', instance: larger },
  { statement: 'lu-kawaguchi-2017/thm-2.1', name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
  { statement: 'lu-kawaguchi-2017/thm-2.1', name: 'not-a-local-minimum-lifted', instance: smaller },
  { statement: 'zhang-2019/full-rank', name: 'not-critical', instance: halfRank },
  { statement: 'zhang-2019/full-rank', name: 'global-minimizer', instance: scalar(0, 0, 0) },
  { statement: 'zhang-2019/full-rank', name: 'not-a-local-minimum', instance: scalar(1, 0, 0, 0) },
  { statement: 'achour-2021/thm-classification', name: 'global-minimizer', instance: larger },
  { statement: 'achour-2021/thm-classification', name: 'global-minimizer-irrational-spectrum', instance: irrational },
  { statement: 'achour-2021/thm-classification', name: 'strict-saddle', instance: smaller },
  { statement: 'achour-2021/thm-classification', name: 'strict-saddle-not-tightened', instance: scalar(1, 0, 0) },
  { statement: 'achour-2021/thm-classification', name: 'non-strict-saddle', instance: scalar(1, 0, 0, 0) },
  { statement: 'achour-2021/thm-classification', name: 'non-strict-saddle-of-rank-one', instance: plateau },
  { statement: 'kawaguchi-2016/thm-2.3-i', name: 'neither-convex-nor-concave', instance: scalar(1, 1, 1) },
];
