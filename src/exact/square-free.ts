import { inversemod } from './modular.ts';
import type { Polynomial } from './polynomial.ts';
import { prime } from './primes.ts';
import { gcd, lcm } from './rational.ts';

/** Whether a polynomial, not 0, has no complex root twice: no factor in common with its derivative. */
export function isSquareFree(p: Polynomial): boolean {
  const den = p.reduce((d, c) => lcm(d, c.den), 1n);
  const integers = p.map((c) => c.num * (den / c.den));
  return isSquareFreeModulo(integers, prime(0)) || isConstant(commonFactor(integers, derivative(integers)));
}

const isConstant = (p: readonly unknown[]): boolean => p.length <= 1;

const derivative = (p: readonly bigint[]): bigint[] => p.slice(1).map((c, k) => c * BigInt(k + 1));

/** Of integer coefficients, the constant term first: a common factor of the largest degree, by divisions without fractions; p and q are not 0. */
function commonFactor(p: readonly bigint[], q: readonly bigint[]): readonly bigint[] {
  let [a, b] = [p, q];
  while (b.length > 0) [a, b] = [b, primitive(remainder(a, b))];
  return a;
}

/** A multiple of the remainder, without leading zeros. */
function remainder(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const rest = [...a];
  const lead = b[b.length - 1]!;
  while (rest.length >= b.length) {
    const top = rest.pop()!;
    const shift = rest.length + 1 - b.length;
    for (let i = 0; i < rest.length; i++) rest[i] = rest[i]! * lead - (i >= shift ? top * b[i - shift]! : 0n);
  }
  while (rest.length > 0 && rest[rest.length - 1] === 0n) rest.pop();
  return rest;
}

function primitive(p: readonly bigint[]): readonly bigint[] {
  const content = p.reduce((g, c) => (g === 1n ? g : gcd(g, c)), 0n);
  return content <= 1n ? p : p.map((c) => c / content);
}

/** If so, then p is square-free: a common factor with the derivative would be one modulo every prime that does not divide the leading coefficient. */
function isSquareFreeModulo(p: readonly bigint[], modulus: number): boolean {
  const big = BigInt(modulus);
  const a = p.map((c) => mod(Number(c % big), modulus));
  if (a[a.length - 1] === 0) return false;
  return isConstant(commonFactorModulo(a, trimmed(a.slice(1).map((c, k) => (c * (k + 1)) % modulus)), modulus));
}

const mod = (x: number, modulus: number): number => (x < 0 ? x + modulus : x);

/** Residues 0 … modulus − 1, below 2²². */
function commonFactorModulo(p: number[], q: number[], modulus: number): number[] {
  let [a, b] = [p, q];
  while (b.length > 0) {
    const inverse = inversemod(b[b.length - 1]!, modulus);
    while (a.length >= b.length) {
      const factor = (a.pop()! * inverse) % modulus;
      const shift = a.length + 1 - b.length;
      for (let i = 0; i < b.length - 1; i++) {
        a[i + shift] = mod((a[i + shift]! - factor * b[i]!) % modulus, modulus);
      }
    }
    [a, b] = [b, trimmed(a)];
  }
  return a;
}

function trimmed(p: number[]): number[] {
  while (p.length > 0 && p[p.length - 1] === 0) p.pop();
  return p;
}
