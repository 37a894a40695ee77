import { abs, bitLength, Rational } from './rational.ts';

/** The rational x with x³ = a, or undefined if there is none. In lowest terms numerator and denominator are both cubes. */
export function cubeRoot(a: Rational): Rational | undefined {
  const num = integerCubeRoot(abs(a.num));
  const den = integerCubeRoot(a.den);
  const x = new Rational(a.sign < 0 ? -num : num, den);
  return x.mul(x).mul(x).equals(a) ? x : undefined;
}

/** ⌊∛n⌋ for n ≥ 0 by Newton's iteration from above. */
function integerCubeRoot(n: bigint): bigint {
  if (n === 0n) return 0n;
  let x = 1n << BigInt(Math.ceil(bitLength(n) / 3));
  for (;;) {
    const y = (2n * x + n / (x * x)) / 3n;
    if (y >= x) return x;
    x = y;
  }
}
