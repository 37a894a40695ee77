import { isSmall } from './integers.ts';
import type { Matrix } from './matrix.ts';
import { bitLength } from './rational.ts';

/** A matrix of doubles B̃ near B = S·N·S with N the numerators of a symmetric matrix and S a diagonal of powers of two: the same inertia. */
export interface ScaledDoubles {
  /** n × n, symmetric, of absolute value at most 8. */
  readonly entries: Float64Array;
  readonly n: number;
  /** ‖B̃ − B‖₂ is at most this. */
  readonly error: number;
  /** ‖B̃‖_∞ is at most this. */
  readonly norm: number;
}

/** Passes that bring the largest entry of each row next to 1, however unequal the rows are. */
const PASSES = 12;

/**
 * Doubles for a symmetric matrix with entries of any length. Each is correctly rounded but for a chopping at 64 binary digits, so that
 * |b̃ − b| ≤ 2⁻⁵²·|b̃| + 2⁻¹⁰⁷⁴, the last where it is subnormal or 0; and ‖B̃ − B‖₂ ≤ ‖B̃ − B‖_∞ as the matrices are symmetric. Undefined where the scaling does
 * not succeed.
 */
export function scaledDoubles(h: Matrix): ScaledDoubles | undefined {
  const n = h.rows;
  const { mantissas, exponents } = parts(h);
  const logs = exponents.map((e, k) => e + Math.log2(Math.abs(mantissas[k]!)));
  const shifts = equilibration(logs, n);
  const entries = new Float64Array(n * n);
  let norm = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) {
      const x = scaled(mantissas[i * n + j]!, exponents[i * n + j]! + shifts[i]! + shifts[j]!);
      if (!(Math.abs(x) <= 8)) return undefined;
      entries[i * n + j] = x;
      sum += Math.abs(x);
    }
    norm = Math.max(norm, sum);
  }
  // The factor 2 covers the rounding of the sums.
  return { entries, n, norm: 2 * norm, error: 2 * norm * 2 ** -52 + 2 * n * 2 ** -1074 };
}

/** x ≈ mantissa·2^exponent with |mantissa| < 2^65. */
function parts({ numerators }: Matrix): { mantissas: Float64Array; exponents: Float64Array } {
  if (isSmall(numerators)) {
    return { mantissas: numerators.entries, exponents: new Float64Array(numerators.entries.length) };
  }
  const exponents = Float64Array.from(numerators, (x) => Math.max(0, bitLength(x) - 64));
  return { mantissas: Float64Array.from(numerators, (x, k) => Number(x >> BigInt(exponents[k]!))), exponents };
}

/** mantissa·2^exponent, exact unless it is subnormal or beyond the range of doubles. */
function scaled(mantissa: number, exponent: number): number {
  if (mantissa === 0 || exponent < -1200) return 0;
  if (exponent > 1000) return Number.POSITIVE_INFINITY;
  // In two steps only the last may round.
  const half = Math.max(-1000, exponent);
  return mantissa * 2 ** half * 2 ** (exponent - half);
}

/** Whole numbers s_i with the largest of log_ij + s_i + s_j in each row next to 0; 0 for a row of zeros. */
function equilibration(logs: Float64Array, n: number): number[] {
  const shifts = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) if (logs[i * n + i]! > Number.NEGATIVE_INFINITY) shifts[i] = -logs[i * n + i]! / 2;
  for (let pass = 0; pass < PASSES; pass++) {
    const largest = shifts.map((s, i) => {
      let most = Number.NEGATIVE_INFINITY;
      for (let j = 0; j < n; j++) most = Math.max(most, logs[i * n + j]! + s + shifts[j]!);
      return most;
    });
    for (let i = 0; i < n; i++) if (largest[i]! > Number.NEGATIVE_INFINITY) shifts[i]! -= largest[i]! / 2;
  }
  return shifts.map(Math.round);
}
