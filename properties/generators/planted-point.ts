import fc, { type Arbitrary } from 'fast-check';
import { inverse, kernel, rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { type ExactInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import { type Tower, towerOutput } from '../../src/network/tower.ts';
import { anyMatrix } from './any-data.ts';
import { anyWeights } from './any-point.ts';
import { withoutNeuron } from './cut-neuron.ts';
import { invertibleFrom } from './invertible.ts';
import { type ShapeOptions, shapes } from './shape.ts';
import { choice, fewSteps, type Step, sparseFrom, step, steps } from './small.ts';
import { isSlope, lossParameters, lossWithSlope, type SmoothKind } from './smooth-loss.ts';

/** `critical`: every gradient vanishes; `fitted`: ∇f(R) = 0; `any`: neither is asked for. */
export type Planted = 'critical' | 'fitted' | 'any';

export interface PlantedOptions extends ShapeOptions {
  /** `deficient`: only rank R < d. */
  readonly rank?: 'deficient' | 'any';
  /** Changes the widths; the identity if not given. */
  readonly widths?: (drawn: readonly number[]) => readonly number[];
  /** Kinds of points, the frequent ones several times. */
  readonly points?: readonly [Planted, ...Planted[]];
  readonly losses?: readonly SmoothKind[];
  /** The least and the largest number of other towers. */
  readonly others?: readonly [least: number, most: number];
}

/** What a point is made from: layers and inputs, a loss of some sort, and which solutions make its residual. */
export interface PlantedParts<L> {
  readonly kind: Planted;
  readonly loss: L;
  readonly widths: readonly number[];
  readonly weights: readonly Matrix[];
  readonly X: Matrix;
  readonly changes: readonly Step[];
  readonly towers: readonly OtherTower[];
}

/** Layers and X are arbitrary (zero layers, lost rank). Shrinks to few small layers. */
export const plantedParts = <L>(
  options: Omit<PlantedOptions, 'losses'>,
  loss: Arbitrary<L>,
  inputs: (rows: number, samples: number) => Arbitrary<Matrix> = anyInputs,
): Arbitrary<PlantedParts<L>> => {
  const { points = ['critical', 'critical', 'critical', 'critical', 'fitted', 'any', 'any'], others = [0, 0] } =
    options;
  const bounds = { maxDepth: 4, maxWidth: 3, ...options };
  // Half of the time no layer of width 1, so that rank R < d leaves R ≠ 0.
  const drawnWidths = fc
    .tuple(shapes(bounds), choice([1, 2]))
    .map(([drawn, least]) => drawn.map((width) => Math.max(width, least)))
    .map(options.widths ?? ((widths) => widths));
  return fc.tuple(drawnWidths, choice([1, 2, 2, 3, 4])).chain(([widths, m]) =>
    fc
      .record({
        kind: choice(points),
        loss,
        X: inputs(widths[0]!, m),
        drawn: fc.oneof(
          { weight: 2, arbitrary: anyWeights(widths) },
          { weight: 1, arbitrary: sparseWeights(widths) },
          { weight: 1, arbitrary: zeroedWeights(widths) },
          { weight: 4, arbitrary: gaugedWeights(widths) },
        ),
        N: fc.tuple(step, steps(3)).map(([first, rest]) => [first, ...rest]),
        towers: fc.array(otherTower(widths[0]!, widths[widths.length - 1]!, m), {
          minLength: others[0],
          maxLength: others[1],
        }),
      })
      .map(({ drawn, N, ...parts }) => {
        const cut = options.rank === 'deficient' && isFullRank(widths, drawn);
        return { ...parts, widths, weights: cut ? withoutNeuron(widths, drawn) : drawn, changes: N };
      }),
  );
};

/**
 * Points of any convex differentiable loss with rational values, critical by the choice of the data. The
 * gradients vanish where B_iᵀN(A_{i−1}X)ᵀ = 0 for all i, N = Φ′(E): linear equations for N. From a solution, a residual E with Φ′(E) = N, and
 * Y = RX + Σ R^τX^τ − E. Shrinks to few small layers, one solution N
 * and the square loss; every shrunk point is of its kind again.
 */
export const plantedPoint = (options: PlantedOptions = {}): Arbitrary<ExactInstance> =>
  plantedParts(options, lossParameters(options.losses)).map(({ kind, loss, widths, weights, X, changes, towers }) => {
    const { R } = partialProducts({ widths, weights });
    const solutions = solutionsFor(kind, { widths, weights, X });
    // One solution after the other, each only if the loss has such a slope.
    const N = changes.reduce(
      (sum, change) => {
        const next = sum.add(multipleOfColumn(solutions, change, R.rows, X.cols));
        return isSlope(loss, next) ? next : sum;
      },
      Matrix.zeros(R.rows, X.cols),
    );
    const { json, E } = lossWithSlope(loss, N);
    const others = towers.map((t): Tower => ({ ...t, X: t.X ?? X }));
    const Y = others.reduce((sum, t) => sum.add(towerOutput(t)), R.mul(X)).sub(E);
    return makeInstanceWithLoss(X, Y, weights, json, widths, others);
  });

const anyInputs = (rows: number, samples: number): Arbitrary<Matrix> =>
  fc.oneof(anyMatrix(rows, samples), fc.constant(ones(rows, samples, samples)));

const isFullRank = (widths: readonly number[], weights: readonly Matrix[]): boolean =>
  rank(partialProducts({ widths, weights }).R) === Math.min(...widths);

/** A basis of the N, row by row in columns, that make a point of this kind. */
export function solutionsFor(kind: Planted, { widths, weights, X }: Tower): Matrix {
  const outputs = Matrix.identity(widths[widths.length - 1]!);
  if (kind === 'any') return outputs.kron(Matrix.identity(X.cols));
  if (kind === 'fitted') return kernel(outputs.kron(X));
  const { A, B } = partialProducts({ widths, weights });
  const gradients = weights.map((_, h) => B[h + 1]!.transpose().kron(A[h]!.mul(X)));
  const critical = kernel(gradients.reduce((all, some) => all.above(some)));
  // Those that X sees, where there are any: ∇f(R) ≠ 0.
  const seen = outputs.kron(X).mul(critical);
  const visible = range(seen.cols).filter((k) => !seen.col(k).isZero());
  return visible.length > 0 ? critical.select(undefined, visible) : critical;
}

/** A column, chosen by the change, once, negated or twice, as a rows × cols matrix; 0 if there is none. */
export function multipleOfColumn(columns: Matrix, [i, j, c]: Step, rows: number, cols: number): Matrix {
  if (columns.cols === 0) return Matrix.zeros(rows, cols);
  const factor = c === 2 ? 2n : c < 0 ? -1n : 1n;
  const { num } = columns.col((10 * i + j) % columns.cols);
  return new Matrix(
    rows,
    cols,
    num.map((x) => factor * x),
  );
}

/** Layers of zeros but for a few ones: products lose rank everywhere. */
const sparseWeights = (widths: readonly number[]): Arbitrary<Matrix[]> =>
  fc.tuple(...widths.slice(1).map((rows, h) => steps(3).map((changes) => sparseFrom(rows, widths[h]!, changes))));

/** rows × cols, zero but for `rank` ones on the diagonal. */
const ones = (rows: number, cols: number, rank: number): Matrix =>
  Matrix.build(rows, cols, (i, j) => (i === j && i < rank ? 1n : 0n));

/** W_h = D_hJ_hD_{h−1}⁻¹, J_h zero but for some ones on the diagonal, D_0 = I: every rank of R, mostly ≥ 1. */
const gaugedWeights = (widths: readonly number[]): Arbitrary<Matrix[]> =>
  fc.tuple(...widths.slice(1).map(() => fc.tuple(choice([1, 1, 2, 2, 3, 0]), fewSteps(2)))).map((layers) => {
    const D = [Matrix.identity(widths[0]!), ...layers.map(([, gauge], h) => invertibleFrom(widths[h + 1]!, gauge))];
    return layers.map(([r], h) => D[h + 1]!.mul(ones(widths[h + 1]!, widths[h]!, r)).mul(inverse(D[h]!)!));
  });

/** Two layers of zeros, where there are two. */
const zeroedWeights = (widths: readonly number[]): Arbitrary<Matrix[]> => {
  const H = widths.length - 1;
  return fc
    .tuple(anyWeights(widths), fc.nat(H - 1), fc.nat(Math.max(0, H - 2)))
    .map(([drawn, i, j]) =>
      drawn.map((w, h) => (H > 1 && (h === i || h === (j < i ? j : j + 1)) ? Matrix.zeros(w.rows, w.cols) : w)),
    );
};

/** X is undefined where it has the inputs of the first tower. */
type OtherTower = Omit<Tower, 'X'> & { readonly X: Matrix | undefined };

/** A tower of one to three layers of its own widths. */
const otherTower = (sameInputs: number, outputs: number, m: number): Arbitrary<OtherTower> =>
  fc
    .tuple(fc.boolean(), fc.array(choice([1, 2, 3]), { minLength: 1, maxLength: 3 }))
    .chain(([own, [inputs, ...hidden]]) => {
      const widths = [own ? inputs! : sameInputs, ...hidden, outputs];
      return fc.record({
        widths: fc.constant(widths),
        weights: anyWeights(widths),
        X: own ? anyMatrix(inputs!, m) : fc.constant(undefined),
      });
    });
