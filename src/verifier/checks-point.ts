/** Evidence about the point by curves, directions and other points: FORMAT.md, section 4.2. */
import type { EvidenceReader } from './evidence.ts';
import { coefficients, leadsWith } from './loss.ts';
import {
  add,
  addPolynomials,
  inner,
  isIdentity,
  isZero,
  type Matrix,
  multiply,
  multiplyPolynomials,
  type Polynomial,
  scalar,
  scale,
  sign,
  subtract,
  transpose,
} from './matrix.ts';
import type { Network } from './network.ts';
import type { Place } from './read.ts';
import { demand, LIMITS, malformed, overLimit } from './result.ts';

/** V = [V_1, …, V_H] shaped as W. */
const layersLike = (net: Network, place: Place): Matrix[] =>
  place.list(net.H).map((layer, h) => layer.matrix(net.widths[h + 1]!, net.widths[h]!));

/** D²L[V,V] is twice the coefficient at t² of L(W + tV) − L(W). */
export const negativeCurvature: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'V');
  const V = layersLike(net, f.V);
  return {
    check: () => {
      const change = net.change(
        V.map((part) => new Map([[1, part]])),
        2,
      );
      const second = coefficients(net.loss, net.G, change, 2)[2]!;
      demand(sign(second) < 0, 'CURVATURE', f.V.pointer, 'the second derivative is not negative');
    },
  };
};

/** One entry of a polynomial that vanishes at t = 0: C·t^power with C ≠ 0. */
function readTerm(power: Place, matrix: Place, rows: number, cols: number): [number, Matrix] {
  const k = power.natural(LIMITS.power);
  if (k < 1) malformed('RANGE', power.pointer, 'the power is below 1');
  const C = matrix.matrix(rows, cols);
  if (isZero(C)) malformed('RANGE', matrix.pointer, 'zero matrix in a polynomial');
  return [k, C];
}

/** The terms of a curve; too many are refused before they are read. */
function termsOf(place: Place): Place[] {
  const list = place.list();
  return list.length > LIMITS.curveEntries ? overLimit(place.pointer, 'too many entries in a curve') : list;
}

function readOrder(place: Place): number {
  const order = place.natural(LIMITS.power);
  return order < 1 ? malformed('RANGE', place.pointer, 'the order is below 1') : order;
}

export const curve =
  (wanted: 1 | -1): EvidenceReader =>
  (place, net) => {
    const f = place.fields('kind', 'order', 'curve');
    const order = readOrder(f.order);
    const moves = net.W.map(() => new Map<number, Matrix>());
    let last = 0;
    for (const entry of termsOf(f.curve)) {
      const e = entry.fields('layer', 'power', 'matrix');
      const h = e.layer.natural();
      if (h < 1 || h > net.H) malformed('RANGE', e.layer.pointer, 'no such layer');
      const [k, C] = readTerm(e.power, e.matrix, net.widths[h]!, net.widths[h - 1]!);
      const position = h * (LIMITS.power + 1) + k;
      if (position <= last) malformed('RANGE', entry.pointer, 'entries not sorted by layer and power');
      last = position;
      moves[h - 1]!.set(k, C);
    }
    return {
      number: order,
      check: () => {
        const sums = coefficients(net.loss, net.G, net.change(moves, order), order);
        const sense = wanted < 0 ? 'negative' : 'positive';
        demand(leadsWith(wanted, sums), 'CURVE', place.pointer, `the leading term is not ${sense} of order ${order}`);
      },
    };
  };

/** G = 0 with f convex: R minimizes f. Every loss of the table is convex. */
export const convexity: EvidenceReader = (place, net) => {
  place.fields('kind');
  return { check: () => demand(isZero(net.G), 'CONVEXITY', place.pointer, 'G is not zero') };
};

/** uᵀΣu/uᵀu > vᵀΣv/vᵀv with v ∈ col R and u ⊥ col R. */
export const swap: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'u', 'c');
  const u = f.u.vector(net.outputs);
  const c = f.c.vector(net.inputs);
  return {
    check: ({ sigma }) => {
      const v = multiply(net.R, c);
      demand(
        !isZero(u) && isZero(multiply(transpose(net.R), u)),
        'SWAP',
        f.u.pointer,
        'u is zero or not orthogonal to R',
      );
      demand(!isZero(v), 'SWAP', f.c.pointer, 'Rc is zero');
      const form = (x: Matrix) => inner(multiply(sigma!, x), x);
      const gap = subtract(multiply(form(u), inner(v, v)), multiply(form(v), inner(u, u)));
      demand(sign(gap) > 0, 'SWAP', place.pointer, 'the Rayleigh quotient at u does not exceed the one at v');
    },
  };
};

export const lift: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'j', 'order', 'C', 'D', 'A', 'B');
  const j = f.j.natural();
  if (j < 1 || j > net.H - 1) malformed('RANGE', f.j.pointer, 'not a hidden layer');
  const dj = net.widths[j]!;
  const order = readOrder(f.order);
  const C = f.C.matrix(net.widths[1]!, dj);
  const D = f.D.matrix(dj, net.widths[net.H - 1]!);
  const polynomial = (list: Place, rows: number, cols: number): Polynomial => {
    const out = new Map<number, Matrix>();
    let last = 0;
    for (const entry of termsOf(list)) {
      const e = entry.fields('power', 'matrix');
      const [k, M] = readTerm(e.power, e.matrix, rows, cols);
      if (k <= last) malformed('RANGE', entry.pointer, 'entries not sorted by power');
      last = k;
      out.set(k, M);
    }
    return out;
  };
  const dA = polynomial(f.A, dj, net.inputs);
  const dB = polynomial(f.B, net.outputs, dj);
  return {
    number: order,
    check: () => {
      demand(dj === net.d, 'LIFT', f.j.pointer, 'the layer is not a bottleneck');
      demand(isIdentity(multiply(net.between(j + 1, 1), C)), 'LIFT', f.C.pointer, 'C is not a right inverse');
      demand(isIdentity(multiply(D, net.between(net.H, j))), 'LIFT', f.D.pointer, 'D is not a left inverse');
      const shallow = (power0: Matrix, change: Polynomial) => addPolynomials(new Map([[0, power0]]), change);
      const BA = new Map(multiplyPolynomials(shallow(net.B(j), dB), shallow(net.A(j), dA)));
      const moves: Polynomial[] = net.W.map(() => new Map());
      moves[0] = multiplyPolynomials(new Map([[0, C]]), dA);
      moves[net.H - 1] = multiplyPolynomials(dB, new Map([[0, D]]));
      BA.delete(0);
      const difference = [...addPolynomials(BA, net.change(moves), -1n).values()];
      demand(difference.every(isZero), 'LIFT', place.pointer, 'the deep product is not B(t)A(t)');
      const sums = coefficients(net.loss, net.G, BA, order);
      demand(leadsWith(-1, sums), 'LIFT', f.order.pointer, `the leading term is not negative of order ${order}`);
    },
  };
};

/** L(W + s(W′ − W)) against (1 − s)L(W) + sL(W′). */
export const chord: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'to', 's', 'side');
  const to = layersLike(net, f.to);
  const s = f.s.rational();
  if (sign(s) <= 0 || sign(subtract(scalar(1n), s)) <= 0) malformed('RANGE', f.s.pointer, 's is not between 0 and 1');
  const side = f.side.choice('above', 'below');
  return {
    name: side,
    check: () => {
      const value = (W: Matrix[]) => net.loss.value(W.reduce((product, layer) => multiply(layer, product)));
      const between = value(to.map((V, h) => add(net.W[h]!, scale(subtract(V, net.W[h]!), s))));
      const straight = add(net.value, multiply(s, subtract(value(to), net.value)));
      const gap = sign(subtract(between, straight));
      demand(gap === (side === 'above' ? 1 : -1), 'CHORD', place.pointer, `the loss is not ${side} the chord`);
    },
  };
};

/** f(left·right) < L(W), with d + 1 inner dimensions: a matrix of rank ≤ d + 1. */
export const betterMatrix: EvidenceReader = (place, net) => {
  const f = place.fields('kind', 'left', 'right');
  const left = f.left.matrix(net.outputs, net.d + 1);
  const right = f.right.matrix(net.d + 1, net.inputs);
  return {
    check: () => {
      const gap = subtract(net.loss.value(multiply(left, right)), net.value);
      demand(sign(gap) < 0, 'BETTER', place.pointer, 'the loss of left·right is not below L(W)');
    },
  };
};
