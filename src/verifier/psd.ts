/** Positive semidefiniteness and separated invariant subspaces: FORMAT.md, sections 4.3 and 4.4. */
import { Matrix, range } from './matrix.ts';
import type { Network } from './network.ts';
import type { Place } from './read.ts';
import { LIMITS } from './result.ts';

/** Reads a proof for a symmetric n × n matrix. What it returns says whether a matrix S of this size is shown to be positive semidefinite. */
export function readProof(place: Place, n: number): (S: Matrix) => boolean {
  place.demand(n <= LIMITS.coordinates, 'LIMIT', `${n} coordinates, limit ${LIMITS.coordinates}`);
  const isDominance = place.field('form').choice('sum-of-squares', 'dominance') === 'dominance';
  const list = place.field(isDominance ? 'index' : 'D');
  const rho = list.list().length;
  list.demand(rho <= n, 'SHAPE', `more than ${n} entries`);
  if (!isDominance) {
    const f = place.fields('form', 'D', 'L');
    const [D, L] = [f.D.vector(rho), f.L.matrix(n, rho)];
    place.charge(n * n * (rho + 1));
    return (S) => D.isPositive && S.equals(L.times(Matrix.diagonal(D), L.T));
  }
  const f = place.fields('form', 'index', 'scale', 'factor', 'kernel');
  const I = f.index.indices(rho, n);
  const [scale, F, T] = [f.scale.vector(rho), f.factor.triangle(rho), f.kernel.matrix(rho, n - rho)];
  place.charge(n * n * (rho + 1));
  const rest = range(n).filter((i) => !I.includes(i));
  // S[:,I]·T + S[:,Iᶜ] = 0: modulo the kernel of S, every vector is supported on I.
  const spans = (S: Matrix) => S.pick(undefined, I).times(T).plus(S.pick(undefined, rest)).isZero;
  return (S) => scale.isPositive && spans(S) && isDominant(S.pick(I, I), scale, F);
}

/** E = diag(scale)·N·diag(scale) − FFᵀ is diagonally dominant with diagonal ≥ 0; then N ⪰ 0 (Gershgorin). The entry (a,k) of F is at a(a+1)/2 + k. */
function isDominant(N: Matrix, scale: Matrix, F: Matrix): boolean {
  const n = N.rows;
  const factor = Matrix.build(n, n, F.den, (a, k) => (k <= a ? F.num[(a * (a + 1)) / 2 + k]! : 0n));
  const D = Matrix.diagonal(scale);
  const E = D.times(N, D).minus(factor.times(factor.T));
  const sums = E.absolute.times(Matrix.build(n, 1, 1n, () => 1n));
  return range(n).every((a) => 2n * E.at(a, a) * sums.den >= sums.at(a, 0) * E.den);
}

/**
 * Reads the fields of section 4.4; `columns` of p, where the kind of evidence says it. `traceOnP` shows that col p and
 * col q are invariant under Σ and that no eigenvalue on col q exceeds one on col p, and returns the trace of Σ on col p.
 */
export function readSplit(place: Place, net: Network, columns?: number) {
  const f = place.fields('kind', 'p', 'q', 'pInverse', 'qInverse', 'separation');
  const n = net.Y.rows;
  const k = columns ?? f.p.list(n)[0]?.list().length ?? 0;
  f.p.demand(k <= n, 'SHAPE', `more than ${n} columns`);
  const [p, q] = [f.p.matrix(n, k), f.q.matrix(n, n - k)];
  const [pInverse, qInverse] = [f.pInverse.matrix(k, k), f.qInverse.matrix(n - k, n - k)];
  place.charge(4 * n ** 3);

  let separate: (pp: Matrix, qq: Matrix, pSp: Matrix, qSq: Matrix) => void;
  if (f.separation.field('form').choice('threshold', 'kronecker') === 'threshold') {
    const s = f.separation.fields('form', 't', 'above', 'below');
    const [t, above, below] = [s.t.rational(), readProof(s.above, k), readProof(s.below, n - k)];
    separate = (pp, qq, pSp, qSq) => {
      s.above.demand(above(pSp.minus(pp.scaled(t))), 'SEPARATION', 'no proof that Σ is at least t on col p');
      s.below.demand(below(qq.scaled(t).minus(qSq)), 'SEPARATION', 'no proof that Σ is at most t on col q');
    };
  } else {
    const s = f.separation.fields('form', 'proof');
    const proof = readProof(s.proof, k * (n - k));
    separate = (pp, qq, pSp, qSq) =>
      s.proof.demand(proof(pSp.kronecker(qq).minus(pp.kronecker(qSq))), 'SEPARATION', 'no proof of separation');
  }

  const traceOnP = (sigma: Matrix) => {
    const [pp, qq] = [p.T.times(p), q.T.times(q)];
    f.pInverse.demand(pp.times(pInverse).isIdentity, 'SEPARATION', 'not the inverse of pᵀp');
    f.qInverse.demand(qq.times(qInverse).isIdentity, 'SEPARATION', 'not the inverse of qᵀq');
    f.q.demand(p.T.times(q).isZero, 'SEPARATION', 'p and q are not orthogonal');
    f.q.demand(p.T.times(sigma, q).isZero, 'SEPARATION', 'col p is not invariant under Σ');
    const pSp = p.T.times(sigma, p);
    separate(pp, qq, pSp, q.T.times(sigma, q));
    return pInverse.dot(pSp);
  };
  return { k, q, traceOnP };
}
