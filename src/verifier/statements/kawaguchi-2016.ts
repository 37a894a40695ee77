/** FORMAT.md, section 6.2. */
import { reluNetwork } from '../kinds/paths.ts';
import {
  type Claim,
  classEvidence,
  criticalPoint,
  escapes,
  type Hypothesis,
  nonStrict,
  pointClass,
  type Statement,
  spectral,
  type Table,
  variant,
} from './statement.ts';

const dataFits = ({ net }: Claim) => net.Y.rows <= net.X.rows;
const widthsFit = (claim: Claim) => dataFits(claim) && claim.net.d >= 1;
const deep = (claim: Claim) => widthsFit(claim) && claim.net.H >= 2;
const dimensions = (says: string, holds: (claim: Claim) => boolean): Hypothesis => ['A1', 'dimensions', says, holds];

const anyDepth = dimensions('d_H ≤ d_0, all d_i ≥ 1', widthsFit);
const twoLayers = dimensions('d_H ≤ d_0, H ≥ 2, all d_i ≥ 1', deep);
const [leastSquares, , distinct] = spectral as [Hypothesis, Hypothesis, Hypothesis];
const K = [anyDepth, ...spectral];
const deepK = [twoLayers, ...spectral];

/** rank W_{H−1}⋯W_2 ≥ the least hidden width − `gap`. */
const middleRank = (says: string, gap: number): Hypothesis => [
  'A6',
  'rank inner(H,1)',
  says,
  ({ net, ranks }) => ranks.get(`inner(${net.H},1)`)! >= Math.min(...net.widths.slice(1, -1)) - gap,
];
const fullMiddle = middleRank('W_{H−1}⋯W_2 has the rank of its least width', 0);

const chords: Statement = {
  says: 'L is neither convex nor concave',
  hypotheses: deepK,
  verdicts: ['neither-convex-nor-concave'],
  evidence: () => ['chord above', 'chord below'],
};
const minima: Statement = {
  coordinates: true,
  says: 'every local minimum is a global minimum',
  hypotheses: K,
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: pointClass,
};
const saddlePoints: Statement = {
  coordinates: true,
  says: 'every critical point that is not a global minimizer is a saddle',
  hypotheses: [...K, criticalPoint],
  verdicts: ['global-minimizer', 'saddle'],
  evidence: pointClass,
};
const strictSaddles: Statement = {
  coordinates: true,
  says: 'where W_{H−1}⋯W_2 has the rank of its least width, every saddle has a negative eigenvalue',
  hypotheses: [...deepK, criticalPoint, fullMiddle],
  verdicts: ['global-minimizer', 'strict-saddle'],
  evidence: pointClass,
};
const shallowAndDeep: Statement = {
  coordinates: true,
  says: 'with two layers every saddle is strict; with more there are saddles that are not',
  hypotheses: [...deepK, criticalPoint],
  verdicts: ['global-minimizer', 'strict-saddle', ...nonStrict],
  evidence: pointClass,
  concludes: ({ net, verdict }) => (net.H === 2) === (verdict !== 'non-strict-saddle'),
};
const threeOrMore = ({ net }: Claim) => net.H >= 3;
const reduction: Statement = {
  says: 'with paths active with probability ρ, independently of X and of each other, the expected output is ρRX',
  hypotheses: [],
  verdicts: ['holds'],
  evidence: () => ['path-expansion', 'bernoulli independent'],
};

/** The outputs of the network with ReLU are ρRX for some ρ. */
function isMultiple({ net }: Claim): boolean {
  const { outputs } = reluNetwork(net);
  const linear = net.R().times(net.X);
  if (linear.isZero) return outputs.isZero;
  return outputs.scaled(linear.dot(linear)).equals(linear.scaled(outputs.dot(linear)));
}

export const kawaguchi2016: Table = {
  'kawaguchi-2016/thm-2.3-i': {
    '': chords,
    '~one-layer': {
      says: 'L is neither convex nor concave, with one layer too',
      hypotheses: K,
      verdicts: ['convex'],
      evidence: () => ['psd'],
      concludes: ({ net }) => net.H === 1,
    },
    '~no-input': {
      says: 'L is neither convex nor concave, for X and Σ_XY of any rank',
      also: 'as X = 0 and L is constant',
      hypotheses: [twoLayers, ['A2', 'least-squares', 'least squares on X of any rank', () => true], distinct],
      verdicts: ['convex'],
      evidence: () => ['rank X'],
      concludes: ({ ranks }) => ranks.get('X') === 0,
    },
  },
  'kawaguchi-2016/thm-2.3-ii': {
    '': minima,
    '~critical-point': variant(minima, { says: 'every critical point is a global minimum', verdicts: escapes }),
    '~unrestricted': variant(minima, {
      says: 'every local minimum minimizes f over all matrices',
      also: 'and another matrix has a smaller loss',
      verdicts: ['global-minimizer'],
      evidence: (claim) => [...pointClass(claim), 'better-matrix'],
    }),
  },
  'kawaguchi-2016/thm-2.3-iii': {
    '': saddlePoints,
    '~any-point': variant(saddlePoints, {
      says: 'every point that is not a global minimizer is a saddle',
      hypotheses: K,
      verdicts: ['not-critical'],
    }),
    '~strict': variant(saddlePoints, {
      says: 'every critical point that is not a global minimizer is a strict saddle',
      verdicts: nonStrict,
    }),
  },
  'kawaguchi-2016/thm-2.3-iv': {
    '': strictSaddles,
    '~any-point': variant(strictSaddles, {
      says: 'where W_{H−1}⋯W_2 has the rank of its least width, every point but global minimizers is a strict saddle',
      hypotheses: [...deepK, fullMiddle],
      verdicts: ['not-critical'],
    }),
    '~rank-condition': variant(strictSaddles, {
      says: 'every saddle has a negative eigenvalue',
      hypotheses: [...deepK, criticalPoint],
      verdicts: nonStrict,
    }),
    '~rank-minus-one': variant(strictSaddles, {
      says: 'where W_{H−1}⋯W_2 has the rank of its least width, or one less, every saddle has a negative eigenvalue',
      hypotheses: [
        ...deepK,
        criticalPoint,
        middleRank('W_{H−1}⋯W_2 lacks at most 1 of the rank of its least width', 1),
      ],
      verdicts: nonStrict,
    }),
  },
  'kawaguchi-2016/cor-2.4': {
    '': shallowAndDeep,
    '~three-layers': variant(shallowAndDeep, {
      says: 'with three layers, too, every saddle is strict',
      verdicts: nonStrict,
      concludes: ({ net }) => net.H === 3,
    }),
    '~all-saddles': variant(shallowAndDeep, {
      says: 'with two layers every critical point is a strict saddle',
      verdicts: ['global-minimizer'],
      concludes: ({ net }) => net.H === 2,
    }),
    '~any-point': variant(shallowAndDeep, {
      says: 'with two layers every point but global minimizers is a strict saddle',
      hypotheses: deepK,
      verdicts: ['not-critical'],
      concludes: ({ net }) => net.H === 2,
    }),
    '~empty-layer': variant(shallowAndDeep, {
      says: 'with three or more layers of any widths there are saddles that are not strict',
      also: 'and so is every point, as a layer has no neuron and R = 0',
      hypotheses: [dimensions('d_H ≤ d_0', dataFits), ...spectral, criticalPoint],
      verdicts: ['global-minimizer'],
      concludes: (claim) => threeOrMore(claim) && claim.net.d === 0,
    }),
    '~uncorrelated': variant(shallowAndDeep, {
      says: 'with three or more layers there are saddles that are not strict, for Σ_XY of any rank',
      also: 'and so is every critical point, as Σ_XY = 0',
      hypotheses: [twoLayers, leastSquares, distinct, criticalPoint],
      verdicts: ['global-minimizer'],
      evidence: (claim) => ['rank R', ...classEvidence(claim), 'rank Sigma_XY'],
      concludes: (claim) => threeOrMore(claim) && claim.ranks.get('Sigma_XY') === 0,
    }),
  },
  'kawaguchi-2016/nonlinear-reduction': {
    '': reduction,
    /** Independence of each other has no evidence: it is in the label of `bernoulli`. */
    '/without-A2': variant(reduction, {
      says: 'with paths active with probability ρ, independently of X, the expected output is ρRX',
      evidence: () => ['path-expansion', 'bernoulli one-coin'],
    }),
    '~dependent-activations': variant(reduction, {
      says: 'the network with ReLU computes ρRX for some ρ',
      verdicts: ['fails'],
      evidence: () => ['path-expansion'],
      concludes: (claim) => !isMultiple(claim),
    }),
    '~half-rho': variant(reduction, {
      says: 'the expected output is ½ρRX',
      also: 'as it is ρRX ≠ 0',
      verdicts: ['fails'],
      evidence: () => ['bernoulli independent'],
      concludes: ({ net, rho }) => rho!.sign > 0 && !net.R().times(net.X).isZero,
    }),
  },
};
