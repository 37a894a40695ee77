import type { EvidenceOf } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import type { Context } from './context.ts';
import { psdInWords } from './second-order.ts';
import { showAll } from './text.ts';

/** What is said about the spectrum of Σ: `ky-fan`, `prefix`, `swap`. */
export function explainSubspaces(evidence: EvidenceOf<'ky-fan' | 'prefix'>, context: Context): string[] {
  const { instance, leastSquares, products, value } = context;
  const { p, q, separation } = evidence;
  const split = `col p and col q are orthogonal complements (pᵀq = 0), and Σ maps each into itself (pᵀΣq = 0).`;
  const order =
    separation.form === 'threshold'
      ? `Every eigenvalue of Σ on col p is ≥ t = ${separation.t}: M = pᵀΣp − t·pᵀp ⪰ 0, namely ${psdInWords(separation.above, 'M')} Every one on col q is ≤ t: N = t·qᵀq − qᵀΣq ⪰ 0, namely ${psdInWords(separation.below, 'N')}`
      : `No eigenvalue of Σ on col q exceeds one on col p: M = (pᵀΣp)⊗(qᵀq) − (pᵀp)⊗(qᵀΣq) ⪰ 0, namely ${psdInWords(separation.proof, 'M')}`;
  const matrices = showAll([
    ['p', p],
    ['q', q],
  ]);
  if (evidence.kind === 'prefix') {
    return [
      `${split} Moreover qᵀR = 0, so col p = col R. ${order}`,
      'So R fits the largest eigenvalues: S = {1..r}, up to ties.',
      '',
      ...matrices,
    ];
  }
  const { sigma } = leastSquares();
  const basis = Matrix.fromRows(p, p[0]?.length ?? 0);
  const captured = Matrix.fromRows(evidence.pInverse, basis.cols).mul(basis.transpose().mul(sigma).mul(basis)).trace();
  const traceYY = instance.loss.Y.dot(instance.loss.Y);
  const bound = traceYY.sub(captured).mul(new Rational(1n, 2n));
  return [
    `${split} ${order}`,
    `By Ky Fan no matrix of rank ≤ ${basis.cols} has a loss below ½(‖Y‖² − tr((pᵀp)⁻¹pᵀΣp)) = ½(${traceYY} − ${captured}) = ${bound}, and L(W) = ${value(products.R)} is just that. So W is a global minimizer.`,
    '',
    ...matrices,
  ];
}

export function explainSwap({ u, c }: EvidenceOf<'swap'>, { products, leastSquares }: Context): string[] {
  const { sigma } = leastSquares();
  const outside = Matrix.column(u);
  const inside = products.R.mul(Matrix.column(c));
  const quotient = (v: Matrix) => sigma.mul(v).dot(v).div(v.dot(v));
  return [
    `u is orthogonal to col R, v = Rc is in col R, and the Rayleigh quotients of Σ are ρ(u) = ${quotient(outside)} > ρ(v) = ${quotient(inside)}. So an eigenvalue that R does not fit exceeds one that it fits: S ≠ {1..r}.`,
    '',
    ...showAll([
      ['u', outside],
      ['v', inside],
    ]),
  ];
}
