import { type BlockFactors, bunchParlett } from './bunch-parlett.ts';
import type { Matrix } from './matrix.ts';
import { scaledDoubles } from './scaled-doubles.ts';

/** The unit roundoff of doubles. */
const UNIT = 2 ** -53;
/** Far more than all errors of underflow in one entry, for factors below HUGE. */
const UNDERFLOW = 2 ** -800;
const HUGE = 2 ** 100;
const LARGEST = 2 ** 20;

/** Proved: so many eigenvalues, or more, are positive, and so many, or more, are negative. */
export interface ClearSigns {
  readonly positive: number;
  readonly negative: number;
}

/**
 * Signs of the eigenvalues of a symmetric matrix that doubles see; undefined where they prove nothing.
 *
 * Let B̃ be the doubles near B, of which the matrix is a congruence, ‖B̃ − B‖₂ ≤ e (scaled-doubles.ts), C = B̃ − εI rounded, its diagonal off by at most u·max|C_ii|,
 * u = 2⁻⁵³, and L, D any matrices of doubles with ‖C − LDLᵀ‖₂ ≤ ρ. Then B − LDLᵀ has no eigenvalue below ε − e − u·max|C_ii| − ρ. If this is not negative, B has at
 * least as many positive eigenvalues as LDLᵀ (H. Weyl 1912), and so as D, for L unit triangular (Sylvester). In the same way B̃ + εI bounds the negative ones.
 */
export function clearSigns(h: Matrix): ClearSigns | undefined {
  const doubles = h.rows < LARGEST ? scaledDoubles(h) : undefined;
  if (!doubles) return undefined;
  const { entries, n, error, norm } = doubles;
  const signsOf = (way: -1 | 1) => {
    // A guess of the error, and what it turns out to be.
    let epsilon = 2 * error + (16 * n + 64) * UNIT * norm;
    for (let trial = 0; trial < 3; trial++) {
      const c = entries.slice();
      for (let i = 0; i < n; i++) c[i * n + i]! += way * epsilon;
      const factors = bunchParlett(c, n);
      const needed = 2 * (error + UNIT * (8 + epsilon) + residual(c, n, factors));
      if (needed <= epsilon) return signs(factors, n);
      epsilon = 2 * needed;
    }
    return undefined;
  };
  const [below, above] = [signsOf(-1), signsOf(1)];
  return below && above && { positive: below.positive, negative: above.negative };
}

/**
 * ρ ≥ ‖C − LDLᵀ‖₂ for the rows of C in the order of the factors. Each entry is a sum of at most 2n + 1 terms of at most three factors; its error is at most
 * γ(|C| + |L||D||Lᵀ|), γ = (2n+4)u/(1−(2n+4)u) (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), and the same holds for this bound itself.
 */
function residual(c: Float64Array, n: number, { L, D, order }: BlockFactors): number {
  if (![L, D].every((m) => m.every((x) => Math.abs(x) < HUGE))) return Number.POSITIVE_INFINITY;
  const [T, size] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      for (let l = Math.max(0, k - 1); l <= Math.min(n - 1, k + 1); l++) {
        const term = L[i * n + l]! * D[l * n + k]!;
        T[i * n + k]! += term;
        size[i * n + k]! += Math.abs(term);
      }
    }
  }
  const gamma = 4 * (2 * n + 4) * UNIT;
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const entry = c[order[i]! * n + order[j]!]!;
      let rest = entry;
      let bound = Math.abs(entry);
      for (let k = 0; k <= j; k++) {
        rest -= T[i * n + k]! * L[j * n + k]!;
        bound += size[i * n + k]! * Math.abs(L[j * n + k]!);
      }
      const off = Math.abs(rest) + gamma * bound + UNDERFLOW;
      sums[i]! += off;
      if (j < i) sums[j]! += off;
    }
  }
  // A symmetric matrix: the norm is at most the largest row sum. The factor covers its rounding.
  return 2 * sums.reduce((most, x) => Math.max(most, x), 0);
}

/** The signs of D; undefined where a block of order 2 is not clearly indefinite, as those of complete pivoting are. */
function signs({ D, pairs }: BlockFactors, n: number): ClearSigns | undefined {
  let [positive, negative] = [pairs.length, pairs.length];
  for (let k = 0; k < n; k++) {
    const pivot = D[k * n + k]!;
    if (pairs.includes(k)) {
      const [off, other] = [D[(k + 1) * n + k]!, D[(k + 1) * n + k + 1]!];
      if (!(Math.abs(pivot * other) < (off * off) / 2)) return undefined;
      k++;
    } else if (pivot > 0) positive++;
    else if (pivot < 0) negative++;
  }
  return { positive, negative };
}
