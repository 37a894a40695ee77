import { exponentOf, powerOfTen } from './decimal.ts';
import { integerSqrt } from './modular.ts';
import { Rational } from './rational.ts';

/** The least number of so many significant decimal digits that is not below √x, or the greatest that is not above it; x ≥ 0. */
export function squareRoot(x: Rational, digits: number, way: 'up' | 'down'): Rational {
  if (x.sign < 0) throw new RangeError(`square root of a negative number: ${x}`);
  if (x.sign === 0) return x;
  const unit = powerOfTen(Math.floor(exponentOf(x) / 2) - digits + 1);
  const { num, den } = x.div(unit.mul(unit));
  const floor = integerSqrt(num / den);
  return new Rational(way === 'down' || floor * floor * den === num ? floor : floor + 1n).mul(unit);
}
