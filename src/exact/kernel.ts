import { zeros } from './doubles.ts';
import { Matrix, range } from './matrix.ts';
import { firstRelation } from './modular.ts';
import { prime } from './primes.ts';
import { gcd } from './rational.ts';
import { reducedEchelon, relations } from './reduced-echelon.ts';
import { residuesOf } from './residues.ts';
import { smallGcd } from './small-gcd.ts';
import { SmallIntegers, smallProduct } from './small-integers.ts';

/** Basis of {x : a·x = 0} as columns of primitive integer vectors; cols × (cols − rank). */
export function kernel(a: Matrix): Matrix {
  const basis = relations(reducedEchelon(a), a.cols);
  const columns = range(basis.cols).map((j) => primitive(range(basis.rows).map((i) => basis.at(i, j))));
  return Matrix.build(basis.rows, basis.cols, (i, k) => columns[k]![i]!);
}

/** The integers divided by their greatest common divisor, first non-zero one positive. */
export function primitive(v: readonly bigint[]): bigint[] {
  const g = v.reduce((x, y) => (x === 1n ? x : gcd(x, y)), 0n);
  const first = v.find((x) => x !== 0n);
  if (g === 0n || first === undefined) return [...v];
  const s = first < 0n ? -g : g;
  return s === 1n ? [...v] : v.map((x) => x / s);
}

/**
 * A non-zero vector of the kernel of a (column), or undefined if there is none: the first of {@link kernel}, from the columns up to its last entry alone.
 * A prime proposes it; where it is short, a product in doubles proves it.
 */
export function kernelVector(a: Matrix): Matrix | undefined {
  const p = prime(0);
  const relation = firstRelation(residuesOf(a.numerators)(p), a.rows, a.cols, p);
  // Independent modulo a prime is independent over Q.
  if (!relation) return undefined;
  const short = shortVector(relation, p, a.cols);
  if (short && annihilates(a, short)) return new Matrix(a.cols, 1, short);
  // Before this column there is no relation.
  const x = kernel(a.select(undefined, range(relation.length)));
  if (x.cols > 0) return x.above(Matrix.zeros(a.cols - relation.length, x.cols));
  const basis = kernel(a);
  return basis.cols === 0 ? undefined : basis.col(0);
}

/** Coprime integers, the first that is not 0 positive, with these ratios modulo p and zeros after them; undefined where the ratios have no short fractions. */
function shortVector(residues: Float64Array, p: number, length: number): SmallIntegers | undefined {
  const bound = Math.floor(Math.sqrt(p / 2));
  const fractions = zeros(residues.length);
  const dens = zeros(residues.length);
  let den = 1;
  for (let k = 0; k < residues.length; k++) {
    const [n, d] = shortFraction(residues[k]!, den, p, bound);
    if (d === 0) return undefined;
    fractions[k] = n;
    dens[k] = d;
    den = (den / smallGcd(den, d)) * d;
    // A denominator times a residue is below 2⁵³, and so is a numerator over the common one.
    if (den > 2 ** 30) return undefined;
  }
  const out = zeros(length);
  let divisor = 0;
  for (let k = 0; k < residues.length; k++) {
    out[k] = fractions[k]! * (den / dens[k]!);
    divisor = smallGcd(Math.abs(out[k]!), divisor);
  }
  if (out.find((x) => x !== 0)! < 0) divisor = -divisor;
  for (let k = 0; k < residues.length; k++) out[k] = out[k]! / divisor + 0;
  return new SmallIntegers(out);
}

/** n/d with n ≡ x·d mod p and |n|, d ≤ bound, over the denominator `known` where that will do; d = 0 where there is none. */
function shortFraction(x: number, known: number, p: number, bound: number): [n: number, d: number] {
  const scaled = x * known - Math.round((x * known) / p) * p;
  if (Math.abs(scaled) <= bound) return [scaled, known];
  let [r0, r1, s0, s1] = [p, x < 0 ? x + p : x, 0, 1];
  while (r1 > bound) {
    const q = Math.floor(r0 / r1);
    [r0, r1] = [r1, r0 - q * r1];
    [s0, s1] = [s1, s0 - q * s1];
  }
  if (Math.abs(s1) > bound) return [0, 0];
  return s1 < 0 ? [-r1, -s1] : [r1, s1];
}

/** Whether a·x = 0; false also where doubles cannot tell. */
function annihilates(a: Matrix, x: SmallIntegers): boolean {
  return a.small !== undefined && smallProduct(a.small, x, a.rows, a.cols, 1)?.max === 0;
}
