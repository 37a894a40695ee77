import { bitLength } from './rational.ts';

/** Binary digits of the largest absolute value. */
export function longest(x: readonly bigint[]): number {
  let most = 0n;
  for (const value of x) {
    const size = value < 0n ? -value : value;
    if (size > most) most = size;
  }
  return bitLength(most);
}

/** The product of a (rows × inner) and b (inner × cols), row by row. */
export function multiplyIntegers(
  a: readonly bigint[],
  b: readonly bigint[],
  rows: number,
  inner: number,
  cols: number,
): bigint[] {
  if (Math.min(rows, inner, cols) >= SMALLEST_PACKED) {
    const bits = longest(a) + longest(b) + bitLength(BigInt(inner)) + 1;
    if (bits <= WIDEST_PACKED) {
      const width = 64 * Math.ceil(bits / 64);
      return multiplyPacked(a, b, rows, inner, cols, width);
    }
  }
  return multiplyPlainly(a, b, rows, inner, cols);
}

/** Measured: 5 times as fast at 32 rows and 128 bits; the same at 8 rows, or where products have 400 bits. */
const SMALLEST_PACKED = 10;
const WIDEST_PACKED = 256;

export function multiplyPlainly(
  a: readonly bigint[],
  b: readonly bigint[],
  rows: number,
  inner: number,
  cols: number,
): bigint[] {
  const out = new Array<bigint>(rows * cols).fill(0n);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a[i * inner + k]!;
      if (x === 0n) continue;
      for (let j = 0; j < cols; j++) {
        const y = b[k * cols + j]!;
        if (y !== 0n) out[i * cols + j]! += x * y;
      }
    }
  }
  return out;
}

/**
 * The same with each row of b packed into one long integer, Σ_j b_kj·2^{j·width} (Kronecker 1882): one product of long integers instead of
 * one for each column. All entries of the product, and of b, are below 2^{width−1}.
 */
export function multiplyPacked(
  a: readonly bigint[],
  b: readonly bigint[],
  rows: number,
  inner: number,
  cols: number,
  width: number,
): bigint[] {
  const packed: bigint[] = [];
  for (let k = 0; k < inner; k++) packed.push(pack(b, k * cols, (k + 1) * cols, width));
  const parts = words(a);
  const out = new Array<bigint>(rows * cols);
  for (let i = 0; i < rows; i++) {
    let row = 0n;
    for (const [n, part] of parts.entries()) {
      let sum = 0n;
      for (let k = 0; k < inner; k++) {
        const x = part[i * inner + k]!;
        if (x !== 0n) sum += x * packed[k]!;
      }
      row += sum << BigInt(64 * n);
    }
    unpack(row, cols, width, out, i * cols);
  }
  return out;
}

/** x = Σ_n part_n·2^{64n} with |part_n| ≤ 2⁶³: products by a single word are by far the fastest of the engine. */
function words(x: readonly bigint[]): bigint[][] {
  const parts: bigint[][] = [];
  for (let rest = x; rest.some((value) => value !== 0n); ) {
    const part = rest.map((value) => BigInt.asIntN(64, value));
    rest = rest.map((value, k) => (value - part[k]!) >> 64n);
    parts.push(part);
  }
  return parts;
}

function pack(v: readonly bigint[], from: number, to: number, width: number): bigint {
  if (to - from === 1) return v[from]!;
  const middle = (from + to) >> 1;
  return pack(v, from, middle, width) + (pack(v, middle, to, width) << BigInt(width * (middle - from)));
}

/** Σ_{j<h} of entries below 2^{width−1} is below 2^{h·width−1}: the lower half is the residue next to 0. */
function unpack(x: bigint, n: number, width: number, out: bigint[], at: number): void {
  if (n === 1) {
    out[at] = x;
    return;
  }
  const half = n >> 1;
  const low = BigInt.asIntN(width * half, x);
  unpack(low, half, width, out, at);
  unpack((x - low) >> BigInt(width * half), n - half, width, out, at + half);
}
