/** Positive semidefiniteness and separated invariant subspaces: FORMAT.md, sections 4.3 and 4.4. */
import type { EvidenceReader } from './evidence.ts';
import {
  add,
  at,
  diagonal,
  equal,
  inner,
  isIdentity,
  isZero,
  lcm,
  type Matrix,
  multiply,
  scalar,
  scale,
  subtract,
  trace,
  transpose,
} from './matrix.ts';
import type { Network, Symmetric } from './network.ts';
import type { Place } from './read.ts';
import { demand, LIMITS, malformed, overLimit } from './result.ts';

/** Says whether a symmetric matrix of the size it was read for is shown to be positive semidefinite. */
type Proof = (S: Symmetric) => boolean;

const range = (n: number) => [...Array(n).keys()];

/** S = L·diag(D)·Lᵀ with D > 0, L of shape n × ρ. */
function sumOfSquares(S: Symmetric, L: Matrix, D: Matrix): boolean {
  const LD = multiply(L, diagonal(D));
  return range(S.size).every((i) => {
    const row = S.row(i);
    return range(i + 1).every((j) => {
      let sum = 0n;
      for (let k = 0; k < L.cols; k++) sum += at(LD, i, k) * at(L, j, k);
      return sum * S.den === row[j]! * LD.den * L.den;
    });
  });
}

/**
 * S[:,I]·T + S[:,Iᶜ] = 0, and E = diag(scale)·S[I,I]·diag(scale) − FFᵀ is diagonally dominant with diagonal ≥ 0.
 * Then S[I,I] ⪰ 0 (Gershgorin), and modulo the kernel of S every vector is supported on I.
 */
function dominance(S: Symmetric, I: readonly number[], scales: Matrix, F: Matrix, T: Matrix): boolean {
  const position = new Map(I.map((i, a) => [i, a]));
  const rest = range(S.size).filter((i) => !position.has(i));
  const [whole, factor] = [F.den * F.den, scales.den * scales.den * S.den];
  // excess[a] = E_aa − Σ_{b≠a} |E_ab|, over the common denominator whole·factor; E is symmetric.
  const excess = I.map(() => 0n);
  for (let i = 0; i < S.size; i++) {
    const row = S.row(i);
    for (const [c, column] of rest.entries()) {
      let sum = row[column]! * T.den;
      for (const [a, column] of I.entries()) sum += row[column]! * at(T, a, c);
      if (sum !== 0n) return false;
    }
    const a = position.get(i);
    for (let b = 0; a !== undefined && b <= a; b++) {
      let square = 0n;
      for (let k = 0; k <= b; k++) square += F.num[(a * (a + 1)) / 2 + k]! * F.num[(b * (b + 1)) / 2 + k]!;
      const entry = scales.num[a]! * row[I[b]!]! * scales.num[b]! * whole - square * factor;
      const size = entry < 0n ? -entry : entry;
      if (a === b) excess[a]! += entry;
      else {
        excess[a]! -= size;
        excess[b]! -= size;
      }
    }
  }
  return excess.every((x) => x >= 0n);
}

/** Reads a proof for a symmetric n × n matrix. */
function readProof(place: Place, n: number): Proof {
  if (n > LIMITS.coordinates) return overLimit(place.pointer, `${n} coordinates, limit ${LIMITS.coordinates}`);
  const positive = (v: Matrix) => v.num.every((x) => x > 0n);
  const form = place.field('form').choice('sum-of-squares', 'dominance');
  const list = place.field(form === 'dominance' ? 'index' : 'D');
  const rho = list.list().length;
  if (rho > n) malformed('SHAPE', list.pointer, `more than ${n} entries`);
  if (form === 'sum-of-squares') {
    const f = place.fields('form', 'D', 'L');
    const [D, L] = [f.D.vector(rho), f.L.matrix(n, rho)];
    return (S) => positive(D) && sumOfSquares(S, L, D);
  }
  const f = place.fields('form', 'index', 'scale', 'factor', 'kernel');
  const I = f.index.indices(rho, n);
  const [scales, F, T] = [f.scale.vector(rho), f.factor.triangle(rho), f.kernel.matrix(rho, n - rho)];
  return (S) => positive(scales) && dominance(S, I, scales, F, T);
}

export const hessianIsPsd: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'of', 'proof');
  f.of.choice('hessian');
  const proof = readProof(f.proof, net.coordinates);
  return {
    check: () => demand(proof(net.hessian()), 'PSD', f.proof.pointer, 'no proof that the Hessian is semidefinite'),
  };
};

const dense = (A: Matrix): Symmetric => ({
  size: A.rows,
  den: A.den,
  row: (i) => A.num.slice(i * A.cols, (i + 1) * A.cols),
});

/** a⊗b − c⊗d for symmetric a, c of one size and b, d of another. */
function kroneckerDifference(a: Matrix, b: Matrix, c: Matrix, d: Matrix): Symmetric {
  const [first, second] = [a.den * b.den, c.den * d.den];
  const den = lcm(first, second);
  const n = b.rows;
  return {
    size: a.rows * n,
    den,
    row: (index) => {
      const [i, k] = [Math.floor(index / n), index % n];
      return range(a.rows * n).map((other) => {
        const [j, l] = [Math.floor(other / n), other % n];
        return at(a, i, j) * at(b, k, l) * (den / first) - at(c, i, j) * at(d, k, l) * (den / second);
      });
    },
  };
}

/** The subspaces col p (dimension k) and col q = (col p)^⊥; `check` returns tr(pInverse·pᵀΣp), the trace of Σ on col p. */
interface Split {
  readonly k: number;
  readonly q: Matrix;
  check(sigma: Matrix): Matrix;
}

function readSplit(place: Place, net: Network, dimension?: number): Split {
  const f = place.fields('kind', 'p', 'q', 'pInverse', 'qInverse', 'separation');
  const n = net.outputs;
  const firstRow = f.p.list(n)[0];
  const k = dimension ?? (firstRow === undefined ? 0 : firstRow.list().length);
  if (k > n) malformed('SHAPE', f.p.pointer, `more than ${n} columns`);
  const [p, q] = [f.p.matrix(n, k), f.q.matrix(n, n - k)];
  const [pInverse, qInverse] = [f.pInverse.matrix(k, k), f.qInverse.matrix(n - k, n - k)];
  const holdsAt = (of: Place, holds: boolean, message: string) => demand(holds, 'SEPARATION', of.pointer, message);

  let separated: (pp: Matrix, qq: Matrix, pSp: Matrix, qSq: Matrix) => void;
  if (f.separation.field('form').choice('threshold', 'kronecker') === 'threshold') {
    const s = f.separation.fields('form', 't', 'above', 'below');
    const [t, above, below] = [s.t.rational(), readProof(s.above, k), readProof(s.below, n - k)];
    separated = (pp, qq, pSp, qSq) => {
      holdsAt(s.above, above(dense(subtract(pSp, scale(pp, t)))), 'no proof that Σ is at least t on col p');
      holdsAt(s.below, below(dense(subtract(scale(qq, t), qSq))), 'no proof that Σ is at most t on col q');
    };
  } else {
    const s = f.separation.fields('form', 'proof');
    const proof = readProof(s.proof, k * (n - k));
    separated = (pp, qq, pSp, qSq) =>
      holdsAt(s.proof, proof(kroneckerDifference(pSp, qq, pp, qSq)), 'no proof of separation');
  }
  return {
    k,
    q,
    check: (sigma) => {
      const [pt, qt] = [transpose(p), transpose(q)];
      const [pp, qq] = [multiply(pt, p), multiply(qt, q)];
      holdsAt(f.pInverse, isIdentity(multiply(pp, pInverse)), 'not the inverse of pᵀp');
      holdsAt(f.qInverse, isIdentity(multiply(qq, qInverse)), 'not the inverse of qᵀq');
      holdsAt(f.q, isZero(multiply(pt, q)), 'p and q are not orthogonal');
      holdsAt(f.q, isZero(multiply(pt, sigma, q)), 'col p is not invariant under Σ');
      const pSp = multiply(pt, sigma, p);
      separated(pp, qq, pSp, multiply(qt, sigma, q));
      return trace(multiply(pInverse, pSp));
    },
  };
}

/** L(W) equals the least value over matrices of rank ≤ d: ½(‖Y‖² − the sum of the d largest eigenvalues of Σ). */
export const kyFan: EvidenceReader = (place, net) => {
  const split = readSplit(place, net, net.d);
  return {
    check: ({ sigma }) => {
      const least = add(inner(net.Y, net.Y), split.check(sigma!), -1n);
      const attained = equal(net.value, multiply(scalar(1n, 2n), least));
      demand(attained, 'KY_FAN', place.pointer, 'L(W) is not the minimum over matrices of rank d');
    },
  };
};

/** col p = col R carries the largest eigenvalues of Σ, up to ties. */
export const prefix: EvidenceReader = (place, net) => {
  const split = readSplit(place, net);
  return {
    check: ({ sigma, rank }) => {
      demand(split.k === rank, 'SEPARATION', `${place.pointer}/p`, 'p has not rank R columns');
      const contained = isZero(multiply(transpose(split.q), net.R));
      demand(contained, 'SEPARATION', `${place.pointer}/q`, 'q is not orthogonal to R');
      split.check(sigma!);
    },
  };
};
