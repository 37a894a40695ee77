import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criticalPoint } from '../../properties/generators/critical-point.ts';
import { liftedPoint, lostRankPoint } from '../../properties/generators/lifted-point.ts';
import { mixed } from '../../properties/generators/mixed.ts';
import { onRankDeficientX } from '../../properties/generators/only-without.ts';
import { patternPoint } from '../../properties/generators/pattern-point.ts';
import { scalar } from '../../properties/points.ts';
import { isCritical, pointOf, type SquarePoint } from '../../src/decision/point.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { inverse, rank } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { expansion, hessian, secondDerivative, weightCount } from '../../src/network/derivatives.ts';
import { chain, depth } from '../../src/network/network.ts';
import { outcome } from '../verifier/kinds/item.ts';
import { networkOf } from '../verifier/kinds/network-of.ts';

// docs/square-completion.md: the theorem, its converse, and the identity of its proof.

/** Critical points of any data: repeated and zero eigenvalues, dependent inputs, few samples; the Hessian has at most 40 rows. */
const anyCritical = fc
  .oneof(
    mixed(),
    liftedPoint(),
    lostRankPoint(),
    criticalPoint({ maxWidth: 3 }),
    patternPoint({ spectrum: 'any', subsets: 'prefix', maxWidth: 3 }),
    patternPoint({ spectrum: 'any', maxWidth: 3 }),
    onRankDeficientX(patternPoint({ spectrum: 'any', subsets: 'prefix', maxDepth: 4, maxWidth: 3 })),
    patternPoint({ spectrum: 'any', tightened: true, subsets: 'prefix', maxWidth: 3 }),
    patternPoint({ spectrum: 'any', tightened: true, maxWidth: 3 }),
  )
  .map((instance) => pointOf(instance))
  .filter((p) => weightCount(p.instance) <= 40 && isCritical(p));
const points = fc.sample(anyCritical, { seed: 23, numRuns: 400 });

const fitsLeading = ({ G, leastSquares, products: { R } }: SquarePoint): boolean =>
  G.isZero() || compareSpectra(leastSquares.sigma, columnBasis(R)).separated;
/** G_ij = 0 or rank N_ij = r. */
const isTightenedAt = ({ instance, products: { A, B }, G, rank: r }: SquarePoint, i: number, j: number): boolean =>
  B[i]!.transpose()
    .mul(G)
    .mul(A[j - 1]!.transpose())
    .isZero() || rank(chain(instance, i - 1, j + 1)) === r;
const isTightened = (p: SquarePoint): boolean =>
  range(depth(p.instance) + 1).every((i) => range(i).every((j) => j === 0 || isTightenedAt(p, i, j)));
const isSemidefinite = ({ instance }: SquarePoint): boolean => inertia(hessian(instance, instance.loss)).negative === 0;

const count = (holds: (p: SquarePoint) => boolean) => points.filter(holds).length;
const isOpen = (p: SquarePoint) => !p.G.isZero() && p.rank < p.bottleneck;

describe('at critical points of any data', () => {
  test('the Hessian is semidefinite exactly if R fits the leading eigenvalues and every pivot is tightened', () => {
    for (const p of points) expect(isSemidefinite(p)).toBe(fitsLeading(p) && isTightened(p));
    expect(count((p) => isOpen(p) && fitsLeading(p) && isTightened(p))).toBeGreaterThan(20);
    expect(count((p) => isOpen(p) && fitsLeading(p) && !isTightened(p))).toBeGreaterThan(20);
    expect(count((p) => isOpen(p) && !fitsLeading(p) && isTightened(p))).toBeGreaterThan(5);
  });

  test('at a global minimizer of full rank every pivot is tightened', () => {
    const minimizers = points.filter((p) => !p.G.isZero() && p.rank === p.bottleneck && fitsLeading(p));
    expect(minimizers.length).toBeGreaterThan(15);
    expect(minimizers.every(isTightened)).toBe(true);
  });

  test('the verifier accepts the pivots where they are tightened, and only there', () => {
    for (const p of points) {
      const ranks = new Map([['R', p.rank]]);
      const result = outcome(networkOf(p.instance), { kind: 'square-completion' }, { ranks });
      expect(result).toBe(isTightened(p) ? 'holds' : 'PSD ');
    }
  });

  test('rank RX < r and leading eigenvalues: G = 0', () => {
    const lost = points.filter((p) => rank(p.products.R.mul(p.instance.X)) < p.rank);
    expect(lost.filter(({ G }) => G.isZero()).length).toBeGreaterThan(0);
    expect(lost.filter(({ G }) => !G.isZero()).length).toBeGreaterThan(5);
    for (const p of lost) {
      expect(compareSpectra(p.leastSquares.sigma, columnBasis(p.products.R)).separated).toBe(p.G.isZero());
    }
  });
});

/** The Moore–Penrose inverse: Kᵀ(KKᵀ)⁻¹(pᵀp)⁻¹pᵀ for R = pK. */
function pseudoinverse(R: Matrix): Matrix {
  const p = columnBasis(R);
  const left = inverse(p.transpose().mul(p))!.mul(p.transpose());
  const K = left.mul(R);
  return K.transpose()
    .mul(inverse(K.mul(K.transpose()))!)
    .mul(left);
}
const directionAt = ({ widths }: SquarePoint['instance'], seed: number) =>
  widths
    .slice(1)
    .map((rows, h) =>
      Matrix.build(rows, widths[h]!, (i, j) => BigInt(((i + 2) * (j + 3) * (h + 5) * (seed + 7)) % 5) - 2n),
    );

test('D²L[V,V] = ‖R_1X‖² + 2⟨G, R_1R⁺R_1⟩ where every pivot is tightened, whatever R fits, and not in general', () => {
  let [tightened, different] = [0, 0];
  for (const [k, p] of points.entries()) {
    const { instance, G, products } = p;
    const V = directionAt(instance, k);
    const { R1 } = expansion(instance, V);
    const moved = R1.mul(instance.X);
    const linear = G.dot(R1.mul(pseudoinverse(products.R)).mul(R1));
    const claimed = moved.dot(moved).add(linear).add(linear);
    const holds = claimed.compare(secondDerivative(instance, instance.loss, V)) === 0;
    if (!isTightened(p) && !holds) different++;
    if (!isTightened(p)) continue;
    expect(holds).toBe(true);
    if (isOpen(p)) tightened++;
  }
  expect(tightened).toBeGreaterThan(20);
  expect(different).toBeGreaterThan(20);
});

describe('each condition is needed', () => {
  test('W critical: ½(ab − 1)² at ab = 2, with (ab)² ≥ t ≥ (ab − 1)² for t = 2', () => {
    const p = pointOf(scalar(1, 1, 2));
    expect(p.products.R.dot(p.products.R).toString()).toBe('4');
    expect(p.G.dot(p.G).toString()).toBe('1');
    expect([isCritical(p), isTightened(p), isSemidefinite(p)]).toEqual([false, true, false]);
  });

  test.each([
    ['leading eigenvalues', (p: SquarePoint) => !fitsLeading(p) && isTightened(p)],
    ['tightened pivots', (p: SquarePoint) => fitsLeading(p) && !isTightened(p)],
  ])('%s', (_, lacks) => {
    const found = points.filter((p) => lacks(p) && p.rank < p.bottleneck);
    expect(found.length).toBeGreaterThan(5);
    expect(found.some(isSemidefinite)).toBe(false);
  });
});
