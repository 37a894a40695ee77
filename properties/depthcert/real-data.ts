import fc from 'fast-check';
import { property } from '../../src/campaign/property.ts';
import { inverse, kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { inEigenbasis } from '../../src/network/vertices.ts';
import { coverage, irrationalCritical } from '../generators/coverage.ts';
import { subsets } from '../generators/critical-assembly.ts';
import { invertibleFrom } from '../generators/invertible.ts';
import { squarePoint } from '../hypotheses.ts';
import { type DataSet, iris, irisWithConstant, linnerud } from './data-sets.ts';
import { conclude } from './decision.ts';

/** One point on a data set, with a name that says which. */
export interface NamedInstance {
  readonly name: string;
  readonly make: () => Instance;
}

/** From a data set to the factors of R = left·right. */
type Factors = (data: DataSet) => { readonly left: Matrix; readonly right: Matrix };

/** M = Σ_YX Σ_XX⁻¹; the data sets have X of full row rank. */
const leastSquares = ({ X, Y }: DataSet): Matrix => Y.mul(X.transpose()).mul(inverse(X.mul(X.transpose()))!);

/** R = P·M with P the projection on the columns of `left`. */
const projected =
  (left: Matrix): Factors =>
  (data) => ({ left, right: inverse(left.transpose().mul(left))!.mul(left.transpose()).mul(leastSquares(data)) });

/** R = left·right with all entries of right equal to 1. */
const ones =
  (left: Matrix): Factors =>
  ({ X }) => ({ left, right: Matrix.build(left.cols, X.rows, () => 1n) });

const I3 = Matrix.identity(3);
const all = Matrix.column([1, 1, 1]);
const contrasts = Matrix.fromRows([
  [1, 0],
  [-1, 1],
  [0, -1],
]);
const nothing = Matrix.zeros(3, 0);

/**
 * The weights of R = left·right through the hidden widths: W_1 = D_1[right; 0], W_h = D_h·diag(I, 0)·D_{h-1}⁻¹,
 * W_H = [left, 0]·D_{H-1}⁻¹, D_h unit triangular; the layers in `keep` have diag(I, I) instead.
 */
function factored(data: DataSet, hidden: readonly number[], factors: Factors, keep: readonly number[] = []): Instance {
  const sizes = [data.X.rows, ...hidden, data.Y.rows];
  return makeInstance(data.X, data.Y, weightsOf(sizes, factors(data), keep), sizes);
}

function weightsOf(
  sizes: readonly number[],
  { left, right }: ReturnType<Factors>,
  keep: readonly number[] = [],
): Matrix[] {
  const r = left.cols;
  const gauges = sizes.map((n, h) =>
    h === 0 || h === sizes.length - 1 ? Matrix.identity(n) : invertibleFrom(n, [[1, 0, 1]]),
  );
  return sizes.slice(1).map((rows, h) => {
    const cols = sizes[h]!;
    const last = h === sizes.length - 2;
    const pad = (m: Matrix) =>
      Matrix.of(rows, cols, (i, j) => (i < m.rows && j < m.cols ? m.entry(i, j) : Rational.zero));
    const core = pad(h === 0 ? right : last ? left : Matrix.identity(keep.includes(h + 1) ? Math.min(rows, cols) : r));
    return gauges[h + 1]!.mul(core).mul(inverse(gauges[h]!)!);
  });
}

/** The points that fit some of the eigenvalues of Σ, which are irrational: for each S ≠ ∅ with |S| ≤ d the weights of R = U_SU_SᵀM, in an eigenbasis. */
function spectralPoints(set: string, load: () => DataSet, hidden: readonly number[]): NamedInstance[] {
  const outputs = 3;
  const sizes = range(Math.min(outputs, ...hidden)).map((k) => k + 1);
  return sizes.flatMap((size) =>
    subsets(outputs, size).map((S) => ({
      name: `${set}, hidden ${hidden.join('-')}: in an eigenbasis, S = {${S.map((k) => k + 1).join(', ')}}`,
      make: () => {
        const { X, Y } = load();
        const left = Matrix.identity(outputs).select(undefined, S);
        const right = Matrix.identity(X.rows).select(S, undefined);
        const widths = [X.rows, ...hidden, outputs];
        return inEigenbasis(X, Y, weightsOf(widths, { left, right }), widths);
      },
    })),
  );
}

/** Every layer zero but the first, which holds the first of the given rows. */
function firstLayerOnly(data: DataSet, hidden: readonly number[], rows: (data: DataSet) => Matrix): Instance {
  const sizes = [data.X.rows, ...hidden, data.Y.rows];
  const first = rows(data).select(range(hidden[0]!), undefined);
  const weights = sizes.slice(1).map((n, h) => (h === 0 ? first : Matrix.zeros(n, sizes[h]!)));
  return makeInstance(data.X, data.Y, weights, sizes);
}

function points(
  set: string,
  load: () => DataSet,
  what: string,
  factors: Factors,
  ...shapes: number[][]
): NamedInstance[] {
  return shapes.map((hidden) => ({
    name: `${set}, hidden ${hidden.join('-')}: ${what}`,
    make: () => factored(load(), hidden, factors),
  }));
}

const origin: Factors = ({ X }) => ({ left: nothing, right: Matrix.zeros(0, X.rows) });
const fitted = 'least squares, R = M';
const constant = 'Iris with constant';

/** All the points, in the order of the certificates. */
export const realDataPoints: readonly NamedInstance[] = [
  ...points('Linnerud', linnerud, 'the origin', origin, [1], [2], [2, 2], [2, 1, 2]),
  ...points('Linnerud', linnerud, fitted, projected(I3), [3], [4, 3], [3, 3, 3]),
  ...points('Linnerud', linnerud, 'least squares for the first exercise only', projected(I3.col(0)), [1], [2, 2]),
  ...points(
    'Linnerud',
    linnerud,
    'least squares for two exercises',
    projected(I3.select(undefined, [0, 2])),
    [2],
    [3, 2],
  ),
  ...points('Linnerud', linnerud, 'rank one, all entries equal', ones(all), [1], [2, 1], [1, 1, 1]),
  {
    name: 'Linnerud, hidden 2-2: only the first layer is not zero',
    make: () => firstLayerOnly(linnerud(), [2, 2], ({ Y, X }) => Y.mul(X.transpose())),
  },
  {
    name: 'Linnerud, hidden 2-2-2: only the first layer is not zero',
    make: () => firstLayerOnly(linnerud(), [2, 2, 2], ({ X }) => Matrix.identity(X.rows)),
  },
  ...points('Iris', iris, 'the origin', origin, [3], [1, 1], [2, 2, 2]),
  ...points('Iris', iris, fitted, projected(I3), [3], [3, 4]),
  ...points('Iris', iris, 'least squares for one species', projected(I3.col(1)), [2], [2, 1]),
  ...points(constant, irisWithConstant, 'the origin', origin, [2], [2, 2]),
  ...points(constant, irisWithConstant, fitted, projected(I3), [3], [3, 3], [5, 3, 4]),
  ...points(
    constant,
    irisWithConstant,
    'projection on (1,1,1)',
    projected(all),
    [1],
    [1, 2],
    [2, 1, 2],
    [2],
    [2, 2],
    [3, 3],
    [2, 3, 2],
  ),
  ...points(
    constant,
    irisWithConstant,
    'projection on the complement of (1,1,1)',
    projected(contrasts),
    [2],
    [3],
    [2, 3],
    [3, 3],
  ),
  {
    name: `${constant}, hidden 2-2: projection on (1,1,1), with an inner layer of full rank`,
    make: () => factored(irisWithConstant(), [2, 2], projected(all), [2]),
  },
  {
    name: `${constant}, hidden 2-2: only the first layer is not zero, and W_1·Σ_XY = 0`,
    make: () => firstLayerOnly(irisWithConstant(), [2, 2], ({ X, Y }) => kernel(Y.mul(X.transpose())).transpose()),
  },
  {
    name: `${constant}, hidden 2-2: only the first layer is not zero, and W_1·Σ_XY ≠ 0`,
    make: () => firstLayerOnly(irisWithConstant(), [2, 2], ({ X }) => Matrix.identity(X.rows)),
  },
  ...[[1], [2], [3], [2, 2], [3, 3], [3, 2, 3]].flatMap((hidden) => spectralPoints('Linnerud', linnerud, hidden)),
  ...[[1], [2], [3], [2, 2], [3, 3], [3, 2, 3]].flatMap((hidden) => spectralPoints('Iris', iris, hidden)),
];

export const realData = property({
  id: 'depthcert/real-data',
  source: 'the decision procedure for the square loss, docs/decision.md, on the data sets in properties/depthcert/data',
  statement:
    'On Iris and Linnerud, every listed point is exactly one of: not critical, a global minimizer, a strict saddle, a ' +
    'non-strict saddle.',
  proves: 'The class of this point on measured data.',
  hypotheses: [],
  generator: fc.nat(realDataPoints.length - 1).map((k) => realDataPoints[k]!.make()),
  instances: realDataPoints.map(({ make }) => make),
  tiers: ['exact', 'enclosed'],
  subject: squarePoint,
  conclude,
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.1, 'H = 2': 0.1, 'H ≥ 3': 0.3, 'r = 0': 0.1, 'r = d': 0.1, 'zero layer': 0.1 },
      verdicts: { 'not-critical': 0.05, 'global-minimizer': 0.1, 'strict-saddle': 0.1, 'non-strict-saddle': 0.1 },
    }),
    irrationalCritical(0.3),
  ],
  variants: [],
  examples: [],
});
