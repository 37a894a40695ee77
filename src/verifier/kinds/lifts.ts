/** Curves and points of two-layer networks, lifted to the deep one: FORMAT.md, section 4.2. */
import { addPolynomials, constant, Matrix, multiplyPolynomials, type Polynomial, vanishes } from '../matrix.ts';
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
      const leads = net.leadsWith(place, -1, net.fChange(shallow, order));
      f.order.demand(leads, 'LIFT', `the leading term is not negative of order ${order}`);
    };
  },
  /** R′ near R is the product of a point W′ near W: only W_1 and W_H move. */
  'point-lift'(place, net) {
    const f = place.fields('kind', 'j', 'target', 'C', 'D', 'N', 'K', 'bound');
    const { H, W, widths, product } = net;
    const j = f.j.natural(0, H);
    const [inputs, outputs, dj] = [widths[0]!, widths[H]!, widths[j]!];
    const [C, D] = [f.C.matrix(widths[1]!, dj), f.D.matrix(dj, widths[H - 1]!)];
    const [N, K] = [f.N.matrix(inputs, dj), f.K.matrix(dj, outputs)];
    const [target, bound] = [f.target.matrix(outputs, inputs), f.bound.rational()];
    const entries = W.reduce((sum, { doubles }) => sum + doubles.length, C.doubles.length + D.doubles.length);
    place.charge(entries * (widths[1]! + inputs + outputs + dj) + inputs * outputs * dj);
    return (known) => {
      f.j.demand(dj === net.d, 'LIFT', 'the layer is not a bottleneck');
      const [A, B] = [product(j, 0), product(H, j)];
      f.C.demand(j > 0 ? product(j, 1).times(C).isIdentity : C.isZero, 'LIFT', 'C is not a right inverse, or not 0');
      const left = j < H ? D.times(product(H - 1, j)).isIdentity : D.isZero;
      f.D.demand(left, 'LIFT', 'D is not a left inverse, or not 0');
      f.N.demand(A.times(N).isIdentity, 'LIFT', 'N is not a right inverse');
      // A′ and B′: δB = (R′ − R)N, and δA = K(R′ − R)(1 − NA_j).
      const newB = j < H ? target.times(N) : B;
      f.K.demand(K.times(newB).isIdentity, 'LIFT', 'K is not a left inverse');
      const [dA, dB] = [K.times(target).minus(A), newB.minus(B)];
      const [first, last] = [C.times(dA), dB.times(D)];
      const layers = W.map((layer, h) => {
        const moved = h === 0 ? layer.plus(first) : layer;
        return h === H - 1 ? moved.plus(last) : moved;
      });
      const reaches = layers.reduce((product, layer) => layer.times(product)).equals(target);
      f.target.demand(reaches, 'LIFT', 'not the product of W′');
      const norm = (M: Matrix) => M.dot(M);
      const one = Matrix.rational(1n);
      const ofA = norm(C).times(norm(K), one.plus(norm(N).times(norm(A))));
      const least = norm(D).times(norm(N)).plus(ofA, 2n);
      f.bound.demand(bound.minus(least).sign >= 0, 'LIFT', 'the bound is too small');
      const larger = norm(C).minus(norm(D)).sign > 0 ? norm(C) : norm(D);
      const distance = norm(first).plus(norm(last));
      known.lifts = [...(known.lifts ?? []), { j, target, distance, within: larger.times(norm(dA).plus(norm(dB))) }];
    };
  },
};
