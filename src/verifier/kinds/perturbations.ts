/** Curves that keep the product, and curves that give all partial products full rank: FORMAT.md, sections 4.2 and 6.3. */
import { type Matrix, vanishes } from '../matrix.ts';
import { LIMITS } from '../result.ts';
import { chargeCurve, readCurve } from './curves.ts';
import type { Reader } from './kind.ts';

export const perturbations: Record<string, Reader> = {
  flat(place, net) {
    const f = place.fields('kind', 'curve');
    const shapes = net.W.map(({ rows, cols }) => [rows, cols] as const);
    const moves = readCurve(f.curve, shapes, 'layer');
    f.curve.demand(f.curve.list().length > 0, 'FLAT', 'the curve does not leave the point');
    chargeCurve(place, net, moves, LIMITS.curveEntries * LIMITS.power);
    return () => f.curve.demand(vanishes(net.change(moves)), 'FLAT', 'the product moves');
  },
  /** The index is off by one: B_jC = 0 does not keep B_{j+1}(W_{j+1} + tC)A_j where it is. */
  moved(place, net) {
    const f = place.fields('kind', 'j', 'matrix');
    const j = f.j.natural(1, net.H - 1);
    f.j.demand(net.widths[j] === net.widths[j + 1], 'SHAPE', 'B_j and C have no product');
    const C = f.matrix.matrix(net.widths[j + 1]!, net.widths[j]!);
    return () => {
      f.matrix.demand(net.product(net.H, j).times(C).isZero, 'FLAT', 'B_jC is not 0');
      const moves = net.product(net.H, j + 1).times(C, net.product(j, 0));
      f.matrix.demand(!moves.isZero, 'FLAT', 'the product does not move');
    };
  },
  'full-rank-curve'(place, net) {
    const f = place.fields('kind', 'curve', 't', 'ranks');
    const { H, W, widths } = net;
    const shapes = W.map(({ rows, cols }) => [rows, cols] as const);
    const moves = readCurve(f.curve, shapes, 'layer');
    const isLine = moves.every((move) => [...move.keys()].every((power) => power === 1));
    f.curve.demand(isLine, 'RANGE', 'not a line');
    const t = f.t.rational();
    f.t.demand(t.sign > 0, 'RANGE', 't is not positive');
    const list = f.ranks.list((H * (H + 1)) / 2);
    const ranks = W.flatMap((_, h) =>
      W.slice(0, h + 1).map((_, k) => {
        const [i, j] = [h + 1, k + 1];
        const size = Math.min(...widths.slice(j - 1, i + 1));
        const g = list[(h * i) / 2 + k]!.fields('rows', 'cols', 'inverse');
        const [rows, cols] = [g.rows.indices(size, widths[i]!), g.cols.indices(size, widths[j - 1]!)];
        place.charge(widths[i]! * widths[h]! * widths[k]! + size ** 3);
        return { i, j, rows, cols, inverse: g.inverse.matrix(size, size), place: g.inverse };
      }),
    );
    return () => {
      const layers = W.map((layer, h) => {
        const V = moves[h]!.get(1);
        return V ? layer.plus(V.scaled(t)) : layer;
      });
      // W_i(t)⋯W_j(t) from the one before it in i.
      const products: Matrix[] = [];
      for (const { i, j, rows, cols, inverse, place } of ranks) {
        const product = i === j ? layers[i - 1]! : layers[i - 1]!.times(products[j - 1]!);
        products[j - 1] = product;
        place.demand(inverse.times(product.pick(rows, cols)).isIdentity, 'RANK', 'not the inverse of the block');
      }
    };
  },
};
