/**
 * Cholesky's factor of a symmetric matrix of doubles, n × n, row by row, in place: the lower triangle becomes the factor, the rest stays. False, and unfinished,
 * where a pivot is not positive.
 */
export function factorize(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = a[i * n + j]!;
      for (let k = 0; k < j; k++) s -= a[i * n + k]! * a[j * n + k]!;
      if (j < i) a[i * n + j] = s / a[j * n + j]!;
      else if (s > 0) a[i * n + i] = Math.sqrt(s);
      else return false;
    }
  }
  return true;
}
