/** FORMAT.md, section 6.4. */
import { chargeBalance } from '../kinds/balance.ts';
import { Matrix } from '../matrix.ts';
import {
  type Claim,
  classEvidence,
  fullRowRankX,
  type Hypothesis,
  nonStrict,
  pointClass,
  type Statement,
  type Table,
  variant,
} from './statement.ts';

const twoLayers: Hypothesis = ['A1', 'dimensions', 'H = 2', ({ net }) => net.H === 2];
const [, byRank, fullRank, isFullRank] = fullRowRankX;
const inputs: Hypothesis = ['A2', byRank, fullRank, isFullRank];

const shallow: Statement = {
  says: 'every local minimum is global, and every other critical point is a strict saddle',
  hypotheses: [twoLayers, inputs],
  verdicts: ['not-critical', 'global-minimizer', 'strict-saddle'],
  evidence: pointClass,
};

const regularized: Statement = {
  ...shallow,
  says: 'a critical point of the regularized loss is balanced, and a global minimizer or a strict saddle',
  losses: ['balanced-square'],
  evidence: (claim) => {
    if (claim.verdict === 'not-critical') return pointClass(claim);
    return ['rank R', 'zero', 'balanced', ...classEvidence(claim).filter((kind) => kind !== 'zero')];
  },
};

/** Of critical points of f alone; whether layers are balanced depends on the spectrum, so that it says nothing between vertices. */
const unregularized: Statement = { ...shallow, coordinates: true };

/** 10⁶. */
const MILLION = Matrix.rational(10n ** 6n);
const convergence: Statement = {
  says: 'where gradient descent ends, L(W) exceeds the least loss by at most 10⁻⁶‖Y‖²',
  hypotheses: [twoLayers, inputs],
  verdicts: ['within-gap'],
  evidence: () => ['least-squares', 'gap'],
  concludes: ({ gap, net }) => gap!.times(MILLION).minus(net.Y.dot(net.Y)).sign <= 0,
};

/** D ≠ 0, at a critical point of f. */
function isImbalanced({ net, evidence }: Claim): boolean {
  chargeBalance(evidence[0]!.place, net);
  return !net.balance().isZero;
}

export const zhu2018: Table = {
  'zhu-2018/thm-shallow': {
    '': unregularized,
    '~any-depth': variant(unregularized, {
      says: 'the same for networks of any depth',
      hypotheses: [inputs],
      verdicts: nonStrict,
    }),
    '~critical-is-global': variant(unregularized, {
      says: 'every critical point is a global minimizer',
      verdicts: ['strict-saddle'],
    }),
    '~all-saddles': variant(unregularized, {
      says: 'every critical point is a strict saddle',
      verdicts: ['global-minimizer'],
    }),
  },
  'zhu-2018/thm-regularized': {
    '': regularized,
    '~not-regularized': variant(shallow, {
      says: 'the critical points of the loss without regularizer are balanced, too',
      also: 'W is a critical point, and W_2ᵀW_2 is not W_1XXᵀW_1ᵀ',
      verdicts: ['fails'],
      evidence: () => ['zero'],
      concludes: isImbalanced,
    }),
    '~critical-is-global': variant(regularized, {
      says: 'every critical point of the regularized loss is a global minimizer',
      verdicts: ['strict-saddle'],
    }),
    '~same-critical-points': variant(regularized, {
      says: 'the critical points of f and those of the regularized loss are the same',
      also: 'and W is a critical point of f',
      verdicts: ['not-critical'],
      concludes: ({ net }) => net.pulledBack(1, 1).isZero && net.pulledBack(2, 2).isZero,
    }),
  },
  'zhu-2018/convergence': {
    '': convergence,
    '~any-start': {
      says: 'gradient descent converges to a global minimizer from every start',
      also: 'so that gradient descent stays there',
      hypotheses: [twoLayers, inputs],
      verdicts: ['strict-saddle'],
      evidence: classEvidence,
    },
    '~exact': variant(convergence, {
      says: 'where gradient descent ends, so close to the least loss, the gradient is zero',
      also: 'though the gap is at most 10⁻⁶‖Y‖²',
      verdicts: ['not-critical'],
      evidence: () => ['least-squares', 'gap', 'descent-curve'],
    }),
  },
};
