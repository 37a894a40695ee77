/** The rank of a matrix by its ranks modulo primes: FORMAT.md, section 4.1. */
import { EXACT, type Matrix, range } from './matrix.ts';
import type { Place } from './read.ts';

const PRIMES: number[] = [];
/** The k-th prime below 2^26, from the largest downwards; k from 0. */
export function prime(k: number): number {
  for (let n = PRIMES.at(-1) ?? 2 ** 26; PRIMES.length <= k; ) if (isPrime(--n)) PRIMES.push(n);
  return PRIMES[k]!;
}
function isPrime(n: number): boolean {
  for (let k = 2; k * k <= n; k++) if (n % k === 0) return false;
  return true;
}

/** The rank modulo a prime p < 2^26 of the integers over the denominator, or most + 1 if it is above `most`. All numbers are below 2p² < 2^53: doubles. */
export function rankModulo(N: Matrix, p: number, most: number): number {
  const { rows, cols } = N;
  const modulus = BigInt(p);
  const residue = (x: bigint) => mod(Number(x % modulus), p);
  const residues = N.most < EXACT / 2 ? N.doubles.map((x) => mod(x, p)) : Float64Array.from(N.num, residue);
  const left = range(rows).map((i) => residues.subarray(i * cols, (i + 1) * cols));
  let rank = 0;
  for (let j = 0; j < cols && rank <= most; j++) {
    const at = left.findIndex((row) => row[j] !== 0);
    if (at < 0) continue;
    rank++;
    const pivot = left.splice(at, 1)[0]!;
    for (const row of left) {
      const [scale, factor] = [pivot[j]!, p - row[j]!];
      for (let l = j; l < cols; l++) row[l] = mod(row[l]! * scale + pivot[l]! * factor, p);
    }
  }
  return rank;
}
/** x modulo p > 2^25, −2^52 < x < 2p². As x/p is more than 2⁻²⁶ below the next integer, and is rounded by at most 2⁻²⁷, it is not rounded to that; and faster than `%`. */
const mod = (x: number, p: number): number => x - p * Math.floor(x / p);

/** Of finding a prime, of a residue, of 300 bits of a number, and of a step of the elimination, against one multiplication. */
const [FIND, RESIDUE, BITS, STEP] = [500, 2, 1 / 300, 1 / 8];
/** What the bounds for the minors take, of numbers as long as those of the instance make them: to be charged before a matrix is given to `hasRank`. */
export const minorsWork = (rows: number, cols: number): number => 4 * rows * cols;

/**
 * Whether N has rank r: modulo no prime its rank is larger, and modulo one it is r. A minor that is 0 modulo primes whose product exceeds it is 0; and
 * the square of a k × k minor is at most the product of the squared lengths of the k longest rows, or columns (Hadamard).
 */
export function hasRank(place: Place, N: Matrix, r: number): boolean {
  const lengths = [N, N.T].map(squaredLengths);
  /** Bounds the square of every k × k minor; 0 where there is none. */
  const bound = (k: number) => lengths.map((squares) => productOfFirst(k, squares)).reduce((a, b) => (a < b ? a : b));
  const bits = bound(1).toString(16).length * 2;
  let [larger, same] = [bound(r + 1), bound(r)];
  let isReached = false;
  for (let k = 0; larger > 0n || (!isReached && same > 0n); k++) {
    place.charge(FIND + N.doubles.length * (RESIDUE + bits * BITS + r * STEP), 1);
    const p = prime(k);
    const rank = rankModulo(N, p, r);
    if (rank > r) return false;
    isReached ||= rank === r;
    [larger, same] = [larger / BigInt(p * p), same / BigInt(p * p)];
  }
  return isReached;
}

/** ‖row‖² for each row, the largest first. */
function squaredLengths(N: Matrix): bigint[] {
  const short = (from: number) => N.doubles.subarray(from, from + N.cols).reduce((sum, x) => sum + x * x, 0);
  const long = (from: number) => N.num.slice(from, from + N.cols).reduce((sum, x) => sum + x * x, 0n);
  const length = (from: number) => (N.cols * N.most ** 2 < EXACT ? BigInt(short(from)) : long(from));
  return range(N.rows)
    .map((i) => length(i * N.cols))
    .sort((a, b) => (a > b ? -1 : 1));
}
const productOfFirst = (k: number, factors: readonly bigint[]): bigint =>
  k > factors.length ? 0n : factors.slice(0, k).reduce((product, x) => product * x, 1n);
