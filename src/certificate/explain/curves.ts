import type { Enclosure } from '../../enclosure/enclosure.ts';
import { curve, lossChange, productCurve } from '../../evidence/curve.ts';
import type { EvidenceOf, PowerTerm, Rows } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import type { MatrixPolynomial } from '../../exact/matrix-polynomial.ts';
import { coefficient, mulTruncated } from '../../exact/matrix-polynomial.ts';
import type { Rational } from '../../exact/rational.ts';
import { requireExactLoss } from '../../network/instance.ts';
import { type AnyLoss, isTranscendental } from '../../network/loss.ts';
import { chain, depth, layer } from '../../network/network.ts';
import { isRegularized, regularizedChange } from '../../network/regularized.ts';
import { type Context, sub } from './context.ts';
import { PRINTED } from './losses.ts';
import { showAll } from './text.ts';

/** Polynomial curves through the point: `descent-curve`, `ascent-curve`, `lift`. */
export function explainCurve(
  { kind, order, curve: terms }: EvidenceOf<'descent-curve' | 'ascent-curve'>,
  { instance }: Context,
): string[] {
  const parsed = terms.map(({ layer: h, power, matrix }) => ({
    layer: h,
    power,
    matrix: Matrix.fromRows(matrix, instance.widths[h - 1]!),
  }));
  const layers = curve(instance, parsed);
  const product = productCurve(layers, order);
  const change = isRegularized(instance)
    ? regularizedChange(instance, layers, order)[order - 1]!
    : leadingChange(instance.loss, product, order);
  const down = kind === 'descent-curve';
  return [
    `Along the curve W(t), with W(0) = W and the terms below added, L(W(t)) − L(W) = ${coefficientText(change.toString(), order)} + higher powers of t.`,
    `The coefficient is ${down ? 'negative' : 'positive'}, so points as near as you like have a ${down ? 'smaller' : 'larger'} loss: W is not a local ${down ? 'minimum' : 'maximum'}.${order === 1 ? ' The order is 1, so the gradient is not zero.' : ''}`,
    '',
    ...showAll(terms.map(({ layer: h, power, matrix }) => [`W${sub(h)}(t): ${powerText(power)} ·`, matrix] as const)),
  ];
}

/** The coefficient of t^order, the ones before being 0. */
const leadingChange = (loss: AnyLoss, R: MatrixPolynomial, order: number): Rational | Enclosure =>
  isTranscendental(loss)
    ? loss.gradient(R[0]).enclosedAlong(coefficient(R, order), PRINTED)
    : lossChange(loss, R, order)[order - 1]!;

export function explainLift(lift: EvidenceOf<'lift'>, { instance, products }: Context): string[] {
  const { j, order } = lift;
  const { loss } = requireExactLoss(instance);
  const H = depth(instance);
  const [A, B] = [products.A[j]!, products.B[j]!];
  const product = mulTruncated(polynomial(B, lift.B), polynomial(A, lift.A), order);
  const change = lossChange(loss, product, order)[order - 1]!;
  const square = (rows: Rows, cols: number) => {
    const m = Matrix.fromRows(rows, cols);
    return m.dot(m);
  };
  const norms = [square(lift.C, A.rows), square(lift.D, layer(instance, H).cols)].sort((a, b) => b.compare(a));
  const left = chain(instance, H - 1, j + 1);
  return [
    `The layers meet at the bottleneck j = ${j}: R = BA with B = B_${j} (${B.shape}) and A = A_${j} (${A.shape}). For the two-layer problem, f(B(t)A(t)) − f(R) = ${coefficientText(change.toString(), order)} + higher powers of t, and the coefficient is negative.`,
    `C inverts W_j⋯W_2 from the right, D inverts W_{H−1}⋯W_{j+1} (${left.shape}) from the left, so W_1(t) = W_1 + C·δA(t) and W_H(t) = W_H + δB(t)·D have the product B(t)A(t) exactly: the shallow curve lifts to the deep network, with ‖W(t) − W‖² ≤ ${norms[0]}·(‖δA(t)‖² + ‖δB(t)‖²).`,
    '',
    ...showAll([
      ['C', lift.C],
      ['D', lift.D],
      ...lift.A.map(({ power, matrix }) => [`δA(t): ${powerText(power)} ·`, matrix] as const),
      ...lift.B.map(({ power, matrix }) => [`δB(t): ${powerText(power)} ·`, matrix] as const),
    ]),
  ];
}

/** start + Σ t^power·matrix. */
function polynomial(start: Matrix, terms: readonly PowerTerm[]): MatrixPolynomial {
  const degree = Math.max(0, ...terms.map((t) => t.power));
  const out: [Matrix, ...Matrix[]] = [start];
  for (let k = 1; k <= degree; k++) {
    const term = terms.find((t) => t.power === k);
    out.push(term ? Matrix.fromRows(term.matrix, start.cols) : Matrix.zeros(start.rows, start.cols));
  }
  return out;
}

const powerText = (power: number): string => (power === 1 ? 't' : `t^${power}`);
const coefficientText = (c: string, order: number): string => `(${c})·${powerText(order)}`;
