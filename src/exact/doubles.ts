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
 * inner·max|a|·max|b| < 2⁵³. Four columns at a time.
 */
export function multiply(a: Float64Array, b: Float64Array, rows: number, inner: number, cols: number): Float64Array {
  const out = zeros(rows * cols);
  for (let i = 0; i < rows; i++) {
    const from = i * inner;
    let j = 0;
    for (; j + 4 <= cols; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0, t = j; k < inner; k++, t += cols) {
        const x = a[from + k]!;
        s0 += x * b[t]!;
        s1 += x * b[t + 1]!;
        s2 += x * b[t + 2]!;
        s3 += x * b[t + 3]!;
      }
      const at = i * cols + j;
      out[at] = s0;
      out[at + 1] = s1;
      out[at + 2] = s2;
      out[at + 3] = s3;
    }
    for (; j < cols; j++) {
      let s = 0;
      for (let k = 0, t = j; k < inner; k++, t += cols) s += a[from + k]! * b[t]!;
      out[i * cols + j] = s;
    }
  }
  return out;
}
