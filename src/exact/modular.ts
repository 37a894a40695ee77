/**
 * Arithmetic modulo primes below 2^26: products stay below 2^52 and are exact in a double.
 * A rank modulo a prime is a lower bound of the rank over Q (a non-zero minor modulo p is a non-zero minor).
 */

/** a·b mod p for 0 ≤ a, b < p < 2^26. The quotient estimate is off by at most one, which the two corrections mend. */
function mulmod(a: number, b: number, p: number, inverse: number): number {
  const x = a * b;
  let r = x - Math.floor(x * inverse) * p;
  if (r < 0) r += p;
  else if (r >= p) r -= p;
  return r;
}

/** a⁻¹ mod p by the extended Euclidean algorithm; a ≠ 0 mod p. */
export function inversemod(a: number, p: number): number {
  let [r0, r1, s0, s1] = [p, a, 0, 1];
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  return s0 < 0 ? s0 + p : s0;
}

/** Residues in [0, p) of integers, row by row. */
export function residues(num: readonly bigint[], p: number): Float64Array {
  const out = new Float64Array(num.length);
  const m = BigInt(p);
  for (let k = 0; k < num.length; k++) {
    const x = num[k]!;
    const r = x >= -9007199254740991n && x <= 9007199254740991n ? Number(x) % p : Number(x % m);
    out[k] = r < 0 ? r + p : r;
  }
  return out;
}

/**
 * Reduced row echelon form modulo p, in place.
 * Returns the pivot columns; row k of `a` is then the row with pivot `pivots[k]`.
 */
export function echelonMod(a: Float64Array, rows: number, cols: number, p: number): number[] {
  const inverse = 1 / p;
  const pivots: number[] = [];
  for (let c = 0; c < cols && pivots.length < rows; c++) {
    const top = pivots.length;
    let found = -1;
    for (let i = top; i < rows; i++) {
      if (a[i * cols + c] !== 0) {
        found = i;
        break;
      }
    }
    if (found < 0) continue;
    if (found !== top) {
      for (let j = 0; j < cols; j++) {
        const swap = a[top * cols + j]!;
        a[top * cols + j] = a[found * cols + j]!;
        a[found * cols + j] = swap;
      }
    }
    const scale = inversemod(a[top * cols + c]!, p);
    for (let j = c; j < cols; j++) a[top * cols + j] = mulmod(a[top * cols + j]!, scale, p, inverse);
    for (let i = 0; i < rows; i++) {
      const factor = i === top ? 0 : a[i * cols + c]!;
      if (factor === 0) continue;
      for (let j = c; j < cols; j++) {
        const y = a[top * cols + j]!;
        if (y === 0) continue;
        const x = a[i * cols + j]! - mulmod(factor, y, p, inverse);
        a[i * cols + j] = x < 0 ? x + p : x;
      }
    }
    pivots.push(c);
  }
  return pivots;
}

const known: number[] = [];

/** The k-th prime below 2^26, counted downwards from 67108859. */
export function prime(k: number): number {
  for (let n = known.length ? known[known.length - 1]! - 2 : 67108863; known.length <= k; n -= 2) {
    if (isPrime(n)) known.push(n);
  }
  return known[k]!;
}

function isPrime(n: number): boolean {
  for (let q = 3; q * q <= n; q += 2) if (n % q === 0) return false;
  return n % 2 === 1;
}

/**
 * The rational n/d with n ≡ a·d mod m and |n|, d ≤ √(m/2), or undefined if there is none (Wang 1981).
 * The answer is a proposal: what is built from it must be checked.
 */
export function reconstruct(a: bigint, m: bigint, bound: bigint): { num: bigint; den: bigint } | undefined {
  let [r0, r1, s0, s1] = [m, a, 0n, 1n];
  while (r1 > bound) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  if (s1 === 0n) return undefined;
  const [num, den] = s1 < 0n ? [-r1, -s1] : [r1, s1];
  return den <= bound ? { num, den } : undefined;
}

/** ⌊√n⌋ by Newton's iteration. */
export function integerSqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}
