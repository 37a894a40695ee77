import { Disagreement } from '../../src/campaign/property.ts';
import type { Point } from '../../src/decision/point.ts';
import { withCommonScale } from '../../src/decision/step-4-full-rank.ts';
import { kernel } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { chain, depth, direction } from '../../src/network/network.ts';

/**
 * A direction of negative curvature that moves W_1 and W_H only, where P = W_{H−1}⋯W_2 has the rank of its least width, rank R < d and G ≠ 0:
 * the proof of Theorem 2.3 (iv), for any data. H ≥ 2.
 *
 * Step 1: rank W_HP and rank PW_1 are not both rank P, or by Frobenius' inequality rank R ≥ rank W_HP + rank PW_1 − rank P = rank P ≥ d.
 * Step 2: if rank W_HP < rank P, some z has W_HPz = 0 ≠ Pz. With V_1 = ∓α·z·vᵀ, V_H = u·(Pz)ᵀ: R_1 = u(Pz)ᵀPW_1, R_2 = ∓α‖Pz‖²uvᵀ.
 * Step 3: otherwise some y has yᵀPW_1 = 0 ≠ yᵀP. With V_1 = Pᵀy·vᵀ, V_H = ∓α·u·yᵀ: R_1 = W_HPPᵀyvᵀ, R_2 = ∓α‖Pᵀy‖²uvᵀ.
 * Step 4: u and v are unit vectors with uᵀGv ≠ 0, the sign is that of uᵀGv. D²L = ‖R_1X‖² + 2⟨G,R_2⟩ < 0 for large α.
 */
export function endDirection({ instance, G }: Point): Matrix[] {
  const H = depth(instance);
  const P = chain(instance, H - 1, 2);
  const [first, last] = [instance.weights[0]!, instance.weights[H - 1]!];
  const entry = G.num.findIndex((x) => x !== 0n);
  const [k, l] = [Math.floor(entry / G.cols), entry % G.cols];
  const u = Matrix.unit(G.rows, k);
  const v = Matrix.unit(G.cols, l).transpose();
  const slope = G.entry(k, l);
  const ends = (V1: Matrix, VH: Matrix) =>
    withCommonScale(
      direction(
        instance,
        new Map([
          [1, V1],
          [H, VH],
        ]),
      ),
    );

  const z = survivor(last.mul(P), P);
  if (z) {
    const Pz = P.mul(z);
    const R1 = u.mul(Pz.transpose()).mul(P).mul(first);
    return ends(z.mul(v).scale(factor(R1, Pz)), u.mul(Pz.transpose()));
  }
  const y = survivor(P.mul(first).transpose(), P.transpose());
  if (!y) throw new Disagreement('rank R < d ≤ rank P, yet W_HP and PW_1 have the rank of P');
  const Py = P.transpose().mul(y);
  const R1 = last.mul(P).mul(Py).mul(v);
  return ends(Py.mul(v), u.mul(y.transpose()).scale(factor(R1, Py)));

  /** ∓α with 2α‖w‖²|uᵀGv| > ‖R_1X‖². */
  function factor(R1: Matrix, w: Matrix): Rational {
    const square = R1.mul(instance.X);
    const bound = square.dot(square).div(w.dot(w).mul(slope));
    const size = bound.sign < 0 ? bound.neg() : bound;
    const alpha = new Rational(size.num / size.den + 1n);
    return slope.sign > 0 ? alpha.neg() : alpha;
  }
}

/** z with Mz = 0 and Pz ≠ 0; undefined if ker M ⊂ ker P. */
function survivor(M: Matrix, P: Matrix): Matrix | undefined {
  const all = kernel(M);
  return range(all.cols)
    .map((j) => all.col(j))
    .find((z) => !P.mul(z).isZero());
}
