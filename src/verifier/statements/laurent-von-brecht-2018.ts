/** FORMAT.md, section 6.7. */
import {
  type Claim,
  convexLoss,
  escapes,
  type Hypothesis,
  onlyConvexLoss,
  pointClass,
  type Statement,
  smoothLosses,
  spurious,
  spuriousBy,
  type Table,
  variant,
  withTranscendentalLosses,
} from './statement.ts';

/** d_1, …, d_{H−1} ≥ min(d_0, d_H) − less. */
const isWide = ({ net: { widths, X, Y } }: Claim, less = 0) =>
  widths.slice(1, -1).every((width) => width >= Math.min(X.rows, Y.rows) - less);
const wide: Hypothesis = ['A1', 'dimensions', 'd_1, …, d_{H−1} ≥ min(d_0, d_H)', (claim) => isWide(claim)];

const laurent = withTranscendentalLosses({
  says: 'every local minimum has ∇f(R) = 0, so it is a global one',
  hypotheses: [wide, convexLoss('A2')],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => (claim.verdict === 'global-minimizer' ? ['rank R', 'convexity'] : pointClass(claim)),
});
const narrow: Statement = {
  losses: smoothLosses,
  says: 'every local minimum is a global one, for any widths',
  hypotheses: [convexLoss('A2')],
  verdicts: spurious,
  evidence: () => ['rank R', ...spuriousBy('hessian')],
};

export const laurentVonBrecht2018: Table = {
  'laurent-von-brecht-2018/thm-1': {
    '': laurent,
    '~narrow': narrow,
    '~one-less': variant(narrow, {
      says: 'every local minimum is a global one, if all hidden layers have at least min(d_0, d_H) − 1 neurons',
      hypotheses: [
        ['A1', 'dimensions', 'd_1, …, d_{H−1} ≥ min(d_0, d_H) − 1', (claim) => isWide(claim, 1)],
        convexLoss('A2'),
      ],
    }),
    '~not-differentiable': {
      losses: ['absolute'],
      says: 'every local minimum is a global one, also where f is not differentiable',
      hypotheses: [wide, onlyConvexLoss('A2')],
      verdicts: spurious,
      evidence: () => ['rank R', ...spuriousBy('domination')],
    },
    '~critical-point': variant(laurent, { says: 'every critical point has ∇f(R) = 0', verdicts: escapes }),
  },
};
