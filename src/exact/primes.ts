const known: number[] = [];

/** The k-th prime below 2²², counted downwards from 4194301: a thousand products of centred residues have a sum that is exact in doubles. */
export function prime(k: number): number {
  for (let n = known.length ? known[known.length - 1]! - 2 : 2 ** 22 - 1; known.length <= k; n -= 2) {
    if (isPrime(n)) known.push(n);
  }
  return known[k]!;
}

function isPrime(n: number): boolean {
  for (let q = 3; q * q <= n; q += 2) if (n % q === 0) return false;
  return n % 2 === 1;
}

/** How many of these primes, from the k-th on, have a product above 2^bits. Each logarithm is rounded down. */
export function primesAbove(bits: number, from = 0): number {
  let count = 0;
  for (let log = 0; log <= bits; log += Math.log2(prime(from + count - 1)) - 1e-9) count++;
  return count;
}
