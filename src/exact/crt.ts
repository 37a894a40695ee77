import { inversemod } from './modular.ts';
import { prime } from './primes.ts';

/** Puts an integer together from its centred residues modulo some primes: the one between 0 and their product. */
export interface Remaindering {
  readonly modulus: bigint;
  /** @param residue modulo the k-th prime */
  readonly combine: (residue: (k: number) => number) => bigint;
}

const ofFirstPrimes = new Map<number, Remaindering>();

/**
 * The Chinese remainder theorem: x ≡ Σ_k c_k·M/p_k modulo the product M of the primes, with c_k = x·(M/p_k)⁻¹ mod p_k. Two terms at a time are
 * (c_kp_l + c_lp_k)·M/(p_kp_l), with a first factor that is exact in doubles.
 */
export function remaindering(list: readonly number[]): Remaindering {
  const primes = [...list];
  const areFirst = primes.every((p, k) => p === prime(k));
  const known = areFirst ? ofFirstPrimes.get(primes.length) : undefined;
  if (known) return known;
  const modulus = primes.reduce((m, p) => m * BigInt(p), 1n);
  const factors = primes.map((p) => inversemod(Number((modulus / BigInt(p)) % BigInt(p)), p));
  const cofactors: bigint[] = [];
  for (let k = 0; k < primes.length; k += 2) cofactors.push(modulus / BigInt(primes[k]!) / BigInt(primes[k + 1] ?? 1));
  const combine = (residue: (k: number) => number) => {
    let sum = 0n;
    for (const [n, cofactor] of cofactors.entries()) {
      const [k, l] = [2 * n, 2 * n + 1];
      const [p, q] = [primes[k]!, primes[l] ?? 1];
      const c = (residue(k) * factors[k]!) % p;
      const term = q === 1 ? c : c * q + ((residue(l) * factors[l]!) % q) * p;
      if (term !== 0) sum += BigInt(term) * cofactor;
    }
    const x = sum % modulus;
    return x < 0n ? x + modulus : x;
  };
  const made = { modulus, combine };
  if (areFirst) ofFirstPrimes.set(primes.length, made);
  return made;
}
