/** FORMAT.md, section 6.3. */
import { range } from '../matrix.ts';
import type { Network } from '../network.ts';
import {
  type Claim,
  escapes,
  fullRowRankX,
  type Hypothesis,
  pointClass,
  rankR,
  type Statement,
  type Table,
  variant,
  withBetterMatrix,
} from './statement.ts';

const fullRowRankY: Hypothesis = [
  'A2',
  'rank Y',
  'Y has full row rank',
  ({ ranks, net }) => ranks.get('Y') === net.Y.rows,
];
const localMinimum: Statement = {
  coordinates: true,
  says: 'at a local minimum, R is a local minimum of the problem with rank R ≤ min d_i',
  hypotheses: [fullRowRankX, fullRowRankY],
  verdicts: ['not-critical', 'global-minimizer', ...escapes],
  evidence: (claim) => {
    const [first] = claim.evidence;
    const isFull = first?.label === 'rank R' && first.place.field('rank').value === claim.net.d;
    if (claim.verdict === 'not-a-local-minimum' && isFull) return ['rank R', 'zero', 'lift'];
    return pointClass(claim);
  },
};
const shallow = variant(localMinimum, {
  says: 'a local minimum W_2W_1 of the problem with rank R ≤ min d_i is a global one',
  hypotheses: [fullRowRankX, ['A2', 'dimensions', 'H = 2', ({ net }) => net.H === 2]],
  evidence: pointClass,
});
const deep = variant(localMinimum, { says: 'every local minimum is a global minimum', evidence: pointClass });

const rankDeficient: Hypothesis = ['A1', 'rank R', 'rank R < min d_i', (claim) => rankR(claim) < claim.net.d];
const severalLayers: Hypothesis = ['A2', 'dimensions', 'H ≥ 2', ({ net }) => net.H >= 2];
const flat: Statement = {
  says: 'a curve of points with the same product, polynomial in t and not constant, passes through W',
  hypotheses: [rankDeficient, severalLayers],
  verdicts: ['holds'],
  evidence: () => ['flat'],
};
const perturbation: Statement = {
  says: 'all partial products have full rank at points as near to W as one likes',
  hypotheses: [],
  verdicts: ['holds'],
  evidence: () => ['full-rank-curve'],
};
/** The layers j with d_j = d. */
const bottlenecks = ({ widths, d }: Network) => range(widths.length).filter((j) => widths[j] === d);
const lift: Statement = {
  says: 'at every layer of width min d_i, R′ near R of the same rank is the product of a W′ with ‖W′ − W‖² ≤ β‖R′ − R‖²',
  hypotheses: [['A1', 'rank R', 'rank R = min d_i', (claim) => rankR(claim) === claim.net.d]],
  verdicts: ['holds'],
  evidence: ({ net }) => bottlenecks(net).map(() => 'point-lift'),
  concludes: ({ net, lifts = [] }) => {
    const everyOne = bottlenecks(net).every((j, k) => lifts[k]?.j === j);
    return everyOne && lifts.every(({ target }) => target.equals(lifts[0]!.target));
  },
};

const fails = ['fails'] as const;
const isDeficient = (claim: Claim) => rankR(claim) < claim.net.d;
const deficient = { evidence: () => ['rank R'], also: 'rank R < min d_i', concludes: isDeficient };

/** The partial products that `rank` can name, each with the largest rank that its widths allow. */
function partialProducts({ H, widths }: Network): (readonly [label: string, most: number])[] {
  const along = (name: string, from: number, to: number) =>
    [`rank ${name}`, Math.min(...widths.slice(from, to + 1))] as const;
  const pairs = range(H + 1).flatMap((i) => range(i).map((j) => [i, j] as const));
  return [
    along('R', 0, H),
    ...pairs.flatMap(([i, j]) => (j >= 1 ? [along(`inner(${i},${j})`, j, i - 1)] : [])),
    ...range(H + 1).flatMap((i) => (i >= 2 ? [along(`left(${i})`, i, H), along(`right(${i - 1})`, 0, i - 2)] : [])),
  ];
}

export const luKawaguchi2017: Table = {
  'lu-kawaguchi-2017/thm-2.1': {
    '': localMinimum,
    '~critical-point': variant(localMinimum, {
      says: 'at a critical point, R is a local minimum of the problem with rank R ≤ min d_i',
      verdicts: escapes,
    }),
    '~rank-bound-plus-one': withBetterMatrix(localMinimum, {
      says: 'at a local minimum, R is a local minimum of the problem with rank R ≤ 1 + min d_i',
      also: 'and a matrix of rank ≤ 1 + min d_i has a smaller loss',
      verdicts: ['global-minimizer'],
    }),
  },
  'lu-kawaguchi-2017/thm-2.2': {
    '': shallow,
    '~critical-point': variant(shallow, {
      says: 'a critical point W_2W_1 of the problem with rank R ≤ min d_i is a global minimum of it',
      verdicts: escapes,
    }),
    '~rank-bound-plus-one': withBetterMatrix(shallow, {
      says: 'a local minimum W_2W_1 of the problem with rank R ≤ min d_i is one for rank R ≤ 1 + min d_i',
      also: 'and a matrix of rank ≤ 1 + min d_i has a smaller loss',
      verdicts: ['global-minimizer'],
    }),
  },
  'lu-kawaguchi-2017/thm-2.3': {
    '': deep,
    '~critical-point': variant(deep, { says: 'every critical point is a global minimum', verdicts: escapes }),
    '~rank-bound-plus-one': withBetterMatrix(deep, {
      says: 'at a local minimum, R is a global minimum of the problem with rank R ≤ 1 + min d_i',
      also: 'and a matrix of rank ≤ 1 + min d_i has a smaller loss',
      verdicts: ['global-minimizer'],
    }),
  },
  'lu-kawaguchi-2017/flat': {
    '': flat,
    '~full-rank-too': {
      says: 'such a curve passes through points of every rank',
      also: 'rank R = 1 and all widths are 1: factors of a constant that is not 0 are constant',
      hypotheses: [severalLayers],
      verdicts: fails,
      evidence: () => ['rank R'],
      concludes: (claim) => rankR(claim) === 1 && claim.net.widths.every((width) => width === 1),
    },
    '~one-layer': {
      says: 'such a curve passes through points with one layer, too',
      also: 'the only layer is the product',
      hypotheses: [rankDeficient],
      verdicts: fails,
      evidence: () => [],
      concludes: ({ net }) => net.H === 1,
    },
    '~next-layer': variant(flat, {
      says: 'W_{j+1} + tC keeps the product where B_jC = 0',
      also: 'and B_jC = 0, but B_{j+1}CA_j ≠ 0',
      verdicts: fails,
      evidence: () => ['moved'],
    }),
  },
  'lu-kawaguchi-2017/full-rank-perturbation': {
    '': perturbation,
    '~no-perturbation': variant(perturbation, {
      says: 'all partial products have full rank',
      also: 'the rank of one is less than the least width along it',
      verdicts: fails,
      evidence: ({ net }) => [partialProducts(net).map(([label]) => label)],
      concludes: ({ net, ranks }) =>
        partialProducts(net).some(([label, most]) => (ranks.get(label.slice('rank '.length)) ?? most) < most),
    }),
    '~same-product': variant(perturbation, {
      says: 'all partial products have full rank at points near W with the same product',
      verdicts: fails,
      ...deficient,
    }),
  },
  'lu-kawaguchi-2017/lift': {
    '': lift,
    '~rank-deficient': variant(lift, {
      says: 'for R of any rank, every R′ near R of rank at most min d_i is the product of a W′ near W',
      hypotheses: [],
      verdicts: fails,
      ...deficient,
      evidence: () => ['rank R', 'domination'],
      also: 'rank R < min d_i, and no product of layers near W has one certain entry alone not zero',
    }),
    '~half-distance': variant(lift, {
      says: 'the layers W′ of a lift have ‖W′ − W‖² ≤ ½max(‖C‖², ‖D‖²)(‖A′ − A_j‖² + ‖B′ − B_j‖²)',
      also: 'and ‖W′ − W‖² is larger than that',
      verdicts: fails,
      concludes: (claim) =>
        lift.concludes!(claim) &&
        claim.lifts!.some(({ distance, within }) => distance.plus(distance).minus(within).sign > 0),
    }),
  },
};
