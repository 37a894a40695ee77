import { solve } from '../exact/elimination.ts';
import { complement, Matrix, range } from '../exact/matrix.ts';
import { abs, Rational, simplestBetween } from '../exact/rational.ts';
import { form } from '../exact/symmetric.ts';
import { gradients, hessian, secondDerivative } from '../network/derivatives.ts';
import type { Instance } from '../network/instance.ts';
import { depth, type PartialProducts, partialProducts } from '../network/network.ts';
import { type InstanceInCoordinates, vertexInstances } from '../network/vertices.ts';
import { firstChange } from './curve.ts';
import type { Evidence, EvidenceOf, PsdProof, Subspaces } from './evidence.ts';
import { type LeastSquares, leastSquares } from './least-squares.ts';
import { dominanceProof, provesPsd } from './psd.ts';

/** One of the exact instances whose losses have that of the instance as a convex combination, up to a constant. */
interface Vertex {
  readonly instance: Instance;
  /** Of the weights: the same at all vertices. */
  readonly products: PartialProducts;
  readonly G: Matrix;
  readonly leastSquares: LeastSquares;
}

export function verticesOf(instance: InstanceInCoordinates): Vertex[] {
  const products = partialProducts(instance);
  return vertexInstances(instance).map((vertex) => ({
    instance: vertex,
    products,
    G: vertex.loss.gradient(products.R),
    leastSquares: leastSquares(vertex),
  }));
}

/** Evidence about X and Y, which coordinates do not change. */
export const isAboutData = (evidence: Evidence): boolean =>
  evidence.kind === 'least-squares' ||
  evidence.kind === 'distinct-spectrum' ||
  evidence.kind === 'dimensions' ||
  (evidence.kind === 'rank' && ['X', 'Y', 'Sigma_XY'].includes(evidence.of));

/**
 * Evidence that was found at a point inside the simplex in a form that can hold at all vertices: separations by a threshold with positive definite differences,
 * and ranks of matrices with Σ_XY by a submatrix that is nearly inverted, and a constant kernel.
 */
export function forVertices(evidence: Evidence, vertices: readonly Vertex[]): Evidence {
  switch (evidence.kind) {
    case 'ky-fan':
    case 'prefix':
      return { ...evidence, ...separated(evidence, vertices) };
    case 'rank':
      return hasSigma(evidence.of) ? { ...evidence, kernel: constantKernel(evidence, vertices) } : evidence;
    default:
      return evidence;
  }
}

/** `outer(i,j)` and `right-sigma(j)`: they change with the spectrum. */
const hasSigma = (of: string): boolean => /^(outer|right-sigma)\(/.test(of);

/** W_{j-1}⋯W_1·Σ_XY·W_H⋯W_{i+1}, with i = H for `right-sigma(j)`. */
function withSigma({ instance, products: { A, B } }: Vertex, of: string): Matrix {
  const [i, j] = of.startsWith('outer') ? indices(of) : [depth(instance), indices(of)[0]];
  return A[j! - 1]!.mul(instance.loss.Syx.transpose()).mul(B[i!]!);
}

const indices = (of: string): number[] => [...of.matchAll(/\d+/g)].map(([digits]) => Number(digits));

/** T with N[:,cols]·T + N[:,others] = 0 at all vertices, or null. */
function constantKernel({ of, cols }: EvidenceOf<'rank'>, vertices: readonly Vertex[]): string[][] | null {
  const matrices = vertices.map((vertex) => withSigma(vertex, of));
  const others = complement(matrices[0]!.cols, cols);
  const T = solve(matrices[0]!.select(undefined, cols), matrices[0]!.select(undefined, others).neg());
  const isKernel = (N: Matrix) => N.select(undefined, cols).mul(T!).add(N.select(undefined, others)).isZero();
  return T && matrices.every(isKernel) ? T.toRows() : null;
}

/**
 * A threshold between the eigenvalues of Σ on col p and those on col q, over all vertices. There Σ is diagonal, and p, q consist of unit vectors at a critical
 * point. Where the two do not lie apart, what was found stays as it is, and does not hold everywhere.
 */
function separated(found: Subspaces, vertices: readonly Vertex[]): Pick<Subspaces, 'separation'> {
  const quotients = (rows: Subspaces['p']) =>
    vertices.map(({ leastSquares: { sigma } }) => {
      const basis = Matrix.fromRows(rows, rows[0]!.length);
      return range(basis.cols).map((k) => form(sigma, basis.col(k)).div(basis.col(k).dot(basis.col(k))));
    });
  const inside = quotients(found.p)
    .flat()
    .sort((x, y) => x.compare(y))[0];
  const outside = quotients(found.q)
    .flat()
    .sort((x, y) => y.compare(x))[0];
  const t = thresholdBetween(outside, inside);
  const above = t && robustProof(vertices.map((v) => difference(v, found.p, t)));
  const below = t && robustProof(vertices.map((v) => difference(v, found.q, t).neg()));
  return { separation: t && above && below ? { form: 'threshold', t: t.toString(), above, below } : found.separation };
}

/** pᵀΣp − t·pᵀp */
function difference({ leastSquares: { sigma } }: Vertex, rows: Subspaces['p'], t: Rational): Matrix {
  const p = Matrix.fromRows(rows, rows[0]!.length);
  return p.transpose().mul(sigma).mul(p).sub(p.transpose().mul(p).scale(t));
}

/** A short number well between the two; below the one or above the other where there is only one. */
function thresholdBetween(outside: Rational | undefined, inside: Rational | undefined): Rational | undefined {
  const low = outside ?? Rational.zero;
  const high = inside ?? low.add(low).add(Rational.one);
  const quarter = high.sub(low).div(new Rational(4n));
  return quarter.sign > 0 ? simplestBetween(low.add(quarter), high.sub(quarter)) : undefined;
}

/** One proof for all of these matrices: they are diagonal at a critical point, and what holds for the least entries holds for larger ones. */
function robustProof(matrices: readonly Matrix[]): PsdProof | undefined {
  const least = range(matrices[0]!.rows).map((i) =>
    matrices.map((h) => h.entry(i, i)).reduce((x, y) => (x.compare(y) <= 0 ? x : y)),
  );
  const proof = dominanceProof(Matrix.diagonal(least));
  return proof && matrices.every((h) => provesPsd(h, proof)) ? proof : undefined;
}

/** What of this evidence fails at a vertex, in words; undefined if it holds. FORMAT.md, section 4, recomputed. */
export function failureAt(vertex: Vertex, evidence: Evidence): string | undefined {
  const { instance, products, G } = vertex;
  const { loss } = instance;
  const unless = (holds: boolean, inequality: string) => (holds ? undefined : inequality);
  switch (evidence.kind) {
    case 'zero':
      return unless(
        gradients(products, G).every((g) => g.isZero()),
        '∇L = 0',
      );
    case 'rank':
      return unless(
        !hasSigma(evidence.of) || isNearlyInverted(withSigma(vertex, evidence.of), evidence),
        `rank ${evidence.of} ≥ ${evidence.rank}`,
      );
    case 'negative-curvature': {
      const V = evidence.V.map((rows, k) => Matrix.fromRows(rows, instance.widths[k]!));
      return unless(secondDerivative(instance, loss, V).sign < 0, 'D²L[V,V] < 0');
    }
    case 'descent-curve':
    case 'ascent-curve': {
      const { order, curve, kind } = evidence;
      const terms = curve.map(({ layer, power, matrix }) => ({ layer, power, matrix: Matrix.fromRows(matrix) }));
      const change = firstChange(instance, loss, terms, order);
      const sign = kind === 'descent-curve' ? -1 : 1;
      return unless(
        change?.order === order && change.sign === sign,
        `coefficient of t^${order} ${sign < 0 ? '<' : '>'} 0`,
      );
    }
    case 'psd':
      return unless(provesPsd(hessian(instance, loss), evidence.proof), 'Hessian ⪰ 0');
    case 'convexity':
      return unless(G.isZero(), 'G = 0');
    case 'ky-fan':
    case 'prefix':
      return unless(isSeparated(vertex, evidence), 'eigenvalues inside > eigenvalues outside');
    case 'swap': {
      const { sigma } = vertex.leastSquares;
      const [u, v] = [Matrix.column(evidence.u), products.R.mul(Matrix.column(evidence.c))];
      const crosses =
        form(sigma, u)
          .mul(v.dot(v))
          .compare(form(sigma, v).mul(u.dot(u))) > 0;
      return unless(crosses && products.R.transpose().mul(u).isZero(), 'ρ(u) > ρ(v)');
    }
    case 'critical-map': {
      const { sigma, M } = vertex.leastSquares;
      const p = Matrix.fromRows(evidence.p, evidence.p[0]!.length);
      const P = p.mul(Matrix.fromRows(evidence.pInverse, p.cols)).mul(p.transpose());
      return unless(P.mul(sigma).equals(sigma.mul(P)) && P.mul(M).equals(products.R), 'R = PM');
    }
    case 'better-matrix': {
      const better = Matrix.fromRows(evidence.left).mul(Matrix.fromRows(evidence.right));
      return unless(loss.value(better).compare(loss.value(products.R)) < 0, 'f(left·right) < L(W)');
    }
    default:
      throw new RangeError(`evidence of the kind ${evidence.kind} is not for instances with coordinates`);
  }
}

/** The rows of |N[rows,cols]·Z − I| have sums < 1. A kernel is constant: {@link constantKernel}. */
function isNearlyInverted(N: Matrix, { rows, cols, inverse }: EvidenceOf<'rank'>): boolean {
  const off = N.select(rows, cols).mul(Matrix.fromRows(inverse, cols.length)).sub(Matrix.identity(rows.length));
  return range(off.rows).every((i) => range(off.cols).reduce((sum, j) => sum + abs(off.at(i, j)), 0n) < off.den);
}

function isSeparated(vertex: Vertex, { separation, p, q }: Subspaces): boolean {
  if (separation.form !== 'threshold') return false;
  const t = Rational.parse(separation.t);
  return (
    provesPsd(difference(vertex, p, t), separation.above) && provesPsd(difference(vertex, q, t).neg(), separation.below)
  );
}
