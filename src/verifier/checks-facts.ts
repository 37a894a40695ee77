/** Facts about the instance: FORMAT.md, section 4.1. */
import type { EvidenceReader } from './evidence.ts';
import { LOSSES } from './loss.ts';
import {
  add,
  addPolynomials,
  diagonal,
  equal,
  identity,
  isIdentity,
  isZero,
  type Matrix,
  multiply,
  multiplyPolynomials,
  type Polynomial,
  pick,
  scalar,
  scale,
  trace,
  transpose,
} from './matrix.ts';
import { demand, malformed } from './result.ts';

export const zeroGradient: EvidenceReader = (place) => {
  const { of } = place.fields('kind', 'of');
  of.choice('gradient');
  return { check: ({ net }) => demand(net.isCritical, 'ZERO', place.pointer, 'the gradient is not zero') };
};

/** Z·N[rows,cols] = I_r gives rank ≥ r; N = N[:,cols]·Z·N[rows,:] gives rank ≤ r. */
export const rankOf: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'of', 'rank', 'rows', 'cols', 'inverse');
  const name = f.of.text();
  const target = net.named.get(name) ?? malformed('ENUM', f.of.pointer, 'no matrix of this name');
  const rank = f.rank.natural();
  const rows = f.rows.indices(rank, target.rows);
  const cols = f.cols.indices(rank, target.cols);
  const Z = f.inverse.matrix(rank, rank);
  return {
    name,
    number: rank,
    check: (known) => {
      const N = target.matrix();
      demand(isIdentity(multiply(Z, pick(N, rows, cols))), 'RANK', f.inverse.pointer, 'not the inverse of the block');
      // With r rows or columns in all, the second identity says nothing new.
      const full = rank === Math.min(N.rows, N.cols);
      const factored = full || equal(N, multiply(pick(N, undefined, cols), multiply(Z, pick(N, rows))));
      demand(factored, 'RANK', f.rank.pointer, `the rank of ${name} is above ${rank}`);
      if (name === 'R') known.rank = rank;
    },
  };
};

export const lossIsConvex: EvidenceReader = (place) => {
  place.fields('kind');
  // Every loss of the table is convex and differentiable.
  const check: ReturnType<EvidenceReader>['check'] = ({ net }) =>
    demand(LOSSES.has(net.lossKind), 'HYPOTHESES', place.pointer, 'unknown loss');
  return { check };
};

/** The inequality itself is in the statement table. */
export const dimensions: EvidenceReader = (place) => {
  place.fields('kind');
  return { check: () => {} };
};

/** X = E·X[I,:] with X[I,:] of full row rank q. Sets Σ = M̃X̃Yᵀ = YX̃ᵀ(X̃X̃ᵀ)⁻¹X̃Yᵀ. */
export const leastSquares: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'rows', 'E', 'inverse');
  const q = f.rows.list().length;
  const rows = f.rows.indices(q, net.inputs);
  const E = f.E.matrix(net.inputs, q);
  const K = f.inverse.matrix(q, q);
  return {
    number: q,
    check: (known) => {
      const basis = pick(net.X, rows);
      demand(equal(net.X, multiply(E, basis)), 'LEAST_SQUARES', f.E.pointer, 'X is not E times its rows');
      const gram = multiply(basis, transpose(basis));
      demand(isIdentity(multiply(gram, K)), 'LEAST_SQUARES', f.inverse.pointer, 'not the inverse of X̃X̃ᵀ');
      const cross = multiply(net.Y, transpose(basis));
      known.sigma = multiply(cross, K, transpose(cross));
    },
  };
};

/** Coefficients of det(xI − S) from the constant term upwards, each 1 × 1 (Faddeev–LeVerrier). */
export function characteristicPolynomial(S: Matrix): Matrix[] {
  const n = S.rows;
  const c: Matrix[] = new Array(n + 1).fill(scalar(1n));
  let N = identity(n);
  for (let k = 1; k <= n; k++) {
    const SN = multiply(S, N);
    c[n - k] = scale(trace(SN), scalar(-1n, BigInt(k)));
    N = add(SN, scale(identity(n), c[n - k]!));
  }
  return c;
}

export const distinctSpectrum: EvidenceReader = (place, net) => {
  const n = net.outputs;
  if (place.field('form').choice('eigen', 'bezout') === 'eigen') {
    const f = place.fields('kind', 'form', 'values', 'vectors');
    const values = f.values.vector(n);
    const U = f.vectors.matrix(n, n);
    return {
      check: ({ sigma }) => {
        const eigen = equal(multiply(sigma!, U), multiply(U, diagonal(values)));
        demand(eigen, 'SPECTRUM', f.vectors.pointer, 'not eigenvectors of Σ');
        const filled = [...Array(n).keys()].every((j) => !isZero(pick(U, undefined, [j])));
        demand(filled, 'SPECTRUM', f.vectors.pointer, 'an eigenvector is zero');
        demand(new Set(values.num).size === n, 'SPECTRUM', f.values.pointer, 'two eigenvalues are equal');
      },
    };
  }
  const f = place.fields('kind', 'form', 'a', 'b');
  const [a, b] = [f.a, f.b].map((list): Polynomial => {
    const length = list.list().length;
    if (length > Math.max(n, 1)) malformed('SHAPE', list.pointer, `more than ${n} coefficients`);
    const vector = list.vector(length);
    return new Map(vector.num.map((x, k) => [k, scalar(x, vector.den)]));
  }) as [Polynomial, Polynomial];
  return {
    check: ({ sigma }) => {
      const p = characteristicPolynomial(sigma!);
      const derivative = p.map((c, k) => [k - 1, scale(c, scalar(BigInt(k)))] as const).slice(1);
      const sum = addPolynomials(
        multiplyPolynomials(a, new Map(p.entries())),
        multiplyPolynomials(b, new Map(derivative)),
      );
      const one = addPolynomials(sum, new Map([[0, scalar(1n)]]), -1n);
      demand([...one.values()].every(isZero), 'SPECTRUM', place.pointer, 'a·p + b·p′ is not 1');
    },
  };
};
