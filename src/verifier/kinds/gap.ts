/** The optimality gap by weak duality: FORMAT.md, section 4.2. */
import { Matrix } from '../matrix.ts';
import { readProof } from '../psd.ts';
import type { Reader } from './kind.ts';

const TWO = Matrix.rational(2n);

export const gaps: Record<string, Reader> = {
  /** For rank R ≤ d, 2f(R) ≥ ‖Y‖² − tr PΣ ≥ ‖Y‖² − tr P(tI + Z) ≥ ‖Y‖² − d·t − tr Z, with P a projection of rank d onto more than col R. */
  gap(place, net) {
    const f = place.fields('kind', 't', 'D', 'L', 'slack', 'gap');
    const n = net.Y.rows;
    const k = f.D.list().length;
    f.D.demand(k <= n, 'SHAPE', `more than ${n} entries`);
    const [t, D, L] = [f.t.rational(), f.D.vector(k), f.L.matrix(n, k)];
    const [slack, gap] = [readProof(f.slack, n), f.gap.rational()];
    place.charge(n * k * (n + k));
    return (known) => {
      const isPositive = D.num.every((x) => x >= 0n);
      f.D.demand(isPositive, 'GAP', 'Z is not semidefinite: a negative entry');
      const Z = L.times(Matrix.diagonal(D), L.T);
      const identity = Matrix.identity(n);
      const holds = slack(identity.scaled(t).plus(Z).minus(known.sigma!));
      f.slack.demand(holds, 'GAP', 'no proof that tI + Z − Σ is semidefinite');
      const twiceLeast = net
        .YY()
        .minus(t.scaled(Matrix.rational(BigInt(net.d))))
        .minus(Z.dot(identity));
      const excess = net.twiceLoss().minus(twiceLeast).minus(gap.times(TWO));
      f.gap.demand(excess.sign <= 0, 'GAP', 'L(W) exceeds the bound by more than this');
      known.gap = gap;
    };
  },
};
