/** FORMAT.md, section 6.5. */
import {
  type Claim,
  classEvidence,
  convexLoss,
  escapes,
  gradientNotZero,
  type Hypothesis,
  nonStrict,
  onlyConvexLoss,
  pointClass,
  rankR,
  type Statement,
  smoothLosses,
  spurious,
  spuriousBy,
  type Table,
  variant,
  withTranscendentalLosses,
} from './statement.ts';

const notZero = 'and ∇f(R) ≠ 0';
const isDeficient = (claim: Claim) => rankR(claim) < claim.net.d;
const rankBelowD: Hypothesis = ['A1', 'rank R', 'rank R < min d_i', isDeficient];
const rankAtMostD: Hypothesis = ['A1', 'rank R', 'rank R ≤ min d_i', () => true];
const fittedWithGradient = { verdicts: ['global-minimizer'], also: notZero, concludes: gradientNotZero } as const;

const fullRank = withTranscendentalLosses({
  says: 'a local minimum has ∇f(R) = 0',
  hypotheses: [rankBelowD, convexLoss('A2')],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => {
    if (claim.verdict === 'global-minimizer') return ['convexity'];
    return [...classEvidence(claim), ...(claim.verdict === 'not-a-local-minimum' ? ['ascent-curve'] : [])];
  },
  // Where L has a gradient that is not zero, ∇f(R) ≠ 0 too.
  concludes: (claim) => ['global-minimizer', 'tower-minimizer'].includes(claim.verdict) || gradientNotZero(claim),
});
const fullRankToo: Statement = {
  ...fittedWithGradient,
  says: 'a local minimum of any rank has ∇f(R) = 0',
  hypotheses: [convexLoss('A2')],
  evidence: pointClass,
};
const criticalPoint = variant(fullRank, {
  says: 'a critical point of rank R < min d_i has ∇f(R) = 0',
  also: notZero,
  verdicts: escapes,
});
const notDifferentiable: Statement = {
  losses: ['absolute'],
  says: 'a local minimum of rank R < min d_i is a global one, also where f is not differentiable',
  hypotheses: [rankBelowD, onlyConvexLoss('A2')],
  verdicts: spurious,
  evidence: () => spuriousBy('domination'),
};

const multiTower = variant(fullRank, {
  losses: smoothLosses,
  towers: true,
  says: 'at a local minimum ∂f/∂R = 0 for the given tower',
  verdicts: ['not-critical', 'tower-minimizer', ...escapes],
});

const reduction: Statement = {
  losses: smoothLosses,
  says: 'a local minimum that is not global has rank R = min d_i, and the two layers (B_j, A_j) are at one, too',
  hypotheses: [convexLoss('A1')],
  verdicts: ['not-critical', 'global-minimizer', ...escapes, ...spurious],
  evidence: (claim) => {
    if (claim.verdict === 'spurious-local-minimum') return ['rank R', ...spuriousBy('hessian')];
    // Ky Fan speaks of the square loss.
    if (claim.verdict === 'global-minimizer' && claim.net.loss.kind !== 'square') return ['rank R', 'convexity'];
    const [first] = claim.evidence;
    const isFull = first?.label === 'rank R' && first.place.field('rank').value === claim.net.d;
    if (claim.verdict === 'not-a-local-minimum' && isFull) return ['rank R', 'zero', 'lift'];
    return pointClass(claim);
  },
};

const quadratic: Statement = {
  coordinates: true,
  says: 'every local minimum is a global one, for any X, Y',
  hypotheses: [],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: pointClass,
};

export const zhang2019: Table = {
  'zhang-2019/full-rank': {
    '': fullRank,
    '~full-rank-too': fullRankToo,
    '~rank-at-most-d': {
      ...fittedWithGradient,
      says: 'a local minimum of rank R ≤ min d_i has ∇f(R) = 0',
      hypotheses: [rankAtMostD, convexLoss('A2')],
      evidence: classEvidence,
    },
    '~critical-point': criticalPoint,
    '~strict': variant(fullRank, {
      losses: ['square'],
      says: 'where ∇f(R) ≠ 0, a critical point has negative curvature',
      also: notZero,
      verdicts: nonStrict,
    }),
    '~not-differentiable': notDifferentiable,
  },
  'zhang-2019/reduction': {
    '': reduction,
    '~always-clean': variant(reduction, {
      says: 'with a convex differentiable f every local minimum is global',
      verdicts: spurious,
    }),
    '~not-differentiable': {
      losses: ['absolute'],
      says: 'a local minimum that is not global has rank R = min d_i, also where f is not differentiable',
      also: 'and rank R < min d_i',
      hypotheses: [onlyConvexLoss('A1')],
      verdicts: spurious,
      evidence: () => ['rank R', ...spuriousBy('domination')],
      concludes: isDeficient,
    },
    '~critical-point': variant(reduction, {
      says: 'a critical point that is not a global minimizer has rank R = min d_i',
      also: 'and rank R < min d_i',
      verdicts: escapes,
      concludes: isDeficient,
    }),
  },
  'zhang-2019/multi-tower': {
    '': multiTower,
    '~full-rank-too': fullRankToo,
    '~critical-point': variant(criticalPoint, {
      losses: smoothLosses,
      towers: true,
      says: 'at a critical point ∂f/∂R = 0 for the given tower',
      concludes: (claim) => gradientNotZero(claim) && claim.towers.every((tower) => tower.isCritical()),
    }),
    '~not-differentiable': notDifferentiable,
    '~all-towers': variant(multiTower, {
      says: 'at a critical point ∂f/∂R = 0 for every tower, if it is for the given one',
      also: 'and at this critical point ∂f/∂R ≠ 0 for another tower',
      verdicts: ['tower-minimizer'],
      concludes: ({ net, towers }) =>
        [net, ...towers].every((tower) => tower.isCritical()) && towers.some((tower) => !tower.isFlat()),
    }),
  },
  'zhang-2019/quadratic': {
    '': quadratic,
    '~weighted': {
      ...quadratic,
      losses: ['weighted-square'],
      says: 'every local minimum of a weighted square loss is a global one',
      verdicts: spurious,
      evidence: () => ['rank R', ...spuriousBy('hessian')],
    },
    '~critical-point': variant(quadratic, { says: 'every critical point is a global minimizer', verdicts: escapes }),
  },
};
