import { isCritical, type SquarePoint } from '../../src/decision/point.ts';
import { kernelVector } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';

/**
 * Two layers, ∇L = 0, rank R < d and G ≠ 0: a direction of negative curvature, for any data. With units u, v such that uᵀGv ≠ 0:
 * if W_2x = 0, V_1 = αx vᵀ and V_2 = u xᵀ give R_1 = u xᵀW_1, R_2 = α(xᵀx)u vᵀ, so D²L = ‖u xᵀW_1X‖² + 2α(xᵀx)uᵀGv, negative for a
 * large α of the right sign. Otherwise rank W_1 = rank R < d_1, there is x with xᵀW_1 = 0, and V_1 = x vᵀ, V_2 = αu xᵀ do the same.
 * Undefined where the point is not one of these.
 */
export function rankDeficientDirection(point: SquarePoint): [Matrix, Matrix] | undefined {
  const { instance, G, rank, bottleneck } = point;
  if (!isCritical(point) || rank === bottleneck || G.isZero()) return undefined;
  const [first, second] = [instance.weights[0]!, instance.weights[1]!];
  const entry = G.num.findIndex((g) => g !== 0n);
  const u = Matrix.unit(G.rows, Math.floor(entry / G.cols));
  const v = Matrix.unit(G.cols, entry % G.cols);
  const below = kernelVector(second);
  const x = below ?? kernelVector(first.transpose())!;
  const R1 = below ? u.mul(x.transpose()).mul(first) : second.mul(x).mul(v.transpose());
  const alpha = scale(instance.loss.secondDerivative(R1, R1), u.dot(G.mul(v)).mul(x.dot(x)));
  const [into, out] = [x.mul(v.transpose()), u.mul(x.transpose())];
  return below ? [into.scale(alpha), out] : [into, out.scale(alpha)];
}

/** An integer α with q + 2αs < 0, for q ≥ 0 and s ≠ 0. */
function scale(q: Rational, s: Rational): Rational {
  const most = q.div(s.mul(new Rational(BigInt(2 * s.sign))));
  return new Rational(BigInt(-s.sign) * (most.num / most.den + 1n));
}
