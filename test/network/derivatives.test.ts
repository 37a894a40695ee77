import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import {
  expansion,
  gradients,
  hessian,
  hessianByPolarization,
  secondDerivative,
  weightCount,
} from '../../src/network/derivatives.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import type { QuadraticLoss } from '../../src/network/loss.ts';
import { makeLoss } from '../../src/network/losses/index.ts';
import type { WeightedSquareLoss } from '../../src/network/losses/weighted-square.ts';
import { depth, partialProducts } from '../../src/network/network.ts';
import { criticalInstance, directionOf, instance, matrix } from '../helpers/arbitraries.ts';
import { lossJson } from '../helpers/losses.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const two = new Rational(2n);
const withDirection = (sizes: Parameters<typeof instance>[0]) =>
  fc
    .oneof(instance(sizes), criticalInstance({ maxDepth: 4 }))
    .chain((it) => fc.tuple(fc.constant(it), directionOf(it)));

/** W + tV. */
const moved = (it: Instance, V: readonly Matrix[], t: Rational): Matrix[] =>
  it.weights.map((w, k) => w.add(V[k]!.scale(t)));
const productAt = (it: Instance, V: readonly Matrix[], t: Rational): N.Naive =>
  moved(it, V, t).reduce((p, w) => N.mul(N.naive(w), p), N.naive(Matrix.identity(it.widths[0]!)));

/** ½‖RX − Y‖² along the line W + tV, as the coefficients of a polynomial in t of degree ≤ 2H. */
function lossAlong(it: Instance, V: readonly Matrix[]): Rational[] {
  const y = N.naive(it.Y).at;
  const value = (t: Rational): Rational =>
    N.mul(productAt(it, V, t), N.naive(it.X))
      .at.flatMap((row, i) => row.map((x, j) => x.sub(y[i]![j]!)))
      .reduce((s, x) => s.add(x.mul(x)), Rational.zero)
      .div(two);
  return N.interpolate(value, 2 * depth(it) + 1);
}

const vector = (V: readonly Matrix[]): Matrix => Matrix.column(V.flatMap((v) => v.toRows().flat()));

describe('gradients', () => {
  test('⟨∇L, V⟩ is the coefficient of t in L(W + tV), exactly', () => {
    holds(
      withDirection({ minWidth: 0, maxWidth: 2, maxDepth: 4 }),
      ([it, V]) => {
        const products = partialProducts(it);
        const g = gradients(products, it.loss.gradient(products.R));
        const slope = g.reduce((s, m, k) => s.add(m.dot(V[k]!)), Rational.zero);
        return g.length === depth(it) && slope.equals(lossAlong(it, V)[1]!);
      },
      { seed: 1401, runs: 120 },
    );
  });

  test('rejects nothing of the right shape, and the shapes are those of the weights', () => {
    holds(
      instance({ minWidth: 0 }),
      (it) => {
        const products = partialProducts(it);
        const g = gradients(products, it.loss.gradient(products.R));
        return g.every((m, k) => m.shape === it.weights[k]!.shape);
      },
      { seed: 1402, runs: 50 },
    );
  });
});

describe('expansion of the product', () => {
  test('R_1 and R_2 are the coefficients of t and t² in R(W + tV)', () => {
    holds(
      withDirection({ minWidth: 0, maxWidth: 2, maxDepth: 4 }),
      ([it, V]) => {
        const { R1, R2 } = expansion(it, V);
        return range(R1.rows).every((i) =>
          range(R1.cols).every((j) => {
            const c = N.interpolate((t) => productAt(it, V, t).at[i]![j]!, depth(it) + 1);
            return R1.entry(i, j).equals(c[1]!) && R2.entry(i, j).equals(c[2] ?? Rational.zero);
          }),
        );
      },
      { seed: 1403, runs: 100 },
    );
  });

  test('one layer: R_1 = V_1, R_2 = 0', () => {
    const it = makeInstance(Matrix.identity(2), Matrix.zeros(1, 2), [Matrix.fromRows([[1, 2]])]);
    const { R1, R2 } = expansion(it, [Matrix.fromRows([[3, 4]])]);
    expect(R1.toRows()).toEqual([['3', '4']]);
    expect(R2.isZero()).toBe(true);
  });
});

describe('second derivative', () => {
  test('is twice the coefficient of t² in L(W + tV), exactly', () => {
    holds(
      withDirection({ minWidth: 0, maxWidth: 2, maxDepth: 4 }),
      ([it, V]) => secondDerivative(it, it.loss, V).equals(lossAlong(it, V)[2]!.mul(two)),
      { seed: 1404, runs: 120 },
    );
  });
});

describe('Hessian', () => {
  const networks = fc.oneof(
    { weight: 4, arbitrary: instance({ minWidth: 0, maxWidth: 3, maxDepth: 4 }).filter((it) => weightCount(it) <= 18) },
    { weight: 1, arbitrary: criticalInstance({ maxWidth: 2, maxDepth: 4 }).filter((it) => weightCount(it) <= 14) },
  );

  test('two formulas agree; symmetric; VᵀHV is the second derivative', () => {
    const depths = new Set<number>();
    let [zeroWidth, noSamples] = [0, 0];
    holds(
      networks.chain((it) => fc.tuple(fc.constant(it), directionOf(it))),
      ([it, V]) => {
        depths.add(depth(it));
        if (it.widths.includes(0)) zeroWidth++;
        if (it.X.cols === 0) noSamples++;
        const h = hessian(it, it.loss);
        const x = vector(V);
        return (
          h.rows === weightCount(it) &&
          h.equals(h.transpose()) &&
          h.equals(hessianByPolarization(it, it.loss)) &&
          x.dot(h.mul(x)).equals(secondDerivative(it, it.loss, V))
        );
      },
      { seed: 1405, runs: 260 },
    );
    expect([...depths].sort()).toEqual([1, 2, 3, 4]);
    expect(zeroWidth).toBeGreaterThan(40);
    expect(noSamples).toBeGreaterThan(10);
  });

  test('weighted: polarization, and Jᵀ diag(w) J with ⟨G, R_2⟩, agree; without the weights they do not', () => {
    let weightsMatter = 0;
    holds(
      networks,
      (it) => {
        const json = lossJson('weighted-square', it.Y);
        const loss = makeLoss(json, it.X, it.Y) as WeightedSquareLoss;
        const h = hessian(it, loss);
        const { A, B, R } = partialProducts(it);
        const rows = range(it.Y.rows).flatMap((k) => range(it.X.cols).map((l) => [k, l] as const));
        const columns = it.weights.flatMap((w, n) =>
          range(w.rows).flatMap((a) => range(w.cols).map((b) => [B[n + 1]!.col(a), A[n]!.mul(it.X).row(b)] as const)),
        );
        const J = Matrix.of(rows.length, columns.length, (r, c) => {
          const [[k, l], [left, right]] = [rows[r]!, columns[c]!];
          return left.entry(k, 0).mul(right.entry(0, l));
        });
        const w = Matrix.diagonal(rows.map(([k, l]) => loss.weights.entry(k, l)));
        // A linear function of R with the gradient G: its second derivative along V is 2⟨G, R_2⟩.
        const G = loss.gradient(R);
        const linear = {
          ...it.loss,
          gradient: () => G,
          secondDerivative: () => Rational.zero,
        } as unknown as QuadraticLoss;
        if (!h.equals(hessian(it, it.loss))) weightsMatter++;
        return (
          h.equals(hessianByPolarization(it, loss)) &&
          h.equals(J.transpose().mul(w).mul(J).add(hessianByPolarization(it, linear)))
        );
      },
      { seed: 1407, runs: 160 },
    );
    expect(weightsMatter).toBeGreaterThan(20);
  });

  test('the path for any quadratic loss gives what the fast one of the square loss gives', () => {
    holds(
      networks,
      (it) => {
        const ones = it.Y.toRows().map((row) => row.map(() => '1'));
        const slow = makeLoss({ kind: 'weighted-square', weights: ones }, it.X, it.Y) as WeightedSquareLoss;
        return JSON.stringify(hessian(it, slow).toRows()) === JSON.stringify(hessian(it, it.loss).toRows());
      },
      { seed: 1408, runs: 80 },
    );
  });

  test('one layer: I ⊗ Σ_XX, wherever W is', () => {
    holds(
      fc.tuple(matrix(2, 3), matrix(2, 3), matrix(3, 4)),
      ([W, other, X]) => {
        const [a, b] = [W, other].map((w) => makeInstance(X, Matrix.zeros(2, 4), [w]));
        const h = hessian(a!, a!.loss);
        return h.equals(Matrix.identity(2).kron(a!.loss.Sxx)) && h.equals(hessian(b!, b!.loss));
      },
      { seed: 1406, runs: 30 },
    );
  });

  test('at W = 0 it is zero for three layers, and the cross term −Σ_YX for two', () => {
    const [X, Y] = [Matrix.fromRows([[2]]), Matrix.fromRows([[3]])];
    const zero = (H: number) =>
      makeInstance(
        X,
        Y,
        range(H).map(() => Matrix.zeros(1, 1)),
      );
    expect(hessian(zero(3), zero(3).loss).isZero()).toBe(true);
    expect(hessian(zero(2), zero(2).loss).toRows()).toEqual([
      ['0', '-6'],
      ['-6', '0'],
    ]);
  });

  test('coordinates run layer by layer, row by row', () => {
    // L = ½(w_2·w_1 x − y)²: entry (W_2[0,1], W_1[1,0]) is the derivative with respect to one path.
    const it = makeInstance(Matrix.fromRows([[1]]), Matrix.fromRows([[5]]), [
      Matrix.fromRows([[0], [0]]),
      Matrix.fromRows([[0, 0]]),
    ]);
    expect(hessian(it, it.loss).toRows()).toEqual([
      ['0', '0', '-5', '0'],
      ['0', '0', '0', '-5'],
      ['-5', '0', '0', '0'],
      ['0', '-5', '0', '0'],
    ]);
    expect(weightCount(it)).toBe(4);
  });

  test('rejects data of the wrong shape', () => {
    const it = makeInstance(Matrix.identity(2), Matrix.zeros(1, 2), [Matrix.zeros(1, 2)]);
    const other = makeInstance(Matrix.identity(3), Matrix.zeros(1, 3), [Matrix.zeros(1, 3)]);
    expect(() => hessian(it, other.loss)).toThrow(RangeError);
  });
});
