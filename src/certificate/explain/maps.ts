import type { EvidenceOf, Rows } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import type { Rational } from '../../exact/rational.ts';
import { depth } from '../../network/network.ts';
import { type Context, sub } from './context.ts';
import { indexSet, showAll } from './text.ts';

/** Critical points and the eigenvectors of Σ: `critical-map`, `eigenbasis`, `critical-values`, `parameterization`. */
export function explainCriticalMap({ p, pInverse }: EvidenceOf<'critical-map'>, context: Context): string[] {
  const { instance, leastSquares, products, value } = context;
  const { E, M, sigma } = leastSquares();
  const basis = Matrix.fromRows(p, pInverse.length);
  const P = basis.mul(Matrix.fromRows(pInverse, pInverse.length)).mul(basis.transpose());
  const traceYY = instance.loss.Y.dot(instance.loss.Y);
  const full = E.rows === E.cols;
  return [
    `P = p(pᵀp)⁻¹pᵀ is the orthogonal projection on the columns of R (PR = R, and p has rank R = ${basis.cols} columns). It commutes with Σ, so these columns are spanned by eigenvectors of Σ; and ${full ? 'R = PM' : 'RE = PM̃'}.`,
    `So on the data R is the least-squares matrix, projected: R = U_SU_SᵀM. With it goes the value ½(‖Y‖² − tr PΣ) = ½(${traceYY} − ${P.mul(sigma).trace()}); L(W) = ${value(products.R)}.`,
    '',
    ...showAll([
      ['p', basis],
      ['P', P],
      ['PΣ', P.mul(sigma)],
      [full ? 'PM' : 'PM̃', P.mul(M)],
    ]),
  ];
}

export const explainEigenbasis = ({ values, vectors, mixed }: EvidenceOf<'eigenbasis'>): string[] => [
  `The columns of U are orthogonal eigenvectors of Σ with the eigenvalues ${values.join(', ')}: ΣU = U·diag(values), and UᵀU is diagonal. Column ${mixed} is neither in the columns of R nor orthogonal to them: with P from above, Pu is neither 0 nor u. So the columns of R are not spanned by columns of this U.`,
  '',
  ...showAll([['U', vectors]]),
];

export function explainCriticalValues(
  { points }: EvidenceOf<'critical-values'>,
  { instance, value }: Context,
): string[] {
  const lossAt = (W: readonly Rows[]): Rational => {
    const layers = W.map((rows, h) => Matrix.fromRows(rows, instance.widths[h]!));
    return value(layers.reduce((product, layer) => layer.mul(product)));
  };
  return [
    `For each set S of at most d = ${Math.min(...instance.widths)} of the eigenvalues listed with hypothesis A4 (numbered from 0), a point with zero gradient and 2L = ‖Y‖² − Σ_S λ_i:`,
    '',
    ...points.map(({ S, W }) => `- S = ${indexSet(S)}: L = ${lossAt(W)}`),
    '',
  ];
}

export function explainParameterization(
  { p, q, pInverse, gauges, Z }: EvidenceOf<'parameterization'>,
  { instance, products }: Context,
): string[] {
  const H = depth(instance);
  const r = pInverse.length;
  const basis = Matrix.fromRows(p, r);
  const K = Matrix.fromRows(pInverse, r).mul(basis.transpose()).mul(products.R);
  if (H === 1) {
    return ['One layer: W₁ = R = pK with K = (pᵀp)⁻¹pᵀR.', '', ...showAll([...([['p', basis]] as const), ['K', K]])];
  }
  const other = Matrix.fromRows(q, instance.Y.rows - r);
  const Sxy = instance.loss.X.mul(instance.loss.Y.transpose());
  const first = Matrix.fromRows(Z[0]!, instance.widths[0]!).mul(Sxy).mul(other);
  const middle = H > 2 ? ` W_h = D_h·diag(I, Z_h)·D_{h−1}⁻¹ for h = 2..${H - 1},` : '';
  return [
    `In bases p of the columns of R and q of their orthogonal complement, with K = (pᵀp)⁻¹pᵀR and invertible D₁..D${sub(H - 1)}: W₁ = D₁[K; Z₁],${middle} W${sub(H)} = [p, qZ${sub(H)}]D${sub(H - 1)}⁻¹.`,
    `Up to sign and bases, the gradient of W_i is what the maps Z₁Σ_XYq, Z₂, …, Z${sub(H)} make, applied one after the other around the cycle with map i left out.`,
    '',
    ...showAll([
      ['p', basis],
      ['q', other],
      ['K', K],
      ...gauges.map((D, h) => [`D${sub(h + 1)}`, D] as const),
      ...Z.map(
        (block, h) => [`Z${sub(h + 1)}`, Matrix.fromRows(block, instance.widths[h]! - (h === 0 ? 0 : r))] as const,
      ),
      ['Z₁Σ_XYq', first],
    ]),
  ];
}
