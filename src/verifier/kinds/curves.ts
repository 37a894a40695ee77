/** Curves and directions from the point, and comparisons of losses: FORMAT.md, section 4.2. */
import type { Matrix, Polynomial } from '../matrix.ts';
import { leadsWith, type Network } from '../network.ts';
import type { Place } from '../read.ts';
import { LIMITS } from '../result.ts';
import { chargeBalance } from './balance.ts';
import { type Check, type Reader, readLayers } from './kind.ts';

export const curves: Record<string, Reader> = {
  /** D²L[V,V] is twice the coefficient at t² of L(W + tV) − L(W). */
  'negative-curvature'(place, net) {
    const f = place.fields('kind', 'V');
    const moves = readLayers(f.V, net).map((V) => new Map([[1, V]]));
    chargeCurve(place, net, moves, 2);
    return () => {
      const second = net.lossChange(moves, 2)[2]!;
      f.V.demand(second.sign < 0, 'CURVATURE', 'the second derivative is not negative');
    };
  },
  'descent-curve': (place, net) => curve(place, net, -1),
  'ascent-curve': (place, net) => curve(place, net, 1),
  'better-point'(place, net) {
    const to = readLayers(place.fields('kind', 'to').to, net);
    chargeLoss(place, net, to);
    return () => {
      const gap = net.twiceLossAt(productOf(to)).minus(net.twiceLoss());
      place.demand(gap.sign < 0, 'BETTER', 'the loss there is not below L(W)');
    };
  },
  /** L(W + s(W′ − W)) against (1 − s)L(W) + sL(W′). */
  chord(place, net) {
    const f = place.fields('kind', 'to', 's', 'side');
    const [to, s] = [readLayers(f.to, net), f.s.rational()];
    f.s.demand(s.sign > 0 && s.num[0]! < s.den, 'RANGE', 's is not between 0 and 1');
    const side = f.side.choice('above', 'below');
    // s is a factor of every layer between.
    chargeLoss(place, net, to, 2 * net.H ** 2);
    return () => {
      const twiceLoss = (W: readonly Matrix[]) => net.twiceLossAt(productOf(W));
      const between = twiceLoss(net.W.map((W, h) => W.plus(to[h]!.minus(W).scaled(s))));
      const straight = net.twiceLoss().plus(twiceLoss(to).minus(net.twiceLoss()).scaled(s));
      const holds = between.minus(straight).sign === (side === 'above' ? 1 : -1);
      place.demand(holds, 'CHORD', `the loss is not ${side} the chord`);
    };
  },
  'better-matrix'(place, net) {
    const f = place.fields('kind', 'left', 'right');
    const k = f.right.list().length;
    const [left, right] = [f.left.matrix(net.Y.rows, k), f.right.matrix(k, net.X.rows)];
    chargeLoss(place, net, [left, right]);
    return (known) => {
      const twiceLoss = net.twiceLossAt(left.times(right));
      place.demand(twiceLoss.minus(net.twiceLoss()).sign < 0, 'BETTER', 'the loss of left·right is not below L(W)');
      Object.assign(known, { betterRank: k, twiceBetter: twiceLoss });
    };
  },
};

const productOf = (W: readonly Matrix[]) => W.reduce((product, layer) => layer.times(product));

/** The product of these layers, and the loss there, so many times. */
function chargeLoss(place: Place, net: Network, layers: readonly Matrix[], times = 1): void {
  const entries = layers.reduce((sum, { num }) => sum + num.length, net.Y.num.length);
  place.charge(entries * net.X.rows * times);
}

function curve(place: Place, net: Network, wanted: 1 | -1): Check {
  const f = place.fields('kind', 'order', 'curve');
  const order = f.order.natural(1, Infinity, LIMITS.power);
  const shapes = net.W.map(({ rows, cols }) => [rows, cols] as const);
  const moves = readCurve(f.curve, shapes, 'layer');
  const sense = wanted < 0 ? 'negative' : 'positive';
  chargeCurve(place, net, moves, order);
  return () => {
    const leads = leadsWith(wanted, net.lossChange(moves, order));
    place.demand(leads, 'CURVE', `the leading term is not ${sense} of order ${order}`);
  };
}

/** The products W_h(t)⋯W_1(t) up to t^order, and the coefficients of the loss. */
export function chargeCurve(place: Place, net: Network, moves: readonly Polynomial[], order: number): void {
  let powers = 1;
  for (const [h, { num }] of net.W.entries()) {
    const terms = moves[h]!.size + 1;
    place.charge(terms * powers * (1 + num.length * net.X.rows));
    powers = Math.min(order + 1, terms * powers);
  }
  const width = net.loss.weights ? net.X.cols : net.X.rows;
  place.charge(powers * (powers + width) * net.X.rows * net.Y.rows);
  if (net.loss.mu) chargeBalance(place, net, moves, order);
}

/** One polynomial for each shape, from a list of {layer, power, matrix} sorted by layer and power; or {power, matrix}. */
export function readCurve(
  place: Place,
  shapes: readonly (readonly [number, number])[],
  ...layer: 'layer'[]
): Polynomial[] {
  const list = place.list();
  place.demand(list.length <= LIMITS.curveEntries, 'LIMIT', 'too many entries in a curve');
  const moves = shapes.map(() => new Map<number, Matrix>());
  let last = 0;
  for (const entry of list) {
    const f = entry.fields('power', 'matrix', ...layer);
    const h = layer.length > 0 ? f.layer.natural(1, shapes.length) : 1;
    const power = f.power.natural(1, Infinity, LIMITS.power);
    const C = f.matrix.matrix(...shapes[h - 1]!);
    f.matrix.demand(!C.isZero, 'RANGE', 'zero matrix in a curve');
    const position = h * (LIMITS.power + 1) + power;
    entry.demand(position > last, 'RANGE', 'entries not sorted by layer and power');
    last = position;
    moves[h - 1]!.set(power, C);
  }
  return moves;
}
