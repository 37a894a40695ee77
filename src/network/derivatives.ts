import type { Combination } from '../enclosure/combination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { lcm, Rational } from '../exact/rational.ts';
import type { QuadraticLoss } from './loss.ts';
import { SquareLoss } from './losses/square.ts';
import { chain, depth, layer, type Network, type PartialProducts, partialProducts } from './network.ts';

/** ∇_{W_i} L = B_iᵀ G A_{i-1}ᵀ for i = 1..H, given G = ∇f(R). */
export function gradients({ A, B }: PartialProducts, G: Matrix): Matrix[] {
  const H = A.length - 1;
  return range(H).map((k) => {
    const left = k + 1 === H ? G : B[k + 1]!.transpose().mul(G);
    return k === 0 ? left : left.mul(A[k]!.transpose());
  });
}

/** The same for a gradient G in parts. */
export const combinedGradients = ({ A, B }: PartialProducts, G: Combination): Combination[] =>
  A.slice(1).map((_, k) => G.map((part) => B[k + 1]!.transpose().mul(part).mul(A[k]!.transpose())));

/** R_1 = Σ_i B_i V_i A_{i-1} and R_2 = Σ_{i>j} B_i V_i W_{i-1}⋯W_{j+1} V_j A_{j-1}: R(W + tV) = R + tR_1 + t²R_2 + …. */
export function expansion(net: Network, V: readonly Matrix[]): { R1: Matrix; R2: Matrix } {
  const H = depth(net);
  const n = net.widths[0]!;
  // After layer h, (p, p1, p2) are the coefficients of 1, t, t² of (W_h + tV_h)⋯(W_1 + tV_1).
  let p = Matrix.identity(n);
  let p1 = Matrix.zeros(n, n);
  let p2 = Matrix.zeros(n, n);
  for (let h = 1; h <= H; h++) {
    const W = layer(net, h);
    const v = V[h - 1]!;
    [p, p1, p2] = [W.mul(p), W.mul(p1).add(v.mul(p)), W.mul(p2).add(v.mul(p1))];
  }
  return { R1: p1, R2: p2 };
}

/** D²L[V, V] = D²f[R_1, R_1] + 2⟨G, R_2⟩, exactly. */
export function secondDerivative(net: Network, loss: QuadraticLoss, V: readonly Matrix[]): Rational {
  const { R1, R2 } = expansion(net, V);
  const G = loss.gradient(partialProducts(net).R);
  return loss.secondDerivative(R1, R1).add(G.dot(R2).mul(new Rational(2n)));
}

/** Number of weights, Σ d_i d_{i-1}: the size of the Hessian. */
export const weightCount = (net: Network): number => net.weights.reduce((n, w) => n + w.rows * w.cols, 0);

/**
 * The Hessian of a quadratic loss by blocks, in the coordinates W_1, W_2, …, each row by row: that of f along R_1, which is Jᵀdiag(w)J
 * with the Jacobian J of the residual and the weights w of its entries, and ⟨G, R_2⟩.
 * Block (i, j), i ≥ j, at ((a,b), (c,e)): {@link curvatureBlock}, and for i > j additionally
 * (B_iᵀ G A_{j-1}ᵀ)_{ae} (W_{i-1}⋯W_{j+1})_{bc}.
 */
export function hessian(net: Network, loss: QuadraticLoss): Matrix {
  const H = depth(net);
  const { A, B, R } = partialProducts(net);
  const G = loss.gradient(R);
  const offsets = [0];
  for (const w of net.weights) offsets.push(offsets[offsets.length - 1]! + w.rows * w.cols);
  const n = offsets[H]!;
  const blocks: { i: number; j: number; block: Matrix }[] = [];
  for (let i = 1; i <= H; i++) {
    for (let j = 1; j <= i; j++) {
      let block = curvatureBlock(loss, [B[i]!, A[i - 1]!], [B[j]!, A[j - 1]!]);
      if (i > j) {
        const outer = B[i]!.transpose()
          .mul(G)
          .mul(A[j - 1]!.transpose());
        const inner = chain(net, i - 1, j + 1);
        const cross = Matrix.build(block.rows, block.cols, (r, s) => {
          const [a, b] = [Math.floor(r / inner.rows), r % inner.rows];
          const [c, e] = [Math.floor(s / outer.cols), s % outer.cols];
          return outer.at(a, e) * inner.at(b, c);
        });
        block = block.add(new Matrix(cross.rows, cross.cols, cross.num, outer.den * inner.den));
      }
      blocks.push({ i, j, block });
    }
  }
  const den = blocks.reduce((d, { block }) => lcm(d, block.den), 1n);
  const num = new Array<bigint>(n * n).fill(0n);
  for (const { i, j, block } of blocks) {
    const scale = den / block.den;
    for (let r = 0; r < block.rows; r++) {
      for (let s = 0; s < block.cols; s++) {
        const x = block.at(r, s) * scale;
        const [p, q] = [offsets[i - 1]! + r, offsets[j - 1]! + s];
        num[p * n + q] = x;
        num[q * n + p] = x;
      }
    }
  }
  return new Matrix(n, n, num, den).reduced();
}

/**
 * D²f[B E_{ab} A, B′ E_{ce} A′] at ((a,b), (c,e)): Σ_k B_{ka}B′_{kc} (A S_k A′ᵀ)_{be}, as a sum of Kronecker products. One product
 * suffices for the square loss, where all S_k are Σ_XX.
 */
function curvatureBlock(loss: QuadraticLoss, [B, A]: [Matrix, Matrix], [Bj, Aj]: [Matrix, Matrix]): Matrix {
  if (loss instanceof SquareLoss) return B.transpose().mul(Bj).kron(A.mul(loss.Sxx).mul(Aj.transpose()));
  return range(B.rows).reduce(
    (sum, k) =>
      sum.add(
        B.row(k)
          .transpose()
          .mul(Bj.row(k))
          .kron(A.mul(loss.gram(k)).mul(Aj.transpose())),
      ),
    Matrix.zeros(B.cols * A.rows, Bj.cols * Aj.rows),
  );
}

/** The Hessian by polarization of D²L along coordinate directions: the second, independent formula. */
export function hessianByPolarization(net: Network, loss: QuadraticLoss): Matrix {
  const basis = net.weights.flatMap((w, k) =>
    Array.from({ length: w.rows * w.cols }, (_, index) =>
      net.weights.map((v, l) =>
        Matrix.build(v.rows, v.cols, (i, j) => (k === l && i * v.cols + j === index ? 1n : 0n)),
      ),
    ),
  );
  const q = basis.map((V) => secondDerivative(net, loss, V));
  return Matrix.of(basis.length, basis.length, (s, t) => {
    if (s === t) return q[s]!;
    const sum = basis[s]!.map((m, k) => m.add(basis[t]![k]!));
    return secondDerivative(net, loss, sum).sub(q[s]!).sub(q[t]!).div(new Rational(2n));
  });
}
