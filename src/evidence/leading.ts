import { independentColumns, rankModPrime } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import type { SquareLoss } from '../network/losses/square.ts';
import type { PartialProducts } from '../network/network.ts';
import type { EvidenceOf, PsdProof } from './evidence.ts';
import { dominanceProof, illConditionedProof, sumOfSquares } from './psd.ts';
import type { ProposedFit } from './spectra.ts';

/** Of a critical point of the square loss: what `leading` is computed from (FORMAT.md, 4.2 and 4.6). */
export interface FitData {
  readonly products: Pick<PartialProducts, 'R'>;
  readonly G: Matrix;
  readonly instance: { readonly loss: Pick<SquareLoss, 'Sxx' | 'Syx'> };
}

/** The two matrices that `leading` shows to be positive semidefinite, for the columns p of R and a threshold t. */
export interface LeadingForms {
  /** pᵀ(RΣ_XXRᵀ)p − t·pᵀp */
  readonly above: Matrix;
  /** t·Σ_XX − GᵀG */
  readonly below: Matrix;
}

export function leadingForms({ products: { R }, G, instance }: FitData, columns: readonly number[], t: Rational) {
  const { Sxx, Syx } = instance.loss;
  const p = R.select(undefined, columns);
  const crossed = p.transpose().mul(R);
  // RΣ_XX = G + Σ_YX
  const seen = p.transpose().mul(G.add(Syx));
  const above = seen.mul(crossed.transpose()).sub(p.transpose().mul(p).scale(t));
  return { above, below: Sxx.scale(t).sub(G.transpose().mul(G)) };
}

type RankedFit = FitData & { readonly rank: number };

/**
 * Evidence that no eigenvalue of Σ on the complement of col R exceeds one on col R, from spectra that doubles propose. Undefined where they do not see
 * a threshold, or no proof for it is found: that says nothing about R.
 */
export function leadingEvidence(
  data: RankedFit,
  { inside, outside, columns }: Pick<ProposedFit, 'inside' | 'outside' | 'columns'>,
): EvidenceOf<'leading'> | undefined {
  const t = threshold(inside, outside);
  const chosen = t && spanning(data, columns);
  if (!chosen) return undefined;
  const forms = leadingForms(data, chosen, t);
  const [above, below] = [forms.above, forms.below].map(semidefinite);
  return above && below && { kind: 'leading', columns: chosen, t: t.toString(), above, below };
}

/** Rows of a matrix of which an exact sum of squares, which has long numbers, is tried. */
const SMALL = 24;

/** Where doubles find no short proof, there may still be another one. */
const semidefinite = (h: Matrix): PsdProof | undefined =>
  dominanceProof(h) ?? (h.rows <= SMALL ? sumOfSquares(h) : illConditionedProof(h));

/** A short number well between the two; on what looks like a tie the simplest one nearby. */
function threshold(inside: number | undefined, outside: number): Rational | undefined {
  if (!Number.isFinite(outside) || !(outside >= 0)) return undefined;
  const high = inside ?? 4 * outside;
  const slack = 1e-9 * Math.max(high, outside);
  if (!Number.isFinite(high + slack) || high < outside - slack || high <= 0) return undefined;
  const quarter = Math.max((high - outside) / 4, 0);
  const [from, to] = quarter > slack ? [outside + quarter, high - quarter] : [outside - slack, high + slack];
  return simplestBetween(Rational.fromDouble(from), Rational.fromDouble(to));
}

/** The proposed columns if they are independent, else the pivot columns. */
function spanning({ products: { R }, rank }: RankedFit, columns: readonly number[]): readonly number[] {
  const proposed = R.select(undefined, columns);
  return columns.length === rank && rankModPrime(proposed) === rank ? columns : independentColumns(R);
}

/** Entry by entry the least of matrices that differ on the diagonal only. */
export const leastDiagonal = (matrices: readonly Matrix[]): Matrix =>
  Matrix.of(matrices[0]!.rows, matrices[0]!.cols, (i, j) =>
    range(i === j ? matrices.length : 1)
      .map((k) => matrices[k]!.entry(i, j))
      .reduce((x, y) => (x.compare(y) <= 0 ? x : y)),
  );
