/** FORMAT.md, section 6.1. */
import { Matrix } from '../matrix.ts';
import { type Claim, nonStrict, pointClass, type Statement, saddles, type Table, variant } from './statement.ts';

const decision: Statement = {
  coordinates: true,
  says: 'every point gets a certified class',
  hypotheses: [],
  verdicts: ['not-critical', 'global-minimizer', ...saddles],
  evidence: pointClass,
};

const near: Statement = {
  says: 'within a certified distance of W there is a critical point of a certified class, or else W is not critical',
  hypotheses: [],
  verdicts: ['not-critical', 'global-minimizer', ...saddles],
  evidence: ({ verdict }) => [verdict === 'not-critical' ? 'gradient-norm' : 'near-critical-point'],
};
const isThousandth = (x: Matrix): boolean => x.minus(Matrix.rational(1n, 1000n)).sign <= 0;
/** A point that is not critical, at most 10⁻³ away from the critical one of the verdict. */
const besideIt = (
  changes: Pick<Statement, 'says' | 'also' | 'verdicts'>,
  isToo: (claim: Claim) => boolean,
): Statement => ({
  ...near,
  ...changes,
  evidence: () => ['near-critical-point', 'gradient-norm'],
  concludes: (claim) => isThousandth(claim.near!.distance) && isToo(claim),
});

const gap: Statement = {
  says: 'L(W) exceeds the least loss of a matrix of rank at most d by no more than a number that weak duality certifies',
  hypotheses: [],
  verdicts: ['within-gap'],
  evidence: () => ['least-squares', 'gap'],
};

/** A matrix of rank ≤ k whose loss is below L(W) by more than a number, of which the double is given; after the statement's own evidence. */
const improvedByMore = (
  changes: Pick<Statement, 'says' | 'also'>,
  k: (claim: Claim) => number,
  twice: (claim: Claim) => Matrix,
  more: readonly string[] = [],
): Statement =>
  variant(gap, {
    ...changes,
    evidence: (claim) => [...gap.evidence(claim), ...more, 'better-matrix'],
    concludes: (claim) =>
      claim.betterRank === k(claim) &&
      claim.net.twiceLoss().minus(claim.net.twiceLossAt(claim.better!)).minus(twice(claim)).sign > 0,
  });
const rankBound = ({ net }: Claim): number => net.d;
const TWO = Matrix.rational(2n);
/** 2·10⁻⁶. */
const TWO_MILLIONTHS = Matrix.rational(2n, 10n ** 6n);

export const depthcert: Table = {
  'depthcert/decision': {
    '': decision,
    '~all-saddles-strict': {
      ...decision,
      says: 'every critical point that is not a global minimizer has negative curvature',
      verdicts: nonStrict,
    },
    '~critical-is-global': { ...decision, says: 'every critical point is a global minimizer', verdicts: saddles },
  },
  'depthcert/near-critical': {
    '': near,
    '~itself-critical': besideIt(
      {
        says: 'a point within 10⁻³ of a critical point is critical itself',
        also: 'and the gradient at W is not zero',
        verdicts: ['global-minimizer', ...saddles],
      },
      () => true,
    ),
    '~small-gradient': besideIt(
      {
        says: 'where the gradient is no longer than 10⁻³ there is no saddle within 10⁻³',
        also: 'and the gradient at W is no longer than 10⁻³',
        verdicts: saddles,
      },
      ({ gradientAtMost }) => isThousandth(gradientAtMost!),
    ),
  },
  'depthcert/gap': {
    '': gap,
    '~half-gap': improvedByMore(
      {
        says: 'half of that number suffices',
        also: 'though a matrix of rank at most d is better by more than half of it',
      },
      rankBound,
      ({ gap }) => gap!,
    ),
    '~rank-bound-plus-one': improvedByMore(
      {
        says: 'the same for the matrices of rank at most d + 1',
        also: 'though one of them is better by more than that',
      },
      (claim) => rankBound(claim) + 1,
      ({ gap }) => gap!.times(TWO),
    ),
    '~critical-is-enough': improvedByMore(
      {
        says: 'at a critical point that number is at most 10⁻⁶‖Y‖²',
        also: 'W is a critical point, and a matrix of rank at most d is better by more than 10⁻⁶‖Y‖²',
      },
      rankBound,
      ({ net }) => net.YY().times(TWO_MILLIONTHS),
      ['zero'],
    ),
  },
  'depthcert/real-data': { '': decision },
};
