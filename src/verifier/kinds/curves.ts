/** Curves and directions from the point, and comparisons of losses: FORMAT.md, section 4.2. */
import type { Matrix, Polynomial } from '../matrix.ts';
import type { Network } from '../network.ts';
import type { Place } from '../read.ts';
import { LIMITS } from '../result.ts';
import { chargeBalance } from './balance.ts';
import { type Check, chargeParts, gradientWork, type Reader, readLayers } from './kind.ts';

export const curves: Record<string, Reader> = {
  /** D²L[V,V] is twice the coefficient at t² of L(W + tV) − L(W). */
  'negative-curvature'(place, net) {
    const f = place.fields('kind', 'V');
    const moves = readLayers(f.V, net).map((V) => new Map([[1, V]]));
    chargeCurve(place, net, moves, 2);
    return () => {
      const second = net.lossChange(moves, 2)[2]!;
      f.V.demand(net.signAt(place, second) < 0, 'CURVATURE', 'the second derivative is not negative');
    };
  },
  'descent-curve': (place, net) => curve(place, net, -1),
  'ascent-curve': (place, net) => curve(place, net, 1),
  'better-point'(place, net) {
    return better(place, net, readLayers(place.fields('kind', 'to').to, net));
  },
  'nearby-point'(place, net) {
    const f = place.fields('kind', 'to', 'radius');
    const [to, radius] = [readLayers(f.to, net), f.radius.rational()];
    f.radius.demand(radius.sign > 0, 'RANGE', 'the radius is not positive');
    const check = better(place, net, to);
    return (known) => {
      const distance = sumOfSquares(to.map((layer, h) => layer.minus(net.W[h]!)));
      f.radius.demand(radius.times(radius).minus(distance).sign >= 0, 'BETTER', 'the point is not within the radius');
      check(known);
    };
  },
  /** Between two numbers, the length of the gradient of L. */
  'gradient-norm'(place, net) {
    const f = place.fields('kind', 'below', 'above');
    const [below, above] = [f.below.rational(), f.above.rational()];
    f.below.demand(below.sign > 0, 'RANGE', 'the lower bound is not positive');
    place.charge(net.W.reduce((sum, { doubles }) => sum + doubles.length, gradientWork(net.widths)));
    if (net.loss.mu) chargeBalance(place, net);
    return (known) => {
      const squared = sumOfSquares(net.W.map((_, h) => net.gradient(h + 1)));
      f.below.demand(squared.minus(below.times(below)).sign >= 0, 'NEAR', 'the gradient is shorter');
      f.above.demand(above.sign > 0 && above.times(above).minus(squared).sign >= 0, 'NEAR', 'the gradient is longer');
      known.gradientAtMost = above;
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
      const matrix = left.times(right);
      place.demand(net.isBelow(place, matrix), 'BETTER', 'the loss of left·right is not below L(W)');
      Object.assign(known, { betterRank: k, better: matrix });
    };
  },
};

/** L(W′) < L(W). */
function better(place: Place, net: Network, to: readonly Matrix[]): Check {
  chargeLoss(place, net, to);
  return () => place.demand(net.isBelow(place, productOf(to)), 'BETTER', 'the loss there is not below L(W)');
}

const sumOfSquares = (matrices: readonly Matrix[]): Matrix =>
  matrices.map((M) => M.dot(M)).reduce((sum, square) => sum.plus(square));
const productOf = (W: readonly Matrix[]) => W.reduce((product, layer) => layer.times(product));

/** The product of these layers, and the loss there, so many times. */
function chargeLoss(place: Place, net: Network, layers: readonly Matrix[], times = 1): void {
  const entries = layers.reduce((sum, { doubles }) => sum + doubles.length, net.Y.doubles.length);
  place.charge(entries * net.X.rows * times);
  chargeParts(place, net);
}

function curve(place: Place, net: Network, wanted: 1 | -1): Check {
  const f = place.fields('kind', 'order', 'curve');
  const order = f.order.natural(1, Infinity, LIMITS.power);
  const shapes = net.W.map(({ rows, cols }) => [rows, cols] as const);
  const moves = readCurve(f.curve, shapes, 'layer');
  const sense = wanted < 0 ? 'negative' : 'positive';
  chargeCurve(place, net, moves, order);
  return () => {
    const leads = net.leadsWith(place, wanted, net.lossChange(moves, order));
    place.demand(leads, 'CURVE', `the leading term is not ${sense} of order ${order}`);
  };
}

/** The products W_h(t)⋯W_1(t) up to t^order, and the coefficients of the loss. */
export function chargeCurve(place: Place, net: Network, moves: readonly Polynomial[], order: number): void {
  let powers = 1;
  for (const [h, { doubles }] of net.W.entries()) {
    const terms = moves[h]!.size + 1;
    place.charge(terms * powers * (1 + doubles.length * net.X.rows));
    powers = Math.min(order + 1, terms * powers);
  }
  const width = net.loss.weights ? net.X.cols : net.X.rows;
  place.charge(powers * (powers + width) * net.X.rows * net.Y.rows);
  chargeParts(place, net, powers);
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
