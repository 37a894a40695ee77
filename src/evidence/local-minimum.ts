import { rank } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { gradients, hessian } from '../network/derivatives.ts';
import type { AnyInstance, ExactInstance, Instance } from '../network/instance.ts';
import { type AnyLoss, isQuadratic } from '../network/loss.ts';
import { partialProducts } from '../network/network.ts';
import { domination } from './domination.ts';
import type { EvidenceOf } from './evidence.ts';
import { dominanceProof } from './psd.ts';

/** The two-layer network (B_j, A_j) at the hidden layer j, with the same loss: other towers are part of it. */
export function shallowAt<L extends AnyLoss>(instance: Instance<L>, j: number): Instance<L> {
  const { A, B } = partialProducts(instance);
  const { widths, loss } = instance;
  const ends = [widths[0]!, widths[j]!, widths[widths.length - 1]!];
  return { widths: ends, weights: [A[j]!, B[j]!], X: loss.X, Y: loss.Y, loss };
}

/**
 * W is a local minimum by second order, for a quadratic f at rank R = d_j: the Hessian of (B_j, A_j) is positive semidefinite and its kernel has
 * dimension d_j², as the orbit of (B_jT⁻¹, TA_j) has, along which the loss is constant.
 * Undefined where the Hessian is not so, or where doubles do not propose a proof. Throws RangeError if f is not quadratic, the rank is
 * another one, or (B_j, A_j) is not critical.
 */
export function minimumByHessian(instance: ExactInstance, j: number): EvidenceOf<'local-minimum'> | undefined {
  const { loss } = instance;
  if (!isQuadratic(loss)) throw new RangeError(`the ${loss.kind} loss is not quadratic`);
  const shallow = shallowAt(instance, j);
  const products = partialProducts(shallow);
  const width = shallow.widths[1]!;
  if (rank(products.R) !== width) throw new RangeError(`rank R is not d_${j} = ${width}`);
  if (gradients(products, loss.gradient(products.R)).some((g) => !g.isZero())) {
    throw new RangeError(`(B_${j}, A_${j}) is not a critical point`);
  }
  const H = hessian(shallow, loss);
  const proof = dominanceProof(H);
  if (proof?.form !== 'dominance' || H.rows - proof.index.length !== width ** 2) return undefined;
  // The factor is invertible: H[I,I] is positive definite, and the kernel not larger.
  if (proof.factor.some((row, i) => row[i] === '0')) return undefined;
  return { kind: 'local-minimum', j, proof: { form: 'hessian', proof } };
}

/**
 * W is a local minimum of Σ w_kl|R_kl − Y_kl|, X = I, at R = 0: Y is zero but for one entry, and near (B_j, A_j) that entry of the product is
 * at most η times the sum of the others, with η as small as one likes.
 * Undefined where the loss, the data or the point are not so.
 */
export function minimumByDomination(instance: AnyInstance, j: number): EvidenceOf<'local-minimum'> | undefined {
  const { loss, widths } = instance;
  if (loss.kind !== 'absolute' || !loss.X.equals(Matrix.identity(widths[0]!))) return undefined;
  const bound = domination(instance, j);
  if (!bound) return undefined;
  const { row, col } = bound;
  const isTheEntry = (n: number) => n === row * loss.Y.cols + col;
  if (loss.Y.num.some((x, n) => x !== 0n && !isTheEntry(n))) return undefined;
  return { kind: 'local-minimum', j, proof: { form: 'domination', ...bound } };
}
