import { Matrix } from '../exact/matrix.ts';
import { integerSqrt } from '../exact/modular.ts';
import { bezout, characteristicPolynomial, derivative } from '../exact/polynomial.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import { inertia } from '../exact/symmetric.ts';
import { decide } from './decide.ts';
import { eigenpairs } from './eigen.ts';
import { toRational } from './ends.ts';
import { boxByNewton } from './newton-box.ts';
import { intervalsOf, type SpectralBox } from './spectral-box.ts';

export { intervalsOf, type SpectralBox } from './spectral-box.ts';

/** Digits that enclosures of eigenvalues are tried with: beyond it, eigenvalues count as too close to tell apart. */
const MOST_DIGITS = 3200;

/** Two eigenvalues are equal: a tie, which no enclosure shows, but the characteristic polynomial does. */
export class RepeatedEigenvalue extends RangeError {
  override readonly name = 'RepeatedEigenvalue';
}

/**
 * A box for the spectrum, with short numbers: b_k − a_k is between 1 and 2 parts in 2^bits of λ_k, or of its distance to the next eigenvalue where that is
 * smaller. Enclosed eigenvalues propose, exact inertias decide ({@link isSpectralBox}); {@link boxByNewton} comes to the same box sooner, in most cases.
 * @param sigma symmetric and positive semidefinite
 * Throws {@link RepeatedEigenvalue} where its characteristic polynomial has a factor in common with the derivative, and RangeError where 0 is an
 * eigenvalue, or where {@link MOST_DIGITS} digits do not tell the eigenvalues apart.
 */
export function spectralBox(sigma: Matrix, bits: number): SpectralBox {
  const n = sigma.rows;
  const p = characteristicPolynomial(sigma);
  if (n > 0 && p[0]!.sign === 0) throw new RangeError('Σ has the eigenvalue 0');
  const quick = boxByNewton(sigma, p, bits);
  if (quick) return quick;
  const propose = (from: number, limit: number) =>
    decide(
      (context) => {
        const values = eigenpairs(context, sigma).map(
          ({ value }) => [toRational(value.lo), toRational(value.hi)] as const,
        );
        return values.reverse();
      },
      { from, limit },
    );
  const from = Math.ceil(bits * Math.log10(2)) + 20;
  let proposed = propose(from, 4 * from);
  // A tie is looked for only where digits do not tell the eigenvalues apart: the Euclidean algorithm is slow for large n.
  if (!proposed.decided) {
    if (bezout(p, derivative(p)).gcd.length !== 1)
      throw new RepeatedEigenvalue('two eigenvalues of Σ are equal: a tie');
    proposed = propose(8 * from, Math.max(8 * from, MOST_DIGITS));
  }
  if (!proposed.decided)
    throw new RangeError(`with ${proposed.precision} digits it stays open: ${proposed.inequality}`);
  const values = proposed.value;
  const places = values.map(([lo, hi], k) => {
    const gaps = [lo, values[k - 1]?.[0].sub(hi), values[k + 1]?.[1].sub(lo).neg()].filter((x) => x !== undefined);
    const unit = gaps.reduce((x, y) => (x.compare(y) <= 0 ? x : y)).mul(new Rational(1n, 1n << BigInt(bits)));
    const part = (p: bigint, q: bigint) => unit.mul(new Rational(p, q));
    const alpha = simplestRoot(lo.sub(part(1n, 1n)), lo.sub(part(1n, 2n)));
    const a = alpha.mul(alpha);
    const times = new Rational(BigInt(n));
    const to = (b: Rational) => a.add(b.sub(a).mul(times));
    return { alpha, gamma: simplestRoot(to(hi.add(part(1n, 2n))), to(hi.add(part(1n, 1n)))) };
  });
  const box = { below: places.map(({ alpha }) => alpha), above: places.map(({ gamma }) => gamma) };
  if (!isSpectralBox(sigma, box)) throw new Error('enclosed eigenvalues contradict the inertia of Σ');
  return box;
}

/** Whether the intervals are as {@link SpectralBox} says, by exact inertias: k eigenvalues exceed a_k, and k − 1 exceed b_k. */
export function isSpectralBox(sigma: Matrix, box: SpectralBox): boolean {
  const n = sigma.rows;
  const intervals = intervalsOf(box);
  const exceed = (t: Rational, count: number) => {
    const { positive, zero } = inertia(sigma.sub(Matrix.identity(n).scale(t)));
    return positive === count && zero === 0;
  };
  return (
    intervals.length === n &&
    box.below.every((alpha, k) => alpha.sign > 0 && alpha.compare(box.above[k]!) < 0) &&
    intervals.every(
      ([a, b], k) => exceed(a, k + 1) && exceed(b, k) && (k + 1 === n || a.compare(intervals[k + 1]![1]) > 0),
    )
  );
}

/** The rational with the smallest denominator, about, whose square lies between lo and hi, 0 < lo < hi. */
function simplestRoot(lo: Rational, hi: Rational): Rational {
  for (let shift = 8n; ; shift *= 2n) {
    const scale = 1n << (2n * shift);
    const [from, to] = [integerSqrt((lo.num * scale) / lo.den) + 1n, integerSqrt((hi.num * scale) / hi.den)];
    if (to - from > 64n) return simplestBetween(new Rational(from, 1n << shift), new Rational(to, 1n << shift));
  }
}
