import { minorBits } from './hadamard.ts';
import type { Matrix } from './matrix.ts';
import { leadingColumns } from './modular.ts';
import { prime, primesAbove } from './primes.ts';
import { proposeEchelon } from './proposed-echelon.ts';
import { relations } from './reduced-echelon.ts';
import { residuesOf } from './residues.ts';
import { isZeroProduct } from './zero-product.ts';

/** Rank modulo a prime: a lower bound of the rank over Q, as a minor that is not 0 modulo p is not 0. */
export const rankModPrime = (a: Matrix): number => columnsMod(a)(prime(0)).length;

/** As many independent columns as there are, increasing. */
export function independentColumns(a: Matrix): readonly number[] {
  const full = Math.min(a.rows, a.cols);
  if (full === 0 || a.isZero()) return [];
  const independent = columnsMod(a);
  let found: readonly number[] = [];
  for (let k = 0, needed = 1; k < needed; k++) {
    const columns = independent(prime(k));
    if (columns.length === full) return columns;
    if (k > 0 && columns.length <= found.length) continue;
    found = columns;
    needed = primesAbove(minorBits(a, found.length + 1));
    if (needed > FEW && isOfRank(a, found.length, Math.ceil(needed / 4))) return found;
  }
  return found;
}

/** Where a rank takes more primes, short relations between the columns are looked for first. */
const FEW = 8;

/**
 * Rank over Q. With r the largest rank modulo any of some primes it is at least r. It is no more where the other columns are combinations of r columns; or
 * else since all minors of order r + 1 are divisible by each prime: if the product of the primes exceeds Hadamard's bound of these minors, they are 0.
 */
export const rank = (a: Matrix): number => independentColumns(a).length;

/** Whether relations between columns that so many primes propose show the rank to be at most r. */
function isOfRank(a: Matrix, r: number, primes: number): boolean {
  const proposed = proposeEchelon(a, primes);
  return proposed !== undefined && proposed.pivotCols.length <= r && isZeroProduct(a, relations(proposed, a.cols));
}

const columnsMod = (a: Matrix): ((p: number) => readonly number[]) => {
  const residues = residuesOf(a.numerators);
  return (p) => leadingColumns(residues(p), a.rows, a.cols, p);
};
