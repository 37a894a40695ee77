import type { PsdProof } from '../evidence/evidence.ts';
import { proposeEigen, roundings } from '../evidence/floats.ts';
import { dominanceProof } from '../evidence/psd.ts';
import { Matrix } from '../exact/matrix.ts';
import { abs } from '../exact/rational.ts';
import { definiteness, form } from '../exact/symmetric.ts';
import { hessian } from '../network/derivatives.ts';
import type { QuadraticLoss } from '../network/loss.ts';
import type { Network } from '../network/network.ts';
import type { Point } from './point.ts';
import { primitiveMultiple } from './step-1-gradient.ts';

/** A direction of negative curvature, or a proof that the Hessian is positive semidefinite. */
export type SecondOrder = { readonly psd: PsdProof } | { readonly direction: Matrix[] };

/** Step 3, second part: the Hessian at a critical point. Doubles propose; exact elimination decides where they fail. */
export function secondOrder({ instance }: Point<QuadraticLoss>): SecondOrder {
  const h = hessian(instance, instance.loss);
  const { values, vectors } = proposeEigen(normalized(h));
  if ((values[0] ?? 0) < 0) {
    for (const x of roundings(vectors[0]!)) {
      if (form(h, x).sign < 0) return { direction: layersOf(instance, x) };
    }
  }
  const short = dominanceProof(h);
  if (short) return { psd: short };
  const decided = definiteness(h);
  if (!decided.psd) return { direction: layersOf(instance, primitiveMultiple(decided.direction)) };
  return { psd: { form: 'sum-of-squares', D: decided.D.map(String), L: decided.L.toRows() } };
}

/** Entries as doubles, scaled so that the largest is about 1 (a common factor changes no sign). */
function normalized(h: Matrix): number[][] {
  const scale = h.num.reduce((largest, x) => (abs(x) > largest ? abs(x) : largest), 1n);
  return new Matrix(h.rows, h.cols, h.num, scale).toDoubles();
}

/** A vector in the coordinates of the Hessian as matrices V_1, …, V_H. */
function layersOf(net: Network, x: Matrix): Matrix[] {
  let offset = 0;
  return net.weights.map((w) => {
    const part = new Matrix(w.rows, w.cols, x.num.slice(offset, offset + w.rows * w.cols), x.den);
    offset += w.rows * w.cols;
    return part.reduced();
  });
}
