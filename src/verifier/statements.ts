import type { Item } from './evidence.ts';
import { isZero } from './matrix.ts';
import type { Network } from './network.ts';
import { demand } from './result.ts';

/** FORMAT.md, section 5: what each verdict says of W (or of L). */
export const VERDICTS = {
  'not-critical': 'the gradient at W is not zero',
  'global-minimizer': 'W is a global minimizer of L',
  'strict-saddle': 'W is a critical point, neither minimum nor maximum, and the Hessian has a negative eigenvalue',
  'non-strict-saddle': 'W is a critical point, neither minimum nor maximum, and the Hessian is positive semidefinite',
  'not-a-local-minimum': 'W is a critical point and not a local minimum',
  'neither-convex-nor-concave': 'L is neither convex nor concave',
  convex: 'L is convex',
  undecided: 'nothing is claimed',
} as const;
export type Verdict = keyof typeof VERDICTS;

/** The evidence of a certificate, taken from the front in the order that a statement prescribes. */
export class EvidenceList {
  readonly items: readonly Item[];
  #next = 0;
  constructor(items: readonly Item[]) {
    this.items = items;
  }
  peek(): string | undefined {
    return this.items[this.#next]?.label;
  }
  /** The next item; it must have one of these labels. */
  take(...labels: string[]): Item {
    const item = this.items[this.#next++];
    const pointer = item?.pointer ?? '/evidence';
    demand(item !== undefined && labels.includes(item.label), 'EVIDENCE', pointer, `expected ${labels[0]} here`);
    return item;
  }
  end(): void {
    const extra = this.items[this.#next];
    demand(extra === undefined, 'EVIDENCE', extra?.pointer ?? '', 'more evidence than the statement prescribes');
  }
}

export interface Hypothesis {
  readonly id: string;
  /** Label of its evidence. */
  readonly by: string;
  readonly says: string;
  /** Asked after the evidence has been checked. */
  holds(net: Network, item: Item): boolean;
}

/** Asked after the evidence has been checked: true if the certificate shows what the statement is about. */
export type Conclusion = (net: Network) => boolean;

export interface Statement {
  /** What the statement (or the false variant) claims. */
  readonly says: string;
  readonly hypotheses: readonly Hypothesis[];
  readonly verdicts: readonly Verdict[];
  /** Takes exactly the prescribed evidence from the list. The ranks it sees are claims until they are checked. */
  prescribe(list: EvidenceList, verdict: Verdict, net: Network): Conclusion;
}

const always: Conclusion = () => true;
const gradientNotZero: Conclusion = (net) => !isZero(net.G);

/** FORMAT.md, section 5, "class evidence". `given`: what the hypotheses have brought. */
function classEvidence(list: EvidenceList, verdict: Verdict, given: readonly string[] = []): void {
  const take = (...labels: string[]) => list.take(...labels);
  if (verdict === 'not-critical') {
    const curve = take('descent-curve');
    demand(curve.number === 1, 'EVIDENCE', `${curve.pointer}/order`, 'expected order 1');
    return;
  }
  if (verdict === 'global-minimizer') {
    const bound = given.includes('least-squares') ? 'ky-fan' : 'least-squares';
    if (take('convexity', bound).kind === 'least-squares') take('ky-fan');
    return;
  }
  if (!given.includes('zero')) take('zero');
  if (verdict === 'strict-saddle') take('negative-curvature');
  if (verdict === 'non-strict-saddle') take('psd');
  if (verdict === 'non-strict-saddle' || verdict === 'not-a-local-minimum') take('descent-curve');
  if (verdict !== 'not-a-local-minimum') take('ascent-curve');
}

/** Pivots (i,j) in the order i = 2..H, j = 1..i−1. */
function pivots(net: Network): string[] {
  const out: string[] = [];
  for (let i = 2; i <= net.H; i++) for (let j = 1; j < i; j++) out.push(`${i},${j}`);
  return out;
}

type Holds = Hypothesis['holds'];
const hypothesis = (id: string, by: string, says: string, holds: Holds): Hypothesis => ({ id, by, says, holds });
const rankIsInputs: Holds = (net, item) => item.number === net.inputs;
const rankIsOutputs: Holds = (net, item) => item.number === net.outputs;
const convexLoss = hypothesis('A2', 'loss', 'f is convex and differentiable', () => true);
const spectral: readonly Hypothesis[] = [
  hypothesis('A2', 'least-squares', 'X has full row rank', rankIsInputs),
  hypothesis('A3', 'rank Sigma_XY', 'Σ_XY has rank d_H', rankIsOutputs),
  hypothesis('A4', 'distinct-spectrum', 'the eigenvalues of Σ are different', () => true),
];
const noWider = (net: Network) => net.outputs <= net.inputs;

/* Statements. */

const decision = (says: string, ...verdicts: Verdict[]): Statement => ({
  says,
  hypotheses: [],
  verdicts,
  prescribe: (list, verdict) => {
    list.take('rank R');
    classEvidence(list, verdict);
    return always;
  },
});
const decides = decision(
  'every point gets a certified class',
  ...(['not-critical', 'global-minimizer', 'strict-saddle', 'non-strict-saddle'] as const),
);

const deepToShallow = (says: string, verdicts: readonly Verdict[], beyond = false): Statement => ({
  says,
  hypotheses: [
    hypothesis('A1', 'rank X', 'X has full row rank', rankIsInputs),
    hypothesis('A2', 'rank Y', 'Y has full row rank', rankIsOutputs),
  ],
  verdicts,
  prescribe: (list, verdict, net) => {
    const rank = list.take('rank R');
    if (verdict === 'not-a-local-minimum') {
      list.take('zero');
      list.take(rank.number === net.d ? 'lift' : 'descent-curve');
    } else classEvidence(list, verdict);
    if (beyond) list.take('better-matrix');
    return always;
  },
});

const rankDeficient = (says: string, ...verdicts: Verdict[]): Statement => ({
  says,
  hypotheses: [hypothesis('A1', 'rank R', 'rank R < min d_i', (net, item) => item.number! < net.d), convexLoss],
  verdicts,
  prescribe: (list, verdict) => {
    if (verdict === 'global-minimizer') list.take('convexity');
    else classEvidence(list, verdict);
    if (verdict === 'not-a-local-minimum') list.take('ascent-curve');
    return verdict === 'not-critical' || verdict === 'global-minimizer' ? always : gradientNotZero;
  },
});

/** Says from the ranks of the blocks left(i), inner(i,j), right(j) of a pivot whether a false variant calls it tightened. */
type Tightened = (ranks: readonly number[], r: number) => boolean;

/**
 * `tightened`, `third`: the statement's own certificate is followed by the ranks of left(i), inner(i,j), third(j) for
 * each pivot, and a false variant predicts another verdict from them. `anyS`: tightened pivots, S not a prefix.
 */
function classification(
  says: string,
  verdicts: readonly Verdict[],
  variant: { anyS?: true; third?: 'right' | 'right-sigma'; tightened?: Tightened } = {},
): Statement {
  const takeEach = (list: EvidenceList, net: Network) =>
    pivots(net).map((pivot) => list.take(`rank inner(${pivot})`, `rank outer(${pivot})`).number!);
  return {
    says,
    hypotheses: [
      hypothesis('A1', 'dimensions', 'd_H ≤ d_0 ≤ m', (net) => noWider(net) && net.inputs <= net.X.cols),
      ...spectral,
      hypothesis('A5', 'zero', 'the gradient is zero', (net) => net.isCritical),
    ],
    verdicts,
    prescribe: (list, verdict, net) => {
      const r = list.take('rank R').number!;
      classEvidence(list, verdict, ['zero', 'least-squares']);
      if (variant.anyS) {
        list.take('swap');
        const ranks = takeEach(list, net);
        return () => r < net.d && ranks.every((rank) => rank === r);
      }
      let theorem: boolean;
      let isPrefix = true;
      if (verdict === 'strict-saddle' && list.peek() === 'swap') {
        list.take('swap');
        isPrefix = false;
        theorem = true;
      } else {
        list.take('prefix');
        if (verdict === 'global-minimizer') theorem = r === net.d;
        else if (verdict === 'non-strict-saddle')
          theorem = takeEach(list, net).every((rank) => rank === r) && r < net.d;
        else {
          const one = list.take(...pivots(net).map((pivot) => `rank inner(${pivot})`));
          const other = list.take(one.label.replace('inner', 'outer'));
          theorem = r < net.d && one.number! > r && other.number! > r;
        }
      }
      if (!variant.tightened) return () => theorem;
      const all = pivots(net).map((pivot) => {
        const [i, j] = pivot.split(',');
        const blocks = [`left(${i})`, `inner(${pivot})`, `${variant.third}(${j})`];
        return variant.tightened!(
          blocks.map((block) => list.take(`rank ${block}`).number!),
          r,
        );
      });
      const predicted = all.every(Boolean) ? 'non-strict-saddle' : 'strict-saddle';
      return () => theorem && isPrefix && r < net.d && predicted !== verdict;
    },
  };
}
const one: Tightened = (ranks, r) => ranks.some((rank) => rank === r);
const two: Tightened = (ranks, r) => ranks.filter((rank) => rank === r).length >= 2;
const classes: readonly Verdict[] = ['global-minimizer', 'strict-saddle', 'non-strict-saddle'];
const saddles: readonly Verdict[] = ['strict-saddle', 'non-strict-saddle'];

const positiveWidths = (net: Network) => noWider(net) && net.d >= 1;
const deepEnough = hypothesis(
  'A1',
  'dimensions',
  'd_H ≤ d_0, H ≥ 2, all d_i ≥ 1',
  (net) => positiveWidths(net) && net.H >= 2,
);
const anyDepth = hypothesis('A1', 'dimensions', 'd_H ≤ d_0, all d_i ≥ 1', positiveWidths);

/** FORMAT.md, section 6. */
export const STATEMENTS: ReadonlyMap<string, Statement> = new Map(
  Object.entries<Statement>({
    'depthcert/decision': decides,
    'depthcert/real-data': decides,
    'depthcert/decision~all-saddles-strict': decision(
      'every critical point that is not a global minimizer has negative curvature',
      'non-strict-saddle',
    ),
    'depthcert/decision~critical-is-global': decision('every critical point is a global minimizer', ...saddles),
    'lu-kawaguchi-2017/thm-2.1': deepToShallow(
      'at a local minimum, R is a local minimum of the problem with rank R ≤ min d_i',
      ['not-critical', 'global-minimizer', 'not-a-local-minimum'],
    ),
    'lu-kawaguchi-2017/thm-2.1~critical-point': deepToShallow(
      'at a critical point, R is a local minimum of the problem with rank R ≤ min d_i',
      ['not-a-local-minimum'],
    ),
    'lu-kawaguchi-2017/thm-2.1~rank-bound-plus-one': deepToShallow(
      'at a local minimum, R is a local minimum of the problem with rank R ≤ 1 + min d_i',
      ['global-minimizer'],
      true,
    ),
    'zhang-2019/full-rank': rankDeficient(
      'a local minimum has ∇f(R) = 0',
      'not-critical',
      'global-minimizer',
      'not-a-local-minimum',
    ),
    'zhang-2019/full-rank~full-rank-too': {
      says: 'a local minimum of any rank has ∇f(R) = 0',
      hypotheses: [convexLoss],
      verdicts: ['global-minimizer'],
      prescribe: (list) => {
        for (const label of ['rank R', 'least-squares', 'ky-fan']) list.take(label);
        return gradientNotZero;
      },
    },
    'zhang-2019/full-rank~critical-point': rankDeficient('a critical point has ∇f(R) = 0', 'not-a-local-minimum'),
    'zhang-2019/full-rank~strict': rankDeficient(
      'a critical point with ∇f(R) ≠ 0 has negative curvature',
      'non-strict-saddle',
    ),
    'achour-2021/thm-classification': classification(
      'a critical point is of the class that rank R, S and the ranks at the pivots say',
      classes,
    ),
    'achour-2021/thm-classification~three-blocks': classification(
      'a pivot is tightened if one of left, inner, right has rank r',
      saddles,
      { third: 'right', tightened: one },
    ),
    'achour-2021/thm-classification~three-blocks-sigma': classification(
      'a pivot is tightened if one of left, inner, right-sigma has rank r',
      saddles,
      { third: 'right-sigma', tightened: one },
    ),
    'achour-2021/thm-classification~two-of-three': classification(
      'a pivot is tightened if two of left, inner, right have rank r',
      saddles,
      { third: 'right', tightened: two },
    ),
    'achour-2021/thm-classification~tightened-strict': classification('tightened points are strict saddles', [
      'non-strict-saddle',
    ]),
    'achour-2021/thm-classification~no-prefix': classification(
      'tightened points with r < d are non-strict saddles for every S',
      ['strict-saddle'],
      { anyS: true },
    ),
    'kawaguchi-2016/thm-2.3-i': {
      says: 'L is neither convex nor concave',
      hypotheses: [deepEnough, ...spectral],
      verdicts: ['neither-convex-nor-concave'],
      prescribe: (list) => {
        for (const label of ['chord above', 'chord below']) list.take(label);
        return always;
      },
    },
    'kawaguchi-2016/thm-2.3-i~one-layer': {
      says: 'L is neither convex nor concave, with one layer too',
      hypotheses: [anyDepth, ...spectral],
      verdicts: ['convex'],
      prescribe: (list) => {
        list.take('psd');
        return (net) => net.H === 1;
      },
    },
  }),
);
