import { echelon, rank } from '../exact/elimination.ts';
import { complement, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { Network } from '../network/network.ts';
import { partialProducts } from '../network/network.ts';
import type { Domination, Polynomial } from './evidence.ts';

/** A polynomial in the entries of a perturbation: coefficients by the sorted indices of the variables, joined by commas. */
type Sparse = ReadonlyMap<string, Rational>;

/**
 * Near a point with R = B_jA_j = 0 and rank B_j + rank A_j = d_j (the largest sum there is), one entry of R′ = (B_j + β)(A_j + α) is bounded by
 * the others. Let row k of B_j and column l of A_j be zero, B_j[I,P] and A_j[U,J] invertible of sizes rank B_j and rank A_j, where U is the
 * complement of P (it can be, as col A_j = ker B_j). Let x be the signed maximal minors of B′[I∪k,P], so that xᵀB′[I∪k,P] = 0, and y those
 * of A′[U,J∪l], so that A′[U,J∪l]y = 0. Then xᵀR′[I∪k,J∪l]y = 0 identically: x_k·y_l·R′_kl = −Σ x_a·y_b·R′_ab. At α = β = 0 all x_a but x_k and all y_b but y_l vanish.
 * Undefined where there is no such entry: another rank, no zero row of B_j, or no zero column of A_j.
 */
export function domination(net: Network, j: number): Domination | undefined {
  const products = partialProducts(net);
  const [B, A] = [products.B[j]!, products.A[j]!];
  const [outputs, hidden, inputs] = [B.rows, B.cols, A.cols];
  if (!products.R.isZero() || rank(B) + rank(A) !== hidden) return undefined;
  const k = range(outputs).find((a) => B.row(a).isZero());
  const l = range(inputs).find((b) => A.col(b).isZero());
  if (k === undefined || l === undefined) return undefined;

  const { pivotRows: I, pivotCols: P } = echelon(B);
  const U = complement(hidden, P);
  const J = echelon(A.select(U, undefined)).pivotCols;
  const left = (a: number, s: number) => shifted(B.entry(a, s), hidden * inputs + a * hidden + s);
  const right = (s: number, b: number) => shifted(A.entry(s, b), s * inputs + b);
  // Columns of a square matrix by the hidden units, rows by the entry's own index.
  const rows = [...I, k];
  const cols = [...J, l];
  const x = nullVector(rows.map((a) => P.map((s) => left(a, s))));
  const y = nullVector(cols.map((b) => U.map((s) => right(s, b))));
  const top = times(x[I.length]!, y[J.length]!);
  const scale = Rational.one.div(top.get('')!);
  const multipliers = rows
    .flatMap((row, s) => cols.map((col, t) => ({ row, col, q: times(x[s]!, y[t]!) })))
    .filter(({ row, col, q }) => q.size > 0 && (row !== k || col !== l))
    .sort((p, q) => p.row - q.row || p.col - q.col)
    .map(({ row, col, q }) => ({ row, col, q: written(q, scale.neg()) }));
  return { row: k, col: l, common: written(top, scale), multipliers };
}

/** x with xᵀM = 0 for (n+1) × n matrices M: x_i = (−1)^i det(M without row i). */
const nullVector = (M: readonly (readonly Sparse[])[]): Sparse[] =>
  M.map((_, i) => {
    const minor = determinant(M.filter((_, row) => row !== i));
    return i % 2 === 0 ? minor : scaled(minor, new Rational(-1n));
  });

/** By the first column. */
function determinant(M: readonly (readonly Sparse[])[]): Sparse {
  if (M.length === 0) return new Map([['', Rational.one]]);
  return M.reduce<Sparse>((sum, row, i) => {
    const rest = determinant(M.filter((_, other) => other !== i).map((line) => line.slice(1)));
    return plus(sum, scaled(times(row[0]!, rest), new Rational(i % 2 === 0 ? 1n : -1n)));
  }, new Map());
}

/** constant + the variable with this index. */
function shifted(constant: Rational, index: number): Sparse {
  const out = new Map([[String(index), Rational.one]]);
  return constant.sign === 0 ? out : out.set('', constant);
}

const scaled = (p: Sparse, c: Rational): Sparse => new Map([...p].map(([key, x]) => [key, x.mul(c)]));

function plus(p: Sparse, q: Sparse): Sparse {
  const out = new Map(p);
  for (const [key, x] of q) {
    const sum = (out.get(key) ?? Rational.zero).add(x);
    if (sum.sign === 0) out.delete(key);
    else out.set(key, sum);
  }
  return out;
}

function times(p: Sparse, q: Sparse): Sparse {
  let out: Sparse = new Map();
  for (const [a, x] of p) {
    out = plus(out, new Map([...q].map(([b, y]) => [keyOf([...indices(a), ...indices(b)]), x.mul(y)])));
  }
  return out;
}

const indices = (key: string): number[] => (key === '' ? [] : key.split(',').map(Number));
const keyOf = (of: number[]): string => of.sort((a, b) => a - b).join(',');

/** c·p as certificates have it: shorter products first, then by the first index that differs. */
function written(p: Sparse, c: Rational): Polynomial {
  return [...p]
    .map(([key, x]) => ({ c: x.mul(c).toString(), of: indices(key) }))
    .sort(
      (s, t) => s.of.length - t.of.length || s.of[firstDifference(s.of, t.of)]! - t.of[firstDifference(s.of, t.of)]!,
    );
}

/** For different lists of one length. */
const firstDifference = (a: readonly number[], b: readonly number[]): number => a.findIndex((x, i) => x !== b[i]);
