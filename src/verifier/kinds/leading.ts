/** Leading eigenvalues of Σ and a semidefinite Hessian, from products of the given matrices alone: FORMAT.md, sections 4.2 and 4.6. */
import { hasRank, minorsWork } from '../modular.ts';
import { pivots } from '../network.ts';
import { readProof } from '../psd.ts';
import type { Reader } from './kind.ts';

export const leading: Record<string, Reader> = {
  /** Σ ⪰ t on col R, where it is RΣ_XXRᵀ, and Σ ⪯ t on the complement, where it is GΣ_XX⁺Gᵀ. */
  leading(place, net) {
    const f = place.fields('kind', 'columns', 't', 'above', 'below');
    const [inputs, outputs] = [net.X.rows, net.Y.rows];
    const r = f.columns.list().length;
    const [columns, t] = [f.columns.indices(r, inputs), f.t.rational()];
    f.t.demand(t.sign > 0, 'RANGE', 't is not positive');
    const [above, below] = [readProof(f.above, r), readProof(f.below, inputs)];
    place.charge(minorsWork(outputs, r) + (inputs + outputs) * (2 * inputs * outputs + r * (inputs + outputs)));
    return ({ ranks, verdict }) => {
      const [R, G] = [net.R(), net.G()];
      place.demand(R.T.times(G).isZero && G.times(R.T).isZero, 'ZERO', 'RᵀG or GRᵀ is not 0');
      const p = R.pick(undefined, columns);
      f.columns.demand(r === ranks.get('R') && hasRank(f.columns, p, r), 'RANK', 'not a basis of col R');
      const pR = p.T.times(R);
      const onR = pR.times(net.XX(), pR.T).minus(p.T.times(p).scaled(t));
      f.above.demand(above(onR), 'SEPARATION', 'no proof that Σ is at least t on col R');
      const outside = net.XX().scaled(t).minus(G.T.times(G));
      f.below.demand(below(outside), 'SEPARATION', 'no proof that Σ is at most t outside col R');
      // What is shown is about matrices of rank ≤ r.
      place.demand(verdict !== 'global-minimizer' || r === net.d, 'KY_FAN', 'rank R is less than d');
    };
  },
  /** At a critical point that fits the leading eigenvalues: then D²L[V,V] is at least a square (docs/square-completion.md). */
  'square-completion'(place, net) {
    place.fields('kind');
    const { widths, H } = net;
    const [inputs, outputs] = [net.X.rows, net.Y.rows];
    const work = pivots(H, (i, j) => {
      const [from, to, rows] = [widths[j]!, widths[i]!, widths[i - 1]!];
      return rows * widths[i - 2]! * from + minorsWork(rows, from) + to * inputs * (outputs + widths[j - 1]!);
    });
    place.charge(work.reduce((sum, x) => sum + x, 0));
    return ({ ranks }) => {
      const r = ranks.get('R')!;
      for (const [i, j] of pivots(H, (i, j) => [i, j] as const)) {
        const isTightened = net.pulledBack(i, j).isZero || hasRank(place, net.product(i - 1, j), r);
        place.demand(isTightened, 'PSD', `the pivot (${i},${j}) is not tightened`);
      }
    };
  },
};
