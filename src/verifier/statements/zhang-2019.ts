/** FORMAT.md, section 6.5. */
import {
  classEvidence,
  convexLoss,
  escapes,
  gradientNotZero,
  nonStrict,
  rankR,
  type Statement,
  smoothLosses,
  type Table,
} from './statement.ts';

const notZero = 'and ∇f(R) ≠ 0';

const zhang: Statement = {
  losses: smoothLosses,
  says: 'a local minimum has ∇f(R) = 0',
  hypotheses: [['A1', 'rank R', 'rank R < min d_i', (claim) => rankR(claim) < claim.net.d], convexLoss('A2')],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => {
    if (claim.verdict === 'global-minimizer') return ['convexity'];
    return [...classEvidence(claim), ...(claim.verdict === 'not-a-local-minimum' ? ['ascent-curve'] : [])];
  },
  // Where L has a gradient that is not zero, ∇f(R) ≠ 0 too.
  concludes: (claim) => claim.verdict === 'global-minimizer' || gradientNotZero(claim),
};

export const zhang2019: Table = {
  'zhang-2019/full-rank': {
    '': zhang,
    '~full-rank-too': {
      says: 'a local minimum of any rank has ∇f(R) = 0',
      also: notZero,
      hypotheses: [convexLoss('A2')],
      verdicts: ['global-minimizer'],
      evidence: () => ['rank R', 'least-squares', 'ky-fan'],
      concludes: gradientNotZero,
    },
    '~critical-point': {
      ...zhang,
      says: 'a critical point of rank R < min d_i has ∇f(R) = 0',
      also: notZero,
      verdicts: escapes,
    },
    '~strict': {
      ...zhang,
      says: 'where ∇f(R) ≠ 0, a critical point has negative curvature',
      also: notZero,
      verdicts: nonStrict,
    },
  },
};
