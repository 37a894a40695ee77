import { multiply } from './doubles.ts';
import { longest } from './integer-product.ts';
import { type Integers, isSmall } from './integers.ts';
import type { Matrix } from './matrix.ts';
import { prime, primesAbove } from './primes.ts';
import { bitLength } from './rational.ts';
import { centre, residuesOf } from './residues.ts';

/** Sums of more products of residues are not exact in doubles: (2²¹ + 2)²·1000 < 2⁵². */
const LONGEST_SUM = 1000;

/**
 * Whether the product of matrices is 0, without the product: entries are bounded by ∏ max|entry|·∏ inner widths, and are 0 if they are 0 modulo primes with a
 * product above this bound. Throws RangeError if shapes do not fit.
 */
export function isZeroProduct(first: Matrix, ...rest: readonly Matrix[]): boolean {
  const factors = [first, ...rest];
  for (const [k, b] of rest.entries()) {
    const a = factors[k]!;
    if (a.cols !== b.rows) throw new RangeError(`product of ${a.shape} and ${b.shape}`);
  }
  if (factors.some((m) => m.isZero())) return true;
  if (rest.some((m) => m.rows > LONGEST_SUM)) return rest.reduce((a, b) => a.mul(b), first).isZero();
  const bound =
    factors.reduce((sum, m) => sum + bits(m.numerators), 0) +
    rest.reduce((sum, m) => sum + bitLength(BigInt(m.rows)), 0);
  const residues = factors.map((m) => residuesOf(m.numerators));
  const needed = primesAbove(bound);
  for (let k = 0; k < needed; k++) {
    const p = prime(k);
    let image = residues[0]!(p);
    for (const [i, b] of rest.entries())
      image = centre(multiply(image, residues[i + 1]!(p), first.rows, b.rows, b.cols), p);
    if (image.some((x) => x !== 0)) return false;
  }
  return true;
}

/** Binary digits of the largest absolute value. */
const bits = (x: Integers): number => (isSmall(x) ? bitLength(BigInt(x.max)) : longest(x));
