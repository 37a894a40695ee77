/** Local minima of the two-layer network (B_j, A_j), hence of the deep one: FORMAT.md, section 4.5. */
import { makeNetwork, type Network } from '../network.ts';
import { readProof } from '../psd.ts';
import type { Place } from '../read.ts';
import { readDomination } from './domination.ts';
import type { Check, Reader } from './kind.ts';

export const minima: Record<string, Reader> = {
  'local-minimum'(place, net) {
    const f = place.fields('kind', 'j', 'proof');
    const j = f.j.natural(1, net.H - 1);
    const isHessian = f.proof.field('form').choice('hessian', 'domination') === 'hessian';
    return isHessian ? byHessian(f.j, f.proof, net, j) : byDomination(f.proof, net, j);
  },
};

/** The kernel of the Hessian is no larger than the d_j² dimensions of the orbit (B_jT⁻¹, TA_j): the loss grows across it. */
function byHessian(layer: Place, place: Place, net: Network, j: number): Check {
  const f = place.fields('form', 'proof').proof;
  const [inputs, width, outputs] = [net.X.rows, net.widths[j]!, net.Y.rows];
  const n = width * (inputs + outputs);
  f.field('form').choice('dominance');
  const isPositiveSemidefinite = readProof(f, n);
  const index = f.field('index');
  const diagonal = f
    .field('factor')
    .list()
    .map((row, i) => row.list()[i]!);
  if (net.loss.weights) place.charge(net.Y.doubles.length * n ** 2);
  return ({ ranks }) => {
    layer.demand(ranks.get('R') === width, 'MINIMUM', 'rank R is not the width of this layer');
    index.demand(n - index.list().length === width ** 2, 'MINIMUM', 'the kernel is not that of the orbit');
    for (const entry of diagonal) entry.demand(entry.value !== '0', 'MINIMUM', 'the factor is not invertible');
    const layers = [net.product(j, 0), net.product(net.H, j)];
    const shallow = makeNetwork([inputs, width, outputs], net.X, net.Y, layers, net.loss);
    place.demand(shallow.isCritical(), 'MINIMUM', 'the two-layer network is not at a critical point');
    f.demand(isPositiveSemidefinite(shallow.hessian()), 'PSD', 'no proof that the Hessian is semidefinite');
  };
}

/** Near W, |R′_kl| ≤ η Σ |R′_ab| for any η > 0, and Σ w_ab|E_ab| − Σ w_ab|Y_ab| ≥ Σ w_ab|R′_ab| − w_kl|R′_kl|, (a,b) ≠ (k,l). */
function byDomination(place: Place, net: Network, j: number): Check {
  const f = place.fields('form', 'row', 'col', 'common', 'multipliers');
  const dominated = readDomination(place, net, j);
  const entry = (f.row.value as number) * net.X.rows + (f.col.value as number);
  return () => {
    place.demand(net.loss.kind === 'absolute', 'MINIMUM', 'the loss is not the sum of weighted absolute values');
    place.demand(net.X.isIdentity, 'MINIMUM', 'X is not the identity');
    const others = net.Y.num.filter((_, at) => at !== entry);
    place.demand(
      others.every((x) => x === 0n),
      'MINIMUM',
      'Y has another entry that is not 0',
    );
    dominated();
  };
}
