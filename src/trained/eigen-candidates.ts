import { inverse } from '../exact/elimination.ts';
import { complement, Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { type Eigenframe, layersIn } from './eigenframe.ts';
import type { CriticalWeights } from './rational-candidates.ts';
import { normAbove, rounded, squaredNorm } from './rounding.ts';
import { vanishing } from './vanishing.ts';

/** The layers of an instance in eigen-coordinates; at least two. */
export function layersInFrame({ instance, vectors, inverse: toInputs }: Eigenframe): Matrix[] {
  const last = instance.weights.length - 1;
  return instance.weights.map((w, k) => (k === 0 ? w.mul(toInputs) : k === last ? vectors.transpose().mul(w) : w));
}

/**
 * The sets S that are tried for layers in eigen-coordinates: at a critical point R = diag(1_S)·[I, 0] there, so the k with R_kk > ½, and all sets that
 * differ from these in at most one index. At least one element, fewer than d_H, at most `bottleneck`. Indices from 0.
 */
export function candidateSets(layers: readonly Matrix[], outputs: number, bottleneck: number): number[][] {
  const R = layers.slice(1).reduce((product, w) => w.mul(product), layers[0]!);
  const half = new Rational(1n, 2n);
  const near = range(outputs).filter((k) => R.entry(k, k).compare(half) > 0);
  const toggled = range(outputs).map((k) =>
    near.includes(k) ? near.filter((i) => i !== k) : [...near, k].sort((a, b) => a - b),
  );
  return [near, ...toggled].filter((S) => S.length >= 1 && S.length < outputs && S.length <= bottleneck);
}

/**
 * A critical point with R = diag(1_S)·[I, 0] near given layers W in eigen-coordinates, r = |S|, E_S the columns S of the identity.
 * Let P_1 = W_1E_S, P_h = W_hP_{h−1}, Q_{H−1} = E_SᵀW_H, Q_{h−1} = Q_hW_h: at such a point Q_hP_h = I, and for any P, Q with Q_hP_h = I the layers
 *
 *     P_hQ_{h−1} + Π_hW_hΠ_{h−1},   Π_h = I − P_hQ_h,   P_H = E_S, Q_0 = E_Sᵀ,
 *
 * have the product E_SE_Sᵀ + Π_HW_HΠ_{H−1}⋯Π_1W_1Π_0. The second parts are the Z_h. For r < min d_i two of them have to vanish, the first one on the
 * columns that Σ_XY sees; for r = min d_i one Π_h is 0. Numbers are multiples of 2^−bits, or quotients of such.
 * Undefined where E_SᵀRE_S is singular.
 */
export function criticalNear(
  frame: Eigenframe,
  layers: readonly Matrix[],
  S: readonly number[],
  bits: number,
): CriticalWeights | undefined {
  const { widths } = frame.instance;
  const [inputs, outputs, H] = [widths[0]!, widths[widths.length - 1]!, layers.length];
  const [P, Q] = frames(frame, layers, S, bits) ?? [];
  if (!P || !Q) return undefined;
  const outside = range(H + 1).map((h) => Matrix.identity(widths[h]!).sub(P[h]!.mul(Q[h]!)).reduced());
  const main = range(H).map((k) => P[k + 1]!.mul(Q[k]!));
  const rest = layers.map((w, k) => outside[k + 1]!.mul(rounded(w, bits)).mul(outside[k]!));
  const indices = S.map((k) => k + 1);
  const add = (parts: readonly Matrix[]) => main.map((w, k) => w.add(parts[k]!));
  if (S.length === Math.min(...widths)) return { weights: add(rest), S: indices, pattern: null };

  // The columns of Z_1 that Σ_XY does not see are free; they are a part of their own.
  const [seen, unseen] = [range(outputs), range(inputs).slice(outputs)];
  const only = (m: Matrix, cols: readonly number[]) => m.mul(selector(m.cols, cols));
  const parts = [only(rest[0]!, seen), ...rest.slice(1), only(rest[0]!, unseen)];
  const placed = (k: number) =>
    range(H).map((h) => (h === k % H ? parts[k]! : Matrix.zeros(rest[h]!.rows, rest[h]!.cols)));
  const sizes = parts.map((_, k) => Math.sqrt(squaredNorm(...layersIn(frame.vectors, frame, placed(k))).toDouble()));
  const around = layersIn(frame.vectors, frame, add(rest)).map((w, k) => w.sub(frame.instance.weights[k]!));
  const zero = vanishing(sizes.slice(0, H), normAbove(...around).toDouble());
  const limit = Math.max(...zero.map((k) => sizes[k]!));
  const kept = parts.map((m, k) =>
    (k === H ? sizes[k]! <= limit : zero.includes(k)) ? Matrix.zeros(m.rows, m.cols) : m,
  );
  const Z = [kept[0]!.add(kept[H]!), ...kept.slice(1, H)];
  return { weights: add(Z), S: indices, pattern: zero.map((k) => k + 1) };
}

/** diag with ones at the given places. */
const selector = (n: number, places: readonly number[]): Matrix =>
  Matrix.build(n, n, (i, j) => (i === j && places.includes(i) ? 1n : 0n));

/** P_0, …, P_H and Q_0, …, Q_H with Q_hP_h = I exactly. The deviation of E_SᵀRE_S from I is shared by the first and the last layer. */
function frames(
  frame: Eigenframe,
  layers: readonly Matrix[],
  S: readonly number[],
  bits: number,
): [Matrix[], Matrix[]] | undefined {
  const H = layers.length;
  const ES = selectColumns(frame.instance.widths[H]!, S);
  const E0 = selectColumns(frame.instance.widths[0]!, S);
  const working = 2 * bits + 64;
  const P = [E0];
  for (const w of layers.slice(0, -1)) P.push(rounded(w.mul(P[P.length - 1]!), working));
  const Q: Matrix[] = new Array(H);
  Q[H - 1] = layers[H - 1]!.select(S, undefined);
  for (let h = H - 1; h >= 2; h--) Q[h - 1] = rounded(Q[h]!.mul(layers[h - 1]!), working);
  const K = inverse(Q[1]!.mul(P[1]!));
  if (!K) return undefined;
  const I = Matrix.identity(S.length);
  const correction = I.add(K.sub(I).scale(shareOfFirst(frame, P[1]!, Q[H - 1]!, S)));
  const reverse = inverse(correction);
  const pairs =
    reverse && range(H - 1).map((k) => dual(P[k + 1]!.mul(correction), reverse.mul(K).mul(Q[k + 1]!), bits));
  if (!pairs || pairs.some((pair) => !pair)) return undefined;
  return [
    [E0, ...pairs.map((pair) => pair![0]), ES],
    [E0.transpose(), ...pairs.map((pair) => pair![1]), ES.transpose()],
  ];
}

/** ‖W_H‖²/(‖W_1‖² + ‖W_H‖²) on the indices S: so a change of R is divided where its two parts are to be least. A proposal. */
function shareOfFirst({ vectors, M }: Eigenframe, p: Matrix, q: Matrix, S: readonly number[]): Rational {
  const first = squaredNorm(p.mul(vectors.select(undefined, S).transpose().mul(M))).toDouble();
  const last = squaredNorm(q).toDouble();
  return Rational.fromDouble(Math.round(1024 * (last / (first + last) || 0)) / 1024);
}

const selectColumns = (n: number, S: readonly number[]): Matrix => Matrix.identity(n).select(undefined, S);

/** P and Q rounded, and Q changed in r columns so that QP = I exactly: those where P has large and independent rows. */
function dual(p: Matrix, q: Matrix, bits: number): [Matrix, Matrix] | undefined {
  const [P, Q] = [rounded(p, bits), rounded(q, bits)];
  const I = independentRows(P);
  const block = inverse(P.select(I, undefined));
  if (!block) return undefined;
  const others = complement(P.rows, I);
  const rest = Matrix.identity(P.cols).sub(Q.select(undefined, others).mul(P.select(others, undefined)));
  const own = rest.mul(block);
  return [P, Matrix.of(Q.rows, Q.cols, (i, j) => (I.includes(j) ? own.entry(i, I.indexOf(j)) : Q.entry(i, j)))];
}

/** r rows of an n × r matrix, one after the other the longest one orthogonally to those before; in doubles, as a proposal. Increasing. */
function independentRows(p: Matrix): number[] {
  let rows = p.toDoubles();
  const chosen: number[] = [];
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);
  for (const _ of range(p.cols)) {
    const best = complement(p.rows, chosen).reduce((i, j) =>
      dot(rows[j]!, rows[j]!) > dot(rows[i]!, rows[i]!) ? j : i,
    );
    chosen.push(best);
    const axis = rows[best]!;
    const length = dot(axis, axis);
    rows = rows.map((row) => row.map((x, k) => x - (dot(row, axis) / length) * axis[k]!));
  }
  return chosen.sort((a, b) => a - b);
}
