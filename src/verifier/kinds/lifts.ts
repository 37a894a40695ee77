/** Curves of two-layer networks, lifted to the deep one: FORMAT.md, section 4.2. */
import { addPolynomials, constant, multiplyPolynomials, type Polynomial, vanishes } from '../matrix.ts';
import { leadsWith } from '../network.ts';
import { LIMITS } from '../result.ts';
import { chargeCurve, readCurve } from './curves.ts';
import type { Reader } from './kind.ts';

export const lifts: Record<string, Reader> = {
  lift(place, net) {
    const f = place.fields('kind', 'j', 'order', 'C', 'D', 'A', 'B');
    const { H, widths, product } = net;
    const j = f.j.natural(1, H - 1);
    const dj = widths[j]!;
    const order = f.order.natural(1, Infinity, LIMITS.power);
    const [C, D] = [f.C.matrix(widths[1]!, dj), f.D.matrix(dj, widths[H - 1]!)];
    const [dA, dB] = [readCurve(f.A, [[dj, widths[0]!]])[0]!, readCurve(f.B, [[widths[H]!, dj]])[0]!];
    const moves: Polynomial[] = net.W.map(() => new Map());
    [moves[0], moves[H - 1]] = [dA, dB];
    chargeCurve(place, net, moves, LIMITS.curveEntries ** 2);
    return () => {
      f.j.demand(dj === net.d, 'LIFT', 'the layer is not a bottleneck');
      f.C.demand(product(j, 1).times(C).isIdentity, 'LIFT', 'C is not a right inverse');
      f.D.demand(D.times(product(H - 1, j)).isIdentity, 'LIFT', 'D is not a left inverse');
      const [A, B] = [addPolynomials(constant(product(j, 0)), dA), addPolynomials(constant(product(H, j)), dB)];
      const shallow = new Map(multiplyPolynomials(B, A));
      shallow.delete(0);
      moves[0] = multiplyPolynomials(constant(C), dA);
      moves[H - 1] = multiplyPolynomials(dB, constant(D));
      const agree = vanishes(addPolynomials(shallow, net.change(moves), -1n));
      place.demand(agree, 'LIFT', 'the deep product is not B(t)A(t)');
      const leads = leadsWith(-1, net.fChange(shallow, order));
      f.order.demand(leads, 'LIFT', `the leading term is not negative of order ${order}`);
    };
  },
};
