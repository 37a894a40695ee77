/** Semidefiniteness of the Hessian, and what the spectrum of Σ says of the point: FORMAT.md, sections 4.2 to 4.4. */
import type { Matrix } from '../matrix.ts';
import { readProof, readSplit } from '../psd.ts';
import { chargeParts, type Reader } from './kind.ts';

export const spectra: Record<string, Reader> = {
  psd(place, net) {
    const f = place.fields('kind', 'of', 'proof');
    f.of.choice('hessian');
    const coordinates = net.W.reduce((sum, { doubles }) => sum + doubles.length, 0);
    const proof = readProof(f.proof, coordinates);
    if (net.loss.weights) place.charge(net.Y.doubles.length * coordinates ** 2);
    return () => f.proof.demand(proof(net.hessian()), 'PSD', 'no proof that the Hessian is semidefinite');
  },
  convexity(place, net) {
    place.fields('kind');
    chargeParts(place, net);
    return () => place.demand(net.isFlat(), 'CONVEXITY', 'G is not zero');
  },
  'ky-fan'(place, net) {
    const { traceOnP } = readSplit(place, net, net.d);
    return (known) => {
      known.twiceLeast = net.YY().minus(traceOnP(known.sigma!));
      place.demand(net.twiceLoss().equals(known.twiceLeast), 'KY_FAN', 'L(W) is not the minimum over rank ≤ d');
    };
  },
  /** col p = col R carries the largest eigenvalues of Σ, up to ties. */
  prefix(place, net) {
    const { k, q, traceOnP } = readSplit(place, net);
    return (known) => {
      place.field('p').demand(k === known.ranks.get('R'), 'SEPARATION', 'p has not rank R columns');
      place.field('q').demand(q.T.times(net.R()).isZero, 'SEPARATION', 'q is not orthogonal to R');
      known.twiceLeast = net.YY().minus(traceOnP(known.sigma!));
    };
  },
  /** uᵀΣu/uᵀu > vᵀΣv/vᵀv for v = Rc ∈ col R and u ⊥ col R. */
  swap(place, net) {
    const f = place.fields('kind', 'u', 'c');
    const [u, c] = [f.u.vector(net.Y.rows), f.c.vector(net.X.rows)];
    return ({ sigma }) => {
      const v = net.R().times(c);
      f.u.demand(!u.isZero && u.T.times(net.R()).isZero, 'SWAP', 'u is zero or not orthogonal to R');
      f.c.demand(!v.isZero, 'SWAP', 'Rc is zero');
      const form = (x: Matrix) => sigma!.times(x).dot(x);
      const [atU, atV] = [form(u).times(v.dot(v)), form(v).times(u.dot(u))];
      place.demand(atU.minus(atV).sign > 0, 'SWAP', 'the Rayleigh quotient at u does not exceed the one at v');
    };
  },
};
