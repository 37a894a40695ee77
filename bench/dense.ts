import { Matrix, product, range } from '../src/exact/matrix.ts';
import type { Random } from './random.ts';

/** A matrix and its inverse. */
export interface Gauge {
  readonly D: Matrix;
  readonly inverse: Matrix;
}

/**
 * A dense integer n × n matrix with an integer inverse, both with small entries: (I + uvᵀ)(I + xyᵀ) with vᵀu = yᵀx = 0, so that (I + uvᵀ)⁻¹ = I − uvᵀ. Entries
 * of the vectors are ±1, one of v and y is 0 for odd n.
 */
export function denseGauge(n: number, random: Random): Gauge {
  const I = Matrix.identity(n);
  const [a, b] = [nilpotent(n, random), nilpotent(n, random)];
  return { D: I.add(a).mul(I.add(b)), inverse: I.sub(b).mul(I.sub(a)) };
}

/** uvᵀ with vᵀu = 0. */
function nilpotent(n: number, random: Random): Matrix {
  const u = range(n).map(() => random.sign());
  const signs = random.shuffled(range(n)).map((k) => (k === n - 1 && n % 2 === 1 ? 0n : k % 2 === 0 ? 1n : -1n));
  return Matrix.build(n, n, (i, j) => u[i]! * u[j]! * signs[j]!);
}

/** A dense rational orthogonal n × n matrix: a product of reflections I − 2vvᵀ/vᵀv, v of entries ±1 but for one ±2. */
export function denseOrthogonal(n: number, reflections: number, random: Random): Matrix {
  return product(Matrix.identity(n), ...range(reflections).map(() => reflection(n, random)));
}

function reflection(n: number, random: Random): Matrix {
  const longer = random.integer(0, n - 1);
  const v = Matrix.build(n, 1, (i) => random.sign() * (i === longer ? 2n : 1n));
  const square = v.dot(v).num;
  const outer = v.mul(v.transpose());
  return new Matrix(
    n,
    n,
    outer.num.map((x, k) => (k % (n + 1) === 0 ? square : 0n) - 2n * x),
    square,
  ).reduced();
}
