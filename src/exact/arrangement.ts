import { zeros } from './doubles.ts';
import { bigIntegers, type Integers, isSmall } from './integers.ts';
import { SmallIntegers } from './small-integers.ts';

/** aᵀ, for a of shape rows × cols. */
export function transposeOf(a: Integers, rows: number, cols: number): Integers {
  if (isSmall(a)) return new SmallIntegers(transposed(a.entries, zeros(rows * cols), rows, cols));
  return transposed(a, new Array<bigint>(rows * cols), rows, cols);
}

function transposed<A extends { [k: number]: unknown }>(
  from: { readonly [k: number]: A[number] },
  to: A,
  rows: number,
  cols: number,
): A {
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) to[j * rows + i] = from[i * cols + j]!;
  return to;
}

/** The entries of a matrix with `width` columns in these rows and columns. */
export function selectionOf(a: Integers, rows: readonly number[], cols: readonly number[], width: number): Integers {
  const n = rows.length * cols.length;
  if (isSmall(a)) return new SmallIntegers(selected(a.entries, zeros(n), rows, cols, width));
  return selected(a, new Array<bigint>(n), rows, cols, width);
}

function selected<A extends { [k: number]: unknown }>(
  from: { readonly [k: number]: A[number] },
  to: A,
  rows: readonly number[],
  cols: readonly number[],
  width: number,
): A {
  let at = 0;
  for (const i of rows) for (const j of cols) to[at++] = from[i * width + j]!;
  return to;
}

/** [a, b] for matrices with p and q columns. */
export function besideOf(a: Integers, p: number, b: Integers, q: number, rows: number): Integers {
  const n = rows * (p + q);
  if (isSmall(a) && isSmall(b)) return new SmallIntegers(joined(a.entries, p, b.entries, q, rows, zeros(n)));
  return joined(bigIntegers(a), p, bigIntegers(b), q, rows, new Array<bigint>(n));
}

function joined<A extends { [k: number]: unknown }>(
  left: { readonly [k: number]: A[number] },
  p: number,
  right: { readonly [k: number]: A[number] },
  q: number,
  rows: number,
  to: A,
): A {
  let at = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < p; j++) to[at++] = left[i * p + j]!;
    for (let j = 0; j < q; j++) to[at++] = right[i * q + j]!;
  }
  return to;
}
