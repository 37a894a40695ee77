import fc, { type Arbitrary } from 'fast-check';
import { kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { abs, Rational } from '../../src/exact/rational.ts';
import { makeInstanceWithLoss, type TranscendentalInstance } from '../../src/network/instance.ts';
import type { TranscendentalLossKind } from '../../src/network/loss.ts';
import { transcendentalLossKinds } from '../../src/network/losses/index.ts';
import { partialProducts } from '../../src/network/network.ts';
import { anyMatrix } from './any-data.ts';
import {
  multipleOfColumn,
  type PlantedOptions,
  type PlantedParts,
  plantedParts,
  solutionsFor,
} from './planted-point.ts';
import { choice, smallMatrix } from './small.ts';

interface Parameters {
  readonly kind: TranscendentalLossKind;
  /** The residual in units of N; for `logistic`, the largest distance of a label from ½, in halves. */
  readonly size: Rational;
  readonly delta: string;
}

const parameters = (kinds: readonly TranscendentalLossKind[]): Arbitrary<Parameters> =>
  fc
    .record({
      kind: choice(kinds as readonly [TranscendentalLossKind, ...TranscendentalLossKind[]]),
      size: choice(['1', '1', '1', '1/2', '2/3', '3', '60']),
      label: choice(['1', '1', '1/2', '2/3']),
      delta: choice(['1', '1', '1/2', '2', '3']),
    })
    .map(({ kind, size, label, delta }) => ({ kind, size: Rational.parse(kind === 'logistic' ? label : size), delta }));

export interface TranscendentalOptions extends Omit<PlantedOptions, 'losses' | 'others'> {
  readonly losses?: readonly TranscendentalLossKind[];
}

/**
 * Points of the transcendental losses, critical or with ∇f(R) = 0 by the choice of the data, as in {@link plantedPoint}. Here each part of the
 * gradient must vanish. So the residual is E = Σ c_j N_j with solutions N_j of entries −1, 0, 1 that do not overlap, and Φ′(E) = Σ s(c_j)N_j.
 * For `logistic`, let S_k be the signs of the entries of RX with one absolute value: if the part S_kXᵀ of G has zero gradients,
 * 0 = ⟨W_i, B_iᵀS_kXᵀA_{i−1}ᵀ⟩ = ⟨S_k, RX⟩ > 0, which is absurd. So RX = 0 there, Φ′ = ½ − Y, and Y = ½ − N for any small solution N.
 * Shrinks to few small layers, log-cosh and a residual of size 1; every shrunk point is of its kind again.
 */
export const transcendentalPoint = ({
  losses = transcendentalLossKinds,
  ...options
}: TranscendentalOptions = {}): Arbitrary<TranscendentalInstance> =>
  plantedParts(options, parameters(losses), pairedInputs).map((parts) =>
    parts.loss.kind === 'logistic' ? logisticPoint(parts) : residualPoint(parts),
  );

function residualPoint({ kind, loss, widths, weights, X, changes }: PlantedParts<Parameters>): TranscendentalInstance {
  const { R } = partialProducts({ widths, weights });
  const solutions = solutionsFor(kind, { widths, weights, X });
  const ofSigns = range(solutions.cols).filter((k) => solutions.col(k).num.every((x) => abs(x) <= 1n));
  const N = changes.reduce(
    (sum, change) => {
      const next = multipleOfColumn(solutions.select(undefined, ofSigns), change, R.rows, X.cols);
      return next.num.some((x, n) => x !== 0n && sum.num[n] !== 0n) ? sum : sum.add(next);
    },
    Matrix.zeros(R.rows, X.cols),
  );
  const json = loss.kind === 'pseudo-huber' ? { kind: loss.kind, delta: loss.delta } : ({ kind: 'log-cosh' } as const);
  return makeInstanceWithLoss(X, R.mul(X).sub(N.scale(loss.size)), weights, json, widths);
}

function logisticPoint({
  kind,
  loss,
  widths,
  weights,
  changes,
  ...parts
}: PlantedParts<Parameters>): TranscendentalInstance {
  const { R } = partialProducts({ widths, weights });
  const X = kind === 'any' ? parts.X : unseenBy(R, parts.X);
  const solutions = solutionsFor(kind, { widths, weights, X });
  const N = changes.reduce(
    (sum, change) => sum.add(multipleOfColumn(solutions, change, R.rows, X.cols)),
    Matrix.zeros(R.rows, X.cols),
  );
  const largest = N.num.map(abs).reduce((a, b) => (a > b ? a : b), 1n);
  const half = new Rational(1n, 2n);
  const shift = loss.size.mul(half).div(new Rational(largest, N.den));
  const Y = Matrix.of(N.rows, N.cols, (k, l) => half.sub(N.entry(k, l).mul(shift)));
  return makeInstanceWithLoss(X, Y, weights, { kind: 'logistic' }, widths);
}

/** Inputs in the kernel of R, mixed from a basis of it by the first rows of X. */
function unseenBy(R: Matrix, X: Matrix): Matrix {
  const basis = kernel(R);
  return basis.mul(X.select(range(basis.cols), undefined));
}

/** Any inputs, or samples in pairs x, x or x, −x: then slopes of one size cancel in the gradient. */
const pairedInputs = (rows: number, samples: number): Arbitrary<Matrix> =>
  fc.oneof(
    anyMatrix(rows, samples),
    fc.tuple(smallMatrix(rows, samples), choice([1n, -1n])).map(([x, sign]) =>
      new Matrix(
        rows,
        samples,
        x.num.map((_, n) => ((n % samples) % 2 === 1 ? sign * x.num[n - 1]! : x.num[n]!)),
        x.den,
      ).reduced(),
    ),
  );
