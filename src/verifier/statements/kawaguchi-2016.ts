/** FORMAT.md, section 6.2. */
import { type Claim, spectral, type Table } from './statement.ts';

const widthsFit = ({ net }: Claim) => net.Y.rows <= net.X.rows && net.d >= 1;
const deep = (claim: Claim) => widthsFit(claim) && claim.net.H >= 2;

export const kawaguchi2016: Table = {
  'kawaguchi-2016/thm-2.3-i': {
    '': {
      says: 'L is neither convex nor concave',
      hypotheses: [['A1', 'dimensions', 'd_H ≤ d_0, H ≥ 2, all d_i ≥ 1', deep], ...spectral],
      verdicts: ['neither-convex-nor-concave'],
      evidence: () => ['chord above', 'chord below'],
    },
    '~one-layer': {
      says: 'L is neither convex nor concave, with one layer too',
      hypotheses: [['A1', 'dimensions', 'd_H ≤ d_0, all d_i ≥ 1', widthsFit], ...spectral],
      verdicts: ['convex'],
      evidence: () => ['psd'],
      concludes: ({ net }) => net.H === 1,
    },
  },
};
