import fc, { type Arbitrary } from 'fast-check';
import { cubeRoot } from '../../src/exact/cube-root.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { ExactLossJson, ExactLossKind } from '../../src/network/loss.ts';
import { makeLoss } from '../../src/network/losses/index.ts';
import { choice } from './small.ts';

/** The convex differentiable losses with exact values. */
export const smoothKinds = [
  'square',
  'weighted-square',
  'huber',
  'quartic',
] as const satisfies readonly ExactLossKind[];
export type SmoothKind = (typeof smoothKinds)[number];

/** What a loss is made from, for residuals of any shape. */
export interface LossParameters {
  readonly kind: SmoothKind;
  /** Weights, taken in turn. */
  readonly weights: readonly string[];
  /** δ in units of the largest |φ′|, and how far the residual lies beyond δ where |φ′| = δ. */
  readonly delta: bigint;
  readonly beyond: bigint;
}

/** Shrinks to the first kind, to weights 1, and to a residual that ends at δ. */
export const lossParameters = (kinds: readonly SmoothKind[] = smoothKinds): Arbitrary<LossParameters> =>
  fc.record({
    kind: choice(kinds as [SmoothKind, ...SmoothKind[]]),
    weights: fc.array(choice(['1', '1', '2', '1/2', '1/3', '5']), { minLength: 1, maxLength: 6 }),
    delta: choice([1n, 1n, 2n]),
    beyond: choice([0n, 0n, 1n, 2n]),
  });

/** Whether there is a rational E with Φ′(E) = N: for `quartic` only if all entries are cubes. */
export const isSlope = ({ kind }: LossParameters, N: Matrix): boolean =>
  kind !== 'quartic' || N.num.every((x) => x === 0n || cubeRoot(new Rational(x, N.den)) !== undefined);

/** The loss on residuals of the shape of N, and a residual E with Φ′(E) = N. */
export function lossWithSlope(p: LossParameters, N: Matrix): { json: ExactLossJson; E: Matrix } {
  const json = lossJson(p, N);
  const loss = makeLoss(json, Matrix.zeros(0, N.cols), Matrix.zeros(N.rows, N.cols));
  const E = loss.residualFor(N);
  if (!E) throw new RangeError(`no rational residual of the loss ${p.kind} has this slope`);
  if (json.kind !== 'huber') return { json, E };
  // φ′ is constant from ±δ outwards.
  const delta = Rational.parse(json.delta);
  const atEnd = (e: Rational) => e.equals(delta) || e.equals(delta.neg());
  const farther = (e: Rational) => (atEnd(e) ? e.mul(new Rational(1n + p.beyond)) : e);
  return { json, E: Matrix.of(E.rows, E.cols, (k, l) => farther(E.entry(k, l))) };
}

function lossJson(p: LossParameters, N: Matrix): ExactLossJson {
  if (p.kind === 'huber') {
    const largest = N.num.reduce((most, x) => (x > most ? x : -x > most ? -x : most), 0n);
    const delta = largest === 0n ? new Rational(p.delta) : new Rational(largest * p.delta, N.den);
    return { kind: 'huber', delta: delta.toString() };
  }
  if (p.kind !== 'weighted-square') return { kind: p.kind };
  const weight = (k: number, l: number) => p.weights[(k * N.cols + l) % p.weights.length]!;
  return { kind: p.kind, weights: range(N.rows).map((k) => range(N.cols).map((l) => weight(k, l))) };
}
