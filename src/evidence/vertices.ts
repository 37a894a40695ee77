import { rank, solve } from '../exact/elimination.ts';
import { complement, Matrix, range } from '../exact/matrix.ts';
import { abs, Rational, simplestBetween } from '../exact/rational.ts';
import { form } from '../exact/symmetric.ts';
import { gradients, hessian, secondDerivative } from '../network/derivatives.ts';
import type { Instance } from '../network/instance.ts';
import { depth, type PartialProducts, partialProducts } from '../network/network.ts';
import { type InstanceInCoordinates, vertexInstances } from '../network/vertices.ts';
import { firstChange } from './curve.ts';
import type { Evidence, EvidenceOf, PsdProof, RankByInverse, Subspaces } from './evidence.ts';
import { leadingForms, leastDiagonal } from './leading.ts';
import { type LeastSquares, leastSquares } from './least-squares.ts';
import { loosePivot } from './pivot-pairs.ts';
import { dominanceProof, provesPsd } from './psd.ts';
import { rankByInverse } from './rank.ts';

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
      return hasSigma(evidence.of) ? nearlyInverted(evidence.of, vertices) : evidence;
    case 'leading':
      return robustLeading(evidence, vertices) ?? evidence;
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

/** The rank at the first vertex, with the inverse there, which is nearly one at the others. */
function nearlyInverted(of: string, vertices: readonly Vertex[]): Evidence {
  const matrices = vertices.map((vertex) => withSigma(vertex, of));
  const found = rankByInverse(of, matrices[0]!);
  return { ...found, kernel: constantKernel(found.cols, matrices) };
}

/** T with N[:,cols]·T + N[:,others] = 0 for all of these, or null. */
function constantKernel(cols: readonly number[], matrices: readonly Matrix[]): string[][] | null {
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
  const t = thresholdBetween(greatest(quotients(found.q).flat()), least(quotients(found.p).flat()));
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

/**
 * The same columns with a threshold and two factors that serve all vertices. At a critical point R and Σ_XX are diagonal but for what Σ_XY does not see,
 * which is the same everywhere: the eigenvalues on col R are diagonal entries of RΣ_XXRᵀ, the others those of GᵀG over those of Σ_XX.
 */
function robustLeading(found: EvidenceOf<'leading'>, vertices: readonly Vertex[]): Evidence | undefined {
  const { columns } = found;
  const inside = vertices.flatMap(({ instance: { loss }, products: { R } }) => {
    const S = R.mul(loss.Sxx).mul(R.transpose());
    return range(R.rows).flatMap((k) => (R.row(k).isZero() ? [] : [S.entry(k, k)]));
  });
  const outside = vertices.flatMap(({ instance: { loss }, G }) => {
    const square = G.transpose().mul(G);
    return range(G.cols).flatMap((k) => (square.at(k, k) === 0n ? [] : [square.entry(k, k).div(loss.Sxx.entry(k, k))]));
  });
  const t = thresholdBetween(greatest(outside), least(inside));
  if (!t) return undefined;
  const forms = vertices.map((vertex) => leadingForms(vertex, columns, t));
  const above = robustProof(forms.map((form) => form.above));
  const below = robustProof(forms.map((form) => form.below));
  return above && below && { ...found, t: t.toString(), above, below };
}

const least = (list: readonly Rational[]) => [...list].sort((x, y) => x.compare(y))[0];
const greatest = (list: readonly Rational[]) => [...list].sort((x, y) => y.compare(x))[0];

/** One proof for all of these matrices, which differ on the diagonal only: what holds for the least entries there holds for larger ones. */
function robustProof(matrices: readonly Matrix[]): PsdProof | undefined {
  const proof = dominanceProof(leastDiagonal(matrices));
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
        !('inverse' in evidence) || isNearlyInverted(withSigma(vertex, evidence.of), evidence),
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
    case 'leading': {
      const { above, below } = leadingForms(vertex, evidence.columns, Rational.parse(evidence.t));
      return unless(
        provesPsd(above, evidence.above) && provesPsd(below, evidence.below),
        'eigenvalues inside > eigenvalues outside',
      );
    }
    case 'square-completion':
      return unless(!loosePivot({ instance, products, G, rank: rank(products.R) }), 'every pivot is tightened');
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
function isNearlyInverted(N: Matrix, { rows, cols, inverse }: RankByInverse): boolean {
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
