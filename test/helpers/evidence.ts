import type { EvidenceOf, PsdProof, RankByInverse, Rows, Subspaces, Texts } from '../../src/evidence/evidence.ts';
import { inverse, kernel } from '../../src/exact/elimination.ts';
import { complement, Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import type { Instance } from '../../src/network/instance.ts';
import * as N from './naive.ts';
import { must } from './property.ts';

/** The identities of FORMAT.md, section 4, recomputed from the emitted JSON. Each throws, naming what fails; true otherwise. */

export const read = (rows: Rows, r: number, c: number): Matrix => {
  must(rows.length === r && rows.every((row) => row.length === c), `shape ${r} × ${c}`);
  const m = Matrix.fromRows(rows, c);
  must(JSON.stringify(m.toRows()) === JSON.stringify(rows), 'canonical numbers');
  return m;
};
const numbers = (t: Texts): Rational[] => t.map((x) => Rational.parse(x));
const increasing = (set: readonly number[], n: number): boolean =>
  set.every((x, k) => Number.isInteger(x) && x >= 0 && x < n && (k === 0 || set[k - 1]! < x));
const isIdentity = (m: Matrix): boolean => m.equals(Matrix.identity(m.rows));

export function checkRank(e: RankByInverse, n: Matrix): true {
  const { rank: r, rows, cols } = e;
  must(rows.length === r && cols.length === r, 'r rows and columns');
  must(increasing(rows, n.rows) && increasing(cols, n.cols), 'index sets');
  const z = read(e.inverse, r, r);
  must(isIdentity(z.mul(n.select(rows, cols))), 'Z·N[rows,cols] = I');
  must(n.select(undefined, cols).mul(z).mul(n.select(rows, undefined)).equals(n), 'N = N[:,cols]·Z·N[rows,:]');
  return true;
}

/** Returns what the evidence makes known: M̃ and Σ. */
export function checkLeastSquares(
  e: EvidenceOf<'least-squares'>,
  X: Matrix,
  Y: Matrix,
): { E: Matrix; M: Matrix; sigma: Matrix } {
  const q = e.rows.length;
  must(increasing(e.rows, X.rows), 'index set');
  const E = read(e.E, X.rows, q);
  const K = read(e.inverse, q, q);
  const small = X.select(e.rows, undefined);
  must(E.mul(small).equals(X), 'X = E·X̃');
  must(isIdentity(small.mul(small.transpose()).mul(K)), 'X̃X̃ᵀ·K = I');
  const M = Y.mul(small.transpose()).mul(K);
  return { E, M, sigma: M.mul(small).mul(Y.transpose()) };
}

export function checkPsd(proof: PsdProof, h: Matrix): true {
  const n = h.rows;
  if (proof.form === 'sum-of-squares') {
    const D = numbers(proof.D);
    const L = read(proof.L, n, D.length);
    must(
      D.every((d) => d.sign > 0),
      'D > 0',
    );
    must(L.mul(Matrix.diagonal(D)).mul(L.transpose()).equals(h), 'H = L·diag(D)·Lᵀ');
    return true;
  }
  const { index } = proof;
  const r = index.length;
  must(increasing(index, n), 'index set');
  const scale = numbers(proof.scale);
  must(scale.length === r && scale.every((s) => s.sign > 0), 'scale > 0');
  must(proof.factor.length === r && proof.factor.every((row, k) => row.length === k + 1), 'F lower triangular');
  const F = Matrix.of(r, r, (i, j) => (j <= i ? Rational.parse(proof.factor[i]![j]!) : Rational.zero));
  const T = read(proof.kernel, r, n - r);
  must(
    h
      .select(undefined, index)
      .mul(T)
      .add(h.select(undefined, complement(n, index)))
      .isZero(),
    'H[:,I]·T + H[:,Iᶜ] = 0',
  );
  const S = Matrix.diagonal(scale);
  const rest = S.mul(h.select(index, index)).mul(S).sub(F.mul(F.transpose()));
  for (const i of range(r)) {
    const off = range(r)
      .filter((j) => j !== i)
      .map((j) => rest.entry(i, j))
      .reduce((s, x) => s.add(x.sign < 0 ? x.neg() : x), Rational.zero);
    must(rest.entry(i, i).compare(off) >= 0, 'diagonal dominance');
  }
  return true;
}

/** Section 4.4; p has k columns. */
export function checkSubspaces(e: Subspaces, sigma: Matrix, k: number): { p: Matrix; q: Matrix; pInverse: Matrix } {
  const n = sigma.rows;
  const [p, q] = [read(e.p, n, k), read(e.q, n, n - k)];
  const [pInverse, qInverse] = [read(e.pInverse, k, k), read(e.qInverse, n - k, n - k)];
  const [g, h] = [p.transpose().mul(p), q.transpose().mul(q)];
  must(isIdentity(g.mul(pInverse)), 'pᵀp·pInverse = I');
  must(isIdentity(h.mul(qInverse)), 'qᵀq·qInverse = I');
  must(p.transpose().mul(q).isZero(), 'pᵀq = 0');
  must(p.transpose().mul(sigma).mul(q).isZero(), 'pᵀΣq = 0');
  const [a, b] = [p.transpose().mul(sigma).mul(p), q.transpose().mul(sigma).mul(q)];
  if (e.separation.form === 'threshold') {
    const t = Rational.parse(e.separation.t);
    checkPsd(e.separation.above, a.sub(g.scale(t)));
    checkPsd(e.separation.below, h.scale(t).sub(b));
  } else {
    checkPsd(e.separation.proof, a.kron(h).sub(g.kron(b)));
  }
  return { p, q, pInverse };
}

/** W_H⋯W_1 from the left, G = (RX − Y)Xᵀ. */
function productAndGradient(it: Instance): { R: Matrix; G: Matrix } {
  const R = [...it.weights].reverse().reduce((product, w) => product.mul(w));
  return { R, G: R.mul(it.X).sub(it.Y).mul(it.X.transpose()) };
}

/**
 * 4.2 and 4.6, with Σ_XX = XXᵀ. What it shows is computed in another way, too: with Σ = ỸỸᵀ for the projection Ỹ of Y on the row space of X, and a
 * basis q of the complement of col R, Σ ⪰ t on col R and Σ ⪯ t on col q by exact inertia, and 2L(W) = ‖Y‖² − tr PΣ.
 */
export function checkLeading(e: EvidenceOf<'leading'>, it: Instance): true {
  const { R, G } = productAndGradient(it);
  const t = Rational.parse(e.t);
  must(t.toString() === e.t && t.sign > 0, 't > 0');
  must(increasing(e.columns, R.cols), 'index set');
  const p = R.select(undefined, e.columns);
  must(N.rankOf(p) === e.columns.length && N.rankOf(R) === e.columns.length, 'the columns are a basis of col R');
  must(R.transpose().mul(G).isZero(), 'RᵀG = 0');
  must(G.mul(R.transpose()).isZero(), 'GRᵀ = 0');
  const Sxx = it.X.mul(it.X.transpose());
  const S = R.mul(Sxx).mul(R.transpose());
  const gram = p.transpose().mul(p);
  checkPsd(e.above, p.transpose().mul(S).mul(p).sub(gram.scale(t)));
  checkPsd(e.below, Sxx.scale(t).sub(G.transpose().mul(G)));

  const rows = N.rref(N.naive(it.X.transpose())).pivots;
  const small = it.X.select(rows, undefined);
  const seen = it.Y.mul(small.transpose());
  const sigma = seen.mul(inverse(small.mul(small.transpose()))!).mul(seen.transpose());
  const q = kernel(p.transpose());
  const compressed = (b: Matrix) => b.transpose().mul(sigma).mul(b).sub(b.transpose().mul(b).scale(t));
  must(p.transpose().mul(sigma).mul(q).isZero(), 'PΣ = ΣP');
  must(inertia(compressed(p)).negative === 0, 'Σ ⪰ t on col R');
  must(inertia(compressed(q)).positive === 0, 'Σ ⪯ t on its complement');
  const fitted = inverse(gram)!.mul(p.transpose()).mul(sigma).mul(p).trace();
  const residual = R.mul(it.X).sub(it.Y);
  must(residual.dot(residual).equals(it.Y.dot(it.Y).sub(fitted)), '2L(W) = ‖Y‖² − tr PΣ');
  return true;
}

/** 4.2, by products and ranks one fraction at a time: every pivot is tightened. */
export function checkSquareCompletion(it: Instance): true {
  const { R, G } = productAndGradient(it);
  const H = it.weights.length;
  const product = (from: number, to: number, identity: number) =>
    it.weights.slice(from - 1, to).reduce((m, w) => N.mul(N.naive(w), m), N.naive(Matrix.identity(identity)));
  for (const i of range(H + 1).slice(2)) {
    for (const j of range(i).slice(1)) {
      const after = product(i + 1, H, it.widths[i]!);
      const before = product(1, j - 1, it.widths[0]!);
      const outer = N.mul(N.mul(N.transpose(after), N.naive(G)), N.transpose(before));
      const inner = product(j + 1, i - 1, it.widths[j]!);
      const vanishes = outer.at.every((row) => row.every((x) => x.sign === 0));
      must(vanishes || N.rref(inner).pivots.length === N.rankOf(R), `the pivot (${i},${j}) is tightened`);
    }
  }
  return true;
}

/** Coefficients of L(W(t)) − L(W) at t, …, t^limit, entry by entry with polynomials of fractions. */
export function lossChanges(
  it: Instance,
  terms: readonly { layer: number; power: number; matrix: Rows }[],
  limit: number,
): Rational[] {
  type Poly = Rational[];
  const times = (a: Poly, b: Poly): Poly => {
    const out: Poly = [];
    for (const [i, x] of a.entries()) {
      if (x.sign === 0) continue;
      for (const [j, y] of b.entries())
        if (i + j <= limit && y.sign !== 0) out[i + j] = (out[i + j] ?? Rational.zero).add(x.mul(y));
    }
    return Array.from(out, (x) => x ?? Rational.zero);
  };
  const plus = (a: Poly, b: Poly): Poly =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, k) => (a[k] ?? Rational.zero).add(b[k] ?? Rational.zero));
  let product: Poly[][] = it.X.toRows().map((row) => row.map((x) => [Rational.parse(x)]));
  for (const [k, w] of it.weights.entries()) {
    const mine = terms.filter((t) => t.layer === k + 1);
    const entry = (i: number, j: number): Poly => {
      const out: Poly = [w.entry(i, j)];
      for (const t of mine) {
        while (out.length <= t.power) out.push(Rational.zero);
        out[t.power] = out[t.power]!.add(Rational.parse(t.matrix[i]![j]!));
      }
      return out;
    };
    const before = product;
    product = range(w.rows).map((i) =>
      range(it.X.cols).map((s) =>
        range(w.cols).reduce<Poly>((sum, j) => plus(sum, times(entry(i, j), before[j]![s]!)), []),
      ),
    );
  }
  let total: Poly = [];
  for (const [i, row] of product.entries()) {
    for (const [s, p] of row.entries()) {
      const residual = plus(p, [it.Y.entry(i, s).neg()]);
      total = plus(total, times(residual, residual));
    }
  }
  return range(limit).map((k) => (total[k + 1] ?? Rational.zero).div(new Rational(2n)));
}

/** FORMAT.md: sorted entries, no zero matrix, the first `order − 1` coefficients 0, then the right sign. */
export function checkCurve(e: EvidenceOf<'descent-curve' | 'ascent-curve'>, it: Instance): true {
  const { order, curve } = e;
  must(Number.isInteger(order) && order >= 1, 'order ≥ 1');
  must(curve.length > 0, 'a curve moves');
  for (const [k, t] of curve.entries()) {
    const w = it.weights[t.layer - 1];
    must(w !== undefined, 'layers 1..H');
    must(!read(t.matrix, w!.rows, w!.cols).isZero(), 'no zero matrix');
    must(Number.isInteger(t.power) && t.power >= 1, 'power ≥ 1');
    const last = curve[k - 1];
    must(
      !last || last.layer < t.layer || (last.layer === t.layer && last.power < t.power),
      'sorted by layer, then power',
    );
  }
  const changes = lossChanges(it, curve, order);
  must(
    changes.slice(0, order - 1).every((c) => c.sign === 0),
    'lower coefficients are 0',
  );
  must(changes[order - 1]!.sign === (e.kind === 'descent-curve' ? -1 : 1), 'the sign of the first change');
  return true;
}

/** D²L[V, V], as twice the coefficient of t² along W + tV. */
export function curvature(it: Instance, V: readonly Rows[]): Rational {
  const terms = V.map((matrix, k) => ({ layer: k + 1, power: 1, matrix }));
  return lossChanges(it, terms, 2)[1]!.mul(new Rational(2n));
}
