import { zeros } from './doubles.ts';
import { bigIntegers, type Integers, isSmall } from './integers.ts';

/**
 * Residues modulo p < 2²², centred: of absolute value at most p/2 + 2. The quotient x·(1/p) is below 2⁵²/p with a relative error below 2⁻⁵², so that
 * it is rounded to an integer at most 1/2 + 2/p off; the product of this with p is exact.
 * @param x integers of absolute value below 2⁵², changed in place
 */
export function centre(x: Float64Array, p: number): Float64Array {
  const inverse = 1 / p;
  for (let k = 0; k < x.length; k++) {
    const value = x[k]!;
    x[k] = value - Math.floor(value * inverse + 0.5) * p;
  }
  return x;
}

/** Centred residues modulo any prime below 2²² of integers that are prepared once. The arrays are not to be changed. */
export function residuesOf(x: Integers): (p: number) => Float64Array {
  if (!isSmall(x)) return residuesOfLong(x);
  const { entries, max } = x;
  if (max >= 2 ** 52) return residuesOfLong(bigIntegers(x));
  return (p) => (2 * max < p ? entries : centre(entries.slice(), p));
}

/** Binary digits of a limb: four digits to the base 32. */
const LIMB = 20;
/** So many products of a limb and a residue have a sum below 2⁵². */
const SUMMED = 1000;

function residuesOfLong(integers: readonly bigint[]): (p: number) => Float64Array {
  const { limbs, count } = limbsOf(integers);
  return (p) => {
    const powers = new Float64Array(count);
    powers[0] = 1;
    for (let l = 1; l < count; l++) powers[l] = (powers[l - 1]! * 2 ** LIMB) % p;
    centre(powers, p);
    const out = zeros(integers.length);
    const inverse = 1 / p;
    for (let k = 0; k < out.length; k++) {
      let sum = 0;
      for (let from = 0; from < count; from += SUMMED) {
        const to = Math.min(count, from + SUMMED);
        for (let l = from; l < to; l++) sum += limbs[k * count + l]! * powers[l]!;
        if (to < count) sum -= Math.floor(sum * inverse + 0.5) * p;
      }
      out[k] = sum;
    }
    return centre(out, p);
  };
}

/** x = Σ_l limb_l·2^{20l}, each limb with the sign of x: one row of limbs for each integer. */
function limbsOf(integers: readonly bigint[]): { readonly limbs: Float64Array; readonly count: number } {
  const texts = integers.map((x) => (x < 0n ? -x : x).toString(32));
  const count = Math.ceil(texts.reduce((n, text) => Math.max(n, text.length), 1) / 4);
  const limbs = zeros(integers.length * count);
  for (const [k, text] of texts.entries()) {
    const sign = integers[k]! < 0n ? -1 : 1;
    for (let end = text.length, at = k * count; end > 0; end -= 4, at++) {
      let limb = 0;
      for (let c = Math.max(0, end - 4); c < end; c++) limb = 32 * limb + digit(text.charCodeAt(c));
      limbs[at] = sign * limb;
    }
  }
  return { limbs, count };
}

/** 0–9 and a–v. */
const digit = (code: number): number => (code < 97 ? code - 48 : code - 87);
