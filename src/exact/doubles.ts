/** Small arrays share buffers of this many bytes: a buffer of its own costs more than the arithmetic on a small matrix. */
const SHARED = 1 << 14;
const LARGEST_SHARED = SHARED / 8;

let buffer = new ArrayBuffer(SHARED);
let used = 0;

/** An array of n zeros. */
export function zeros(n: number): Float64Array {
  const bytes = n * Float64Array.BYTES_PER_ELEMENT;
  if (bytes > LARGEST_SHARED) return new Float64Array(n);
  if (used + bytes > SHARED) {
    buffer = new ArrayBuffer(SHARED);
    used = 0;
  }
  const cut = new Float64Array(buffer, used, n);
  used += bytes;
  return cut;
}

/**
 * The product of a (rows × inner) and b (inner × cols), row by row, in plain double arithmetic: exact as long as the entries are integers and
 * inner·max|a|·max|b| < 2⁵³. Two rows and four columns at a time.
 */
export function multiply(a: Float64Array, b: Float64Array, rows: number, inner: number, cols: number): Float64Array {
  const out = zeros(rows * cols);
  const paired = rows - (rows % 2);
  for (let i = 0; i < paired; i += 2) {
    const from = i * inner;
    const next = from + inner;
    let j = 0;
    for (; j + 4 <= cols; j += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      let [r0, r1, r2, r3] = [0, 0, 0, 0];
      for (let k = 0, t = j; k < inner; k++, t += cols) {
        const x = a[from + k]!;
        const y = a[next + k]!;
        const b0 = b[t]!;
        const b1 = b[t + 1]!;
        const b2 = b[t + 2]!;
        const b3 = b[t + 3]!;
        s0 += x * b0;
        s1 += x * b1;
        s2 += x * b2;
        s3 += x * b3;
        r0 += y * b0;
        r1 += y * b1;
        r2 += y * b2;
        r3 += y * b3;
      }
      const at = i * cols + j;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
      out[at + cols] = r0;
      out[at + cols + 1] = r1;
      out[at + cols + 2] = r2;
      out[at + cols + 3] = r3;
    }
    for (; j < cols; j++) {
      out[i * cols + j] = entry(a, b, from, inner, j, cols);
      out[(i + 1) * cols + j] = entry(a, b, next, inner, j, cols);
    }
  }
  if (paired < rows) {
    for (let j = 0; j < cols; j++) out[paired * cols + j] = entry(a, b, paired * inner, inner, j, cols);
  }
  return out;
}

/** The row of a at `from` times column j of b. */
function entry(a: Float64Array, b: Float64Array, from: number, inner: number, j: number, cols: number): number {
  let s = 0;
  for (let k = 0, t = j; k < inner; k++, t += cols) s += a[from + k]! * b[t]!;
  return s;
}
