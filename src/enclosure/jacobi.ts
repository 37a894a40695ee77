import { Matrix, range } from '../exact/matrix.ts';
import { abs, bitLength } from '../exact/rational.ts';

/**
 * Proposes an orthogonal matrix of eigenvectors (columns) of a symmetric matrix, to about so many bits: an exact rational matrix that is
 * only close to one. Jacobi's method: rotations that annihilate one off-diagonal entry after another, in integers over 2^bits, which is
 * stable since rotations preserve lengths. It converges quadratically, also for close and equal eigenvalues.
 */
export function proposeEigenvectors(a: Matrix, bits: number): Matrix {
  const n = a.rows;
  const shift = BigInt(bits);
  const unit = 1n << shift;
  const size = a.num.reduce((m, x) => (abs(x) > m ? abs(x) : m), 1n);
  const form = range(n).map((i) => range(n).map((j) => (a.at(i, j) << shift) / size));
  const basis = range(n).map((i) => range(n).map((j) => (i === j ? unit : 0n)));
  const noise = BigInt(16 * n);

  for (let sweep = 0, rotations = 1; rotations > 0 && sweep < 60; sweep++) {
    rotations = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (abs(form[p]![q]!) <= noise) continue;
        const [c, s] = rotation(form[q]![q]! - form[p]![p]!, 2n * form[p]![q]!, shift);
        rotateColumns(form, p, q, c, s, shift);
        rotateRows(form, p, q, c, s, shift);
        rotateColumns(basis, p, q, c, s, shift);
        rotations++;
      }
    }
  }
  return new Matrix(n, n, basis.flat(), unit);
}

/** (cos φ, sin φ)·2^shift, |φ| ≤ π/4, with tan 2φ = b/d: tan φ = ±b/(|d| + √(d² + b²)). */
function rotation(d: bigint, b: bigint, shift: bigint): [bigint, bigint] {
  const unit = 1n << shift;
  const tan = ((d < 0n ? -b : b) * unit) / (abs(d) + squareRoot(d * d + b * b));
  const cos = (unit * unit) / squareRoot(unit * unit + tan * tan);
  return [cos, (tan * cos) >> shift];
}

function rotateColumns(m: bigint[][], p: number, q: number, c: bigint, s: bigint, shift: bigint): void {
  for (const row of m) [row[p], row[q]] = [(c * row[p]! - s * row[q]!) >> shift, (s * row[p]! + c * row[q]!) >> shift];
}

function rotateRows(m: bigint[][], p: number, q: number, c: bigint, s: bigint, shift: bigint): void {
  const [x, y] = [m[p]!, m[q]!];
  for (let j = 0; j < x.length; j++)
    [x[j], y[j]] = [(c * x[j]! - s * y[j]!) >> shift, (s * x[j]! + c * y[j]!) >> shift];
}

/** ⌊√n⌋ for n ≥ 0 by Newton's iteration from above, started from a double. */
export function squareRoot(n: bigint): bigint {
  if (n === 0n) return 0n;
  const excess = BigInt(Math.max(0, bitLength(n) - 100)) & ~1n;
  let x = (BigInt(Math.ceil(Math.sqrt(Number(n >> excess)) * (1 + 2 ** -50))) + 1n) << (excess / 2n);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}
