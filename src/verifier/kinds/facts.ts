/** Facts about the instance: FORMAT.md, section 4.1. */
import { addPolynomials, constant, Matrix, multiplyPolynomials, type Polynomial, range, vanishes } from '../matrix.ts';
import { hasRank, minorsWork } from '../modular.ts';
import type { Place } from '../read.ts';
import { chargeBalance } from './balance.ts';
import { chargeParts, gradientWork, nothingToCheck, type Reader } from './kind.ts';

/** Without these fields, `rank` has its short form. */
const BY_INVERSE = ['rows', 'cols', 'inverse'] as const;

export const facts: Record<string, Reader> = {
  zero(place, net) {
    place.fields('kind', 'of').of.choice('gradient');
    place.charge(gradientWork(net.widths));
    if (net.loss.mu) chargeBalance(place, net);
    chargeParts(place, net);
    return () => place.demand(net.isCritical(), 'ZERO', 'the gradient is not zero');
  },
  rank(place, net) {
    const isRobust = net.isVertex === true && /^(outer|right-sigma)/.test(place.field('of').text());
    const isShort = !isRobust && BY_INVERSE.every((name) => !place.has(name));
    const more = [isShort ? [] : BY_INVERSE, isRobust ? (['kernel'] as const) : []].flat();
    const f = place.fields('kind', 'of', 'rank', ...more);
    const name = f.of.text();
    const [height, width, matrix, work] = net.named().get(name) ?? f.of.fail('ENUM', 'no matrix of this name');
    const r = f.rank.natural();
    if (isShort) {
      place.charge(work + minorsWork(height, width));
      return ({ ranks }) => {
        f.rank.demand(hasRank(place, matrix(), r), 'RANK', `the rank of ${name} is not ${r}`);
        ranks.set(name, r);
      };
    }
    const [rows, cols] = [f.rows.indices(r, height), f.cols.indices(r, width)];
    const Z = f.inverse.matrix(r, r);
    if (isRobust) {
      const T = f.kernel.value === null ? undefined : f.kernel.matrix(r, width - r);
      place.charge(work + r ** 3 + height * r * width);
      return ({ ranks, ranksAtLeast }) => {
        const N = matrix();
        f.inverse.demand(isNearIdentity(N.pick(rows, cols).times(Z)), 'RANK', 'not near the inverse of the block');
        if (!T) ranksAtLeast!.set(name, r);
        if (!T) return;
        const rest = range(width).filter((j) => !cols.includes(j));
        const spans = N.pick(undefined, cols).times(T).plus(N.pick(undefined, rest)).isZero;
        f.kernel.demand(spans, 'RANK', 'the other columns are not combinations of these');
        ranks.set(name, r);
      };
    }
    // With r rows or columns in all, the factorization says nothing new.
    const full = r === Math.min(height, width);
    place.charge(work + r ** 3 + (full ? 0 : r * width * (r + height)));
    return ({ ranks }) => {
      const N = matrix();
      f.inverse.demand(Z.times(N.pick(rows, cols)).isIdentity, 'RANK', 'not the inverse of the block');
      const factored = full || N.equals(N.pick(undefined, cols).times(Z.times(N.pick(rows))));
      f.rank.demand(factored, 'RANK', `the rank of ${name} is above ${r}`);
      ranks.set(name, r);
    };
  },
  loss: nothingToCheck,
  dimensions: nothingToCheck,
  'least-squares'(place, net) {
    const f = place.fields('kind', 'rows', 'E', 'inverse');
    const q = f.rows.list().length;
    const rows = f.rows.indices(q, net.X.rows);
    const [E, K] = [f.E.matrix(net.X.rows, q), f.inverse.matrix(q, q)];
    const n = net.Y.rows;
    place.charge(q * net.X.cols * (net.X.rows + q + n) + (q + n) ** 2 * q);
    return (known) => {
      const basis = net.X.pick(rows);
      f.E.demand(net.X.equals(E.times(basis)), 'LEAST_SQUARES', 'X is not E times its rows');
      const gram = basis.times(basis.T);
      f.inverse.demand(gram.times(K).isIdentity, 'LEAST_SQUARES', 'not the inverse of X̃X̃ᵀ');
      const cross = net.Y.times(basis.T);
      known.leastSquares = { E, M: cross.times(K) };
      known.sigma = known.leastSquares.M.times(cross.T);
      known.ranks.set('X', q);
    };
  },
  'distinct-spectrum'(place, net) {
    const n = net.Y.rows;
    if (place.field('form').choice('eigen', 'bezout') === 'eigen') {
      const f = place.fields('kind', 'form', 'values', 'vectors');
      const [values, U] = [f.values.vector(n), f.vectors.matrix(n, n)];
      place.charge(2 * n ** 3);
      return (known) => {
        const sigma = known.sigma;
        f.vectors.demand(sigma!.times(U).equals(U.times(Matrix.diagonal(values))), 'SPECTRUM', 'not eigenvectors of Σ');
        f.vectors.demand(!range(n).some((j) => U.pick(undefined, [j]).isZero), 'SPECTRUM', 'an eigenvector is zero');
        f.values.demand(new Set(values.num).size === n, 'SPECTRUM', 'two eigenvalues are equal');
        known.eigenvalues = values;
      };
    }
    const f = place.fields('kind', 'form', 'a', 'b');
    const [a, b] = [readCoefficients(f.a, n), readCoefficients(f.b, n)];
    place.charge(n ** 4 * (1 + n / 3));
    return ({ sigma }) => {
      const p = new Map(characteristicPolynomial(sigma!).entries());
      const derivative = new Map([...p].slice(1).map(([k, c]) => [k - 1, c.scaled(Matrix.rational(BigInt(k)))]));
      const sum = addPolynomials(multiplyPolynomials(a, p), multiplyPolynomials(b, derivative));
      const isOne = vanishes(addPolynomials(sum, constant(Matrix.rational(1n)), -1n));
      place.demand(isOne, 'SPECTRUM', 'a·p + b·p′ is not 1');
    };
  },
};

/** The rows of |A − I| have sums < 1. This is a convex condition, and A is invertible under it. */
function isNearIdentity(A: Matrix): boolean {
  const { rows, cols, num, den } = A.minus(Matrix.identity(A.rows)).absolute;
  return range(rows).every((i) => num.slice(i * cols, (i + 1) * cols).reduce((sum, x) => sum + x, 0n) < den);
}

/** At most n coefficients, from the constant term upwards, the last one not 0. */
function readCoefficients(place: Place, n: number): Polynomial {
  const length = place.list().length;
  place.demand(length <= Math.max(n, 1), 'SHAPE', `more than ${n} coefficients`);
  const { num, den } = place.vector(length);
  if (num.at(-1) === 0n) place.list().at(-1)!.fail('RANGE', 'the last coefficient is 0');
  return new Map(num.map((x, k) => [k, Matrix.rational(x, den)]));
}

/** Coefficients of det(xI − S) from the constant term upwards, each 1 × 1 (Faddeev–LeVerrier). */
export function characteristicPolynomial(S: Matrix): Matrix[] {
  const identity = Matrix.identity(S.rows);
  const c = [Matrix.rational(1n)];
  let N = identity;
  for (let k = 1n; k <= S.rows; k++) {
    const SN = S.times(N);
    c.unshift(SN.dot(identity).scaled(Matrix.rational(-1n, k)));
    N = SN.plus(identity.scaled(c[0]!));
  }
  return c;
}
