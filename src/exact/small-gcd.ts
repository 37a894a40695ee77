/** The greatest common divisor of integers ≥ 0 below 2⁵³; gcd(0, 0) = 0. */
export function smallGcd(a: number, b: number): number {
  let x = a;
  let y = b;
  // Where x/y is rounded up to an integer q, q·y exceeds x by less than 1: q·y is exact, and only the sign of the rest has to be mended.
  while (y > 0 && (x > 0x7fffffff || y > 0x7fffffff)) {
    const rest = x - Math.floor(x / y) * y;
    x = y;
    y = Math.abs(rest);
  }
  if (y === 0) return x;
  let u = x | 0;
  let v = y | 0;
  while (v !== 0) {
    const rest = (u % v) | 0;
    u = v;
    v = rest;
  }
  return u;
}
