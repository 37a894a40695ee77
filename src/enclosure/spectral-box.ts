import { range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';

/**
 * Disjoint intervals with rational roots around the n eigenvalues λ_1 > … > λ_n > 0 of a symmetric matrix, the largest first (FORMAT.md, 3.3):
 * a_k = α_k² < λ_k < b_k = a_k + (γ_k² − a_k)/n, and a_k > b_{k+1}.
 */
export interface SpectralBox {
  readonly below: readonly Rational[];
  readonly above: readonly Rational[];
}

/** (a_k, b_k) */
export function intervalsOf({ below, above }: SpectralBox): [a: Rational, b: Rational][] {
  const share = new Rational(1n, BigInt(Math.max(1, below.length)));
  return range(below.length).map((k) => {
    const [alpha, gamma] = [below[k]!, above[k]!];
    const a = alpha.mul(alpha);
    return [a, a.add(gamma.mul(gamma).sub(a).mul(share))];
  });
}
