import type { Item } from '../checks.ts';
import type { Known } from '../kinds/kind.ts';
import type { Network } from '../network.ts';

/** FORMAT.md, section 5: what each verdict says of W (or of L). */
export const VERDICTS = {
  'not-critical': 'the gradient at W is not zero',
  'global-minimizer': 'W is a global minimizer of L',
  'strict-saddle': 'W is a critical point, neither minimum nor maximum, and the Hessian has a negative eigenvalue',
  'non-strict-saddle': 'W is a critical point, neither minimum nor maximum, and the Hessian is positive semidefinite',
  'not-a-local-minimum': 'W is a critical point and not a local minimum',
  saddle: 'W is a critical point, neither minimum nor maximum',
  'spurious-local-minimum': 'W is a local minimum of L and not a global one',
  'tower-minimizer': 'no other layers of this tower make the loss smaller',
  'rank-constrained-minimizer': 'R minimizes f among the matrices of rank at most rank R',
  'within-gap': 'L(W) exceeds the least loss by at most the gap that the evidence states',
  holds: 'the conclusion holds',
  fails: 'the claim is false here',
  'neither-convex-nor-concave': 'L is neither convex nor concave',
  convex: 'L is convex',
  undecided: 'nothing is claimed',
} as const;
export type Verdict = keyof typeof VERDICTS;

/** What a certificate claims, and what its checked evidence has proved so far. */
export interface Claim extends Known {
  readonly net: Network;
  /** The networks of the other towers, for each the Y that the rest leaves. */
  readonly towers: readonly Network[];
  readonly verdict: Verdict;
  readonly evidence: readonly Omit<Item, 'check'>[];
}

/** Its id, the label of its evidence (H in it is the number of layers), a sentence, and whether it holds: asked after the evidence has been checked. */
export type Hypothesis = readonly [id: string, by: string, says: string, holds: (claim: Claim) => boolean];

/** A label, or several of which one is given. */
export type Choice = string | readonly string[];

export interface Statement {
  /** What the statement (or the false variant) claims. */
  readonly says: string;
  /** What `concludes` shows beside the verdict. */
  readonly also?: string;
  /** The losses it speaks of; `square` where nothing is said. */
  readonly losses?: readonly string[];
  /** Whether an instance may have other towers. */
  readonly towers?: true;
  /** Whether an instance may have coordinates: then everything that the table asks must carry over from the vertices to the point between (FORMAT.md, 3.3). */
  readonly coordinates?: true;
  readonly hypotheses: readonly Hypothesis[];
  readonly verdicts: readonly Verdict[];
  /**
   * The prescribed evidence, in its order; what hypotheses have brought (`zero`, `least-squares`) is left out by the caller. It may depend
   * on what the file claims, as all of it is checked afterwards.
   */
  readonly evidence: (claim: Claim) => readonly Choice[];
  /** Asked after all evidence has been checked: true if it agrees with the statement, or contradicts the variant. */
  readonly concludes?: (claim: Claim) => boolean;
}
/** The statements of one paper: id ↦ variant (`''` for the statement itself) ↦ entry. */
export type Table = Record<string, Record<string, Statement>>;

export const has = ({ evidence }: Claim, kind: string): boolean => evidence.some((item) => item.kind === kind);

/** FORMAT.md, section 5, "class evidence". */
export function classEvidence(claim: Claim): string[] {
  const minimum = claim.evidence.find(({ kind }) => kind === 'local-minimum')?.label ?? 'local-minimum';
  const fits = (kind: string) => (has(claim, 'leading') ? ['leading'] : ['least-squares', kind]);
  const semidefinite = has(claim, 'square-completion') ? [...fits('prefix'), 'square-completion'] : ['psd'];
  const lists: Partial<Record<Verdict, string[]>> = {
    'not-critical': ['descent-curve'],
    'global-minimizer': has(claim, 'convexity') ? ['convexity'] : fits('ky-fan'),
    'strict-saddle': ['zero', 'negative-curvature', 'ascent-curve'],
    'non-strict-saddle': ['zero', ...semidefinite, 'descent-curve', 'ascent-curve'],
    'not-a-local-minimum': ['zero', 'descent-curve'],
    saddle: ['zero', 'descent-curve', 'ascent-curve'],
    'spurious-local-minimum': [minimum, 'better-point'],
    'tower-minimizer': ['convexity'],
  };
  return lists[claim.verdict]!;
}
/** `rank` of R, then class evidence. */
export const pointClass = (claim: Claim): string[] => ['rank R', ...classEvidence(claim)];

export const escapes = ['not-a-local-minimum'] as const;
export const spurious = ['spurious-local-minimum'] as const;
export const nonStrict = ['non-strict-saddle'] as const;
export const saddles = ['strict-saddle', ...nonStrict] as const;

/** Class evidence of `spurious-local-minimum`, by one of the forms of 4.5. */
export const spuriousBy = (form: 'hessian' | 'domination') => [`local-minimum ${form}`, 'better-point'];

/** rank R. */
export const rankR = ({ ranks }: Claim): number => ranks.get('R')!;
export const gradientNotZero = ({ net }: Claim): boolean => !net.isFlat();

const fullRankX = ({ ranks, net }: Claim) => ranks.get('X') === net.X.rows;
export const fullRowRankX: Hypothesis = ['A1', 'rank X', 'X has full row rank', fullRankX];
export const convexLoss = (id: string): Hypothesis => [
  id,
  'loss',
  'f is convex and differentiable',
  ({ net }) => net.loss.isSmooth,
];
/** {@link convexLoss} without "differentiable". */
export const onlyConvexLoss = (id: string): Hypothesis => [id, 'loss', 'f is convex', ({ net }) => net.loss.isConvex];
/** The losses of the statements on every convex differentiable f. */
export const smoothLosses = ['square', 'weighted-square', 'huber', 'quartic'] as const;
/** The statement for transcendental losses, too. With one of them, a nearby point with a smaller loss comes last where W is no minimizer. */
export const withTranscendentalLosses = (statement: Statement): Statement => ({
  ...statement,
  losses: [...smoothLosses, 'log-cosh', 'pseudo-huber', 'logistic'],
  evidence: (claim) => {
    const goesOn = claim.net.loss.transcendental && claim.verdict !== 'global-minimizer';
    return [...statement.evidence(claim), ...(goesOn ? ['nearby-point'] : [])];
  },
});

/** A2–A4 of kawaguchi-2016 and achour-2021. */
export const spectral: readonly Hypothesis[] = [
  ['A2', 'least-squares', 'X has full row rank', fullRankX],
  ['A3', 'rank Sigma_XY', 'Σ_XY has rank d_H', ({ ranks, net }) => ranks.get('Sigma_XY') === net.Y.rows],
  ['A4', 'distinct-spectrum', 'the eigenvalues of Σ are different', () => true],
];
export const criticalPoint: Hypothesis = ['A5', 'zero', 'the gradient is zero', ({ net }) => net.isCritical()];

/** The variant that goes on as the statement does, with another claim and other verdicts. */
export const variant = (statement: Statement, changes: Partial<Statement> & Pick<Statement, 'says'>): Statement => ({
  ...statement,
  ...changes,
});
/** The statement without one of its hypotheses, if it has it. */
export function without(statement: Statement, dropped: string): Statement | undefined {
  if (!statement.hypotheses.some(([name]) => name === dropped)) return undefined;
  const hypotheses = statement.hypotheses.flatMap(([name, by, says, holds]) => {
    if (name !== dropped) return [[name, by, says, holds] as const];
    // Other hypotheses and the evidence rest on Σ: it stays, for X of any rank.
    return by === 'least-squares' ? [[name, by, 'least squares on X of any rank', () => true] as const] : [];
  });
  return { ...statement, hypotheses };
}
/** A matrix of rank ≤ k with a smaller loss comes after the statement's own evidence. */
export const withBetterMatrix = (
  statement: Statement,
  changes: Partial<Statement> & Pick<Statement, 'says' | 'also'>,
  k: (claim: Claim) => number = ({ net }) => net.d + 1,
): Statement => ({
  ...statement,
  ...changes,
  evidence: (claim) => [...statement.evidence(claim), 'better-matrix'],
  concludes: (claim) => (statement.concludes?.(claim) ?? true) && claim.betterRank === k(claim),
});
