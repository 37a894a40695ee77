import { digestOf, type Result, verifyCertificate } from '../../src/verifier/index.ts';

/** A certificate under construction: plain JSON, to be changed at will before it is sealed. */
// biome-ignore lint/suspicious/noExplicitAny: mutated at arbitrary paths by the tests
export type Draft = any;

export const seal = (draft: Draft): string => {
  const { digest: _, ...rest } = draft;
  return JSON.stringify({ ...rest, digest: digestOf(rest) });
};
export const verifyDraft = (draft: Draft): Result => verifyCertificate(seal(draft));

const provenance = { generator: 'by-hand', seed: '0', path: '', index: 0, version: '0.1.0', tier: 'exact' };
export const draft = (
  statement: string,
  instance: Draft,
  verdict: string,
  hypotheses: Draft[],
  evidence: Draft[],
): Draft =>
  // No two fields may share an object: a test changes one place.
  JSON.parse(
    JSON.stringify({
      format: 'depthcert/1',
      statement,
      instance: { ...instance, loss: { kind: 'square' } },
      verdict,
      hypotheses: hypotheses.map((item, i) => ({ id: `A${i + 1}`, evidence: item })),
      evidence,
      provenance,
    }),
  );

export const rank = (of: string, rows: number[], cols: number[], inverse: string[][]) => ({
  kind: 'rank',
  of,
  rank: rows.length,
  rows,
  cols,
  inverse,
});
export const zero = { kind: 'zero', of: 'gradient' };
const noSquares = (n: number) => ({ form: 'sum-of-squares', D: [], L: Array(n).fill([]) });
const square = (d: string) => ({ form: 'sum-of-squares', D: [d], L: [['1']] });
export const line = (kind: string, order: number, ...terms: [number, number, string[][]][]) => ({
  kind,
  order,
  curve: terms.map(([layer, power, matrix]) => ({ layer, power, matrix })),
});
export const I2 = [
  ['1', '0'],
  ['0', '1'],
];

// Widths 2, 1, 2, X = I, Y = diag(3, 1/2); Σ = diag(9, 1/4).
const fits = (W: Draft[]) => ({
  widths: [2, 1, 2],
  X: I2,
  Y: [
    ['3', '0'],
    ['0', '1/2'],
  ],
  W,
});
const fitsSmaller = fits([[['0', '1']], [['0'], ['1/2']]]);
const fitsLarger = fits([[['1', '0']], [['3'], ['0']]]);
const rankSmaller = rank('R', [1], [1], [['2']]);
const rankLarger = rank('R', [0], [0], [['1/3']]);
const direction = { kind: 'negative-curvature', V: [[['6', '0']], [['1/2'], ['0']]] };
const ascends = line('ascent-curve', 2, [2, 1, [['0'], ['1']]]);
export const leastSquares = { kind: 'least-squares', rows: [0, 1], E: I2, inverse: I2 };
const swap = { kind: 'swap', u: ['1', '0'], c: ['0', '1'] };
const split = (kind: string) => ({
  kind,
  p: [['1'], ['0']],
  q: [['0'], ['1']],
  pInverse: [['1']],
  qInverse: [['1']],
  separation: {
    form: 'threshold',
    t: '1',
    above: square('8'),
    below: { form: 'dominance', index: [0], scale: ['2'], factor: [['1']], kernel: [[]] },
  },
});
const eigen = { kind: 'distinct-spectrum', form: 'eigen', values: ['9', '1/4'], vectors: I2 };
const rankCross = rank(
  'Sigma_XY',
  [0, 1],
  [0, 1],
  [
    ['1/3', '0'],
    ['0', '2'],
  ],
);
const spectral = [{ kind: 'dimensions' }, leastSquares, rankCross, eigen];
const fullRanks = [rank('X', [0, 1], [0, 1], I2), { ...rankCross, of: 'Y' }];

// Width 1 throughout, X = Y = 1.
const thin = (...W: string[]) => ({
  widths: Array(W.length + 1).fill(1),
  X: [['1']],
  Y: [['1']],
  W: W.map((w) => [[w]]),
});
const thinSpectral = [
  { kind: 'dimensions' },
  { kind: 'least-squares', rows: [0], E: [['1']], inverse: [['1']] },
  rank('Sigma_XY', [0], [0], [['1']]),
  { kind: 'distinct-spectrum', form: 'eigen', values: ['1'], vectors: [['1']] },
];
const rankZero = (of: string) => rank(of, [], [], []);
const emptyHessian = {
  kind: 'psd',
  of: 'hessian',
  proof: { form: 'dominance', index: [], scale: [], factor: [], kernel: [] },
};
const diagonalCurve = (kind: string, H: number, sign: string) =>
  line(kind, H, ...Array.from({ length: H }, (_, h): [number, number, string[][]] => [h + 1, 1, [[h ? '1' : sign]]]));
const emptyPrefix = (t: string) => ({
  kind: 'prefix',
  p: [[]],
  q: [['1']],
  pInverse: [],
  qInverse: [['1']],
  separation: { form: 'threshold', t, above: noSquares(0), below: noSquares(1) },
});
const pivots = [rankZero('outer(2,1)'), rankZero('inner(3,1)'), rankZero('outer(3,2)')];
const nonStrict = [
  emptyHessian,
  diagonalCurve('descent-curve', 3, '1'),
  diagonalCurve('ascent-curve', 3, '-1'),
] as const;

// Widths 2, 1, 1, 1, W_3 = W_2 = 0, W_1 Σ_XY = 0 ≠ W_1: tightened, though the blocks of the three-block variant are not.
const hidden = { widths: [2, 1, 1, 1], X: I2, Y: [['1', '0']], W: [[['0', '1']], [['0']], [['0']]] };
const hiddenCurve = (kind: string, sign: string) =>
  line(kind, 3, [1, 1, [['1', '0']]], [2, 1, [['1']]], [3, 1, [[sign]]]);
const one = (of: string) => rank(of, [0], [0], [['1']]);
const hiddenParts = {
  hypotheses: [
    { kind: 'dimensions' },
    leastSquares,
    one('Sigma_XY'),
    { kind: 'distinct-spectrum', form: 'eigen', values: ['1'], vectors: [['1']] },
    zero,
  ],
  evidence: [
    rankZero('R'),
    emptyHessian,
    hiddenCurve('descent-curve', '1'),
    hiddenCurve('ascent-curve', '-1'),
    emptyPrefix('1'),
    ...pivots,
  ],
  blocks: [
    ...[rankZero('left(2)'), one('inner(2,1)'), rank('right(1)', [0, 1], [0, 1], I2)],
    ...[one('left(3)'), rankZero('inner(3,1)'), rank('right(1)', [0, 1], [0, 1], I2)],
    ...[one('left(3)'), one('inner(3,2)'), rank('right(2)', [0], [1], [['1']])],
  ],
};

// Widths 2, 1, 1, 1, 2, W_2 = W_3 = 0, W_4 ⊥ Σ W_1ᵀ: Σ_XY between W_4 and W_1 vanishes.
const between = {
  widths: [2, 1, 1, 1, 2],
  X: I2,
  Y: [
    ['2', '0'],
    ['0', '1'],
  ],
  W: [[['1', '0']], [['0']], [['0']], [['0'], ['1']]],
};
const betweenCurve = (kind: string, sign: string) =>
  line(kind, 3, [1, 1, [['1', '0']]], [2, 1, [['1']]], [3, 1, [[sign]]], [4, 1, [['1'], ['0']]]);
const halfOne = [
  ['1/2', '0'],
  ['0', '1'],
];
const betweenRight = {
  1: rank('right-sigma(1)', [0, 1], [0, 1], halfOne),
  2: rank('right-sigma(2)', [0], [0], [['1/2']]),
  3: rankZero('right-sigma(3)'),
};
const betweenLeft = {
  2: rankZero('left(2)'),
  3: rank('left(3)', [1], [0], [['1']]),
  4: rank('left(4)', [0, 1], [0, 1], I2),
};
const betweenParts = {
  hypotheses: [
    { kind: 'dimensions' },
    leastSquares,
    rank('Sigma_XY', [0, 1], [0, 1], halfOne),
    { kind: 'distinct-spectrum', form: 'eigen', values: ['4', '1'], vectors: I2 },
    zero,
  ],
  evidence: [
    rankZero('R'),
    emptyHessian,
    betweenCurve('descent-curve', '1'),
    betweenCurve('ascent-curve', '-1'),
    {
      ...{ kind: 'prefix', p: [[], []], q: I2, pInverse: [], qInverse: I2 },
      separation: {
        form: 'threshold',
        t: '5',
        above: noSquares(0),
        below: { form: 'sum-of-squares', D: ['1', '4'], L: I2 },
      },
    },
    ...['outer(2,1)', 'inner(3,1)', 'outer(3,2)', 'inner(4,1)', 'inner(4,2)', 'outer(4,3)'].map(rankZero),
    ...[betweenLeft[2], one('inner(2,1)'), betweenRight[1]],
    ...[betweenLeft[3], rankZero('inner(3,1)'), betweenRight[1]],
    ...[betweenLeft[3], one('inner(3,2)'), betweenRight[2]],
    ...[betweenLeft[4], rankZero('inner(4,1)'), betweenRight[1]],
    ...[betweenLeft[4], rankZero('inner(4,2)'), betweenRight[2]],
    ...[betweenLeft[4], one('inner(4,3)'), betweenRight[3]],
  ],
};

/** Certificates written by hand, one for each statement and most kinds of evidence. Each call makes a fresh copy. */
export const examples = {
  strictSaddle: () =>
    draft('depthcert/decision', fitsSmaller, 'strict-saddle', [], [rankSmaller, zero, direction, ascends]),
  globalMinimizer: () =>
    draft('depthcert/decision', fitsLarger, 'global-minimizer', [], [rankLarger, leastSquares, split('ky-fan')]),
  kronecker: () => {
    const tie = { ...split('ky-fan'), separation: { form: 'kronecker', proof: square('35/4') } };
    return draft('depthcert/real-data', fitsLarger, 'global-minimizer', [], [rankLarger, leastSquares, tie]);
  },
  convexity: () =>
    draft('depthcert/decision', thin('1', '1'), 'global-minimizer', [], [one('R'), { kind: 'convexity' }]),
  nonStrictSaddle: () =>
    draft('depthcert/decision', thin('0', '0', '0'), 'non-strict-saddle', [], [rankZero('R'), zero, ...nonStrict]),
  notCritical: () =>
    draft(
      'depthcert/decision',
      thin('1', '0'),
      'not-critical',
      [],
      [rankZero('R'), line('descent-curve', 1, [2, 1, [['1']]])],
    ),
  undecided: () => draft('depthcert/decision', fitsSmaller, 'undecided', [], []),
  allSaddlesStrict: () => ({ ...examples.nonStrictSaddle(), statement: 'depthcert/decision~all-saddles-strict' }),
  criticalIsGlobal: () => ({ ...examples.strictSaddle(), statement: 'depthcert/decision~critical-is-global' }),
  lift: () =>
    draft('lu-kawaguchi-2017/thm-2.1', fitsSmaller, 'not-a-local-minimum', fullRanks, [
      rankSmaller,
      zero,
      {
        kind: 'lift',
        j: 1,
        order: 2,
        C: [['1']],
        D: [['1']],
        A: [{ power: 1, matrix: [['6', '0']] }],
        B: [{ power: 1, matrix: [['1/2'], ['0']] }],
      },
    ]),
  luCriticalPoint: () => ({ ...examples.lift(), statement: 'lu-kawaguchi-2017/thm-2.1~critical-point' }),
  luRankDeficient: () =>
    draft(
      'lu-kawaguchi-2017/thm-2.1',
      thin('0', '0'),
      'not-a-local-minimum',
      [one('X'), one('Y')],
      [rankZero('R'), zero, diagonalCurve('descent-curve', 2, '1')],
    ),
  betterMatrix: () =>
    draft('lu-kawaguchi-2017/thm-2.1~rank-bound-plus-one', fitsLarger, 'global-minimizer', fullRanks, [
      rankLarger,
      leastSquares,
      split('ky-fan'),
      { kind: 'better-matrix', left: fitsLarger.Y, right: I2 },
    ]),
  zhang: () =>
    draft(
      'zhang-2019/full-rank',
      thin('0', '0'),
      'not-a-local-minimum',
      [rankZero('R'), { kind: 'loss' }],
      [zero, diagonalCurve('descent-curve', 2, '1'), diagonalCurve('ascent-curve', 2, '-1')],
    ),
  zhangCriticalPoint: () => ({ ...examples.zhang(), statement: 'zhang-2019/full-rank~critical-point' }),
  zhangStrict: () =>
    draft(
      'zhang-2019/full-rank~strict',
      thin('0', '0', '0'),
      'non-strict-saddle',
      [rankZero('R'), { kind: 'loss' }],
      [zero, ...nonStrict],
    ),
  zhangFullRank: () => {
    const { hypotheses, ...rest } = draft(
      'zhang-2019/full-rank~full-rank-too',
      fitsLarger,
      'global-minimizer',
      [{ kind: 'loss' }],
      [rankLarger, leastSquares, split('ky-fan')],
    );
    return { ...rest, hypotheses: [{ ...hypotheses[0], id: 'A2' }] };
  },
  achourSwap: () =>
    draft(
      'achour-2021/thm-classification',
      fitsSmaller,
      'strict-saddle',
      [...spectral, zero],
      [rankSmaller, direction, ascends, swap],
    ),
  achourGlobal: () =>
    draft(
      'achour-2021/thm-classification',
      fitsLarger,
      'global-minimizer',
      [...spectral, zero],
      [rankLarger, split('ky-fan'), split('prefix')],
    ),
  achourNonStrict: () =>
    draft(
      'achour-2021/thm-classification',
      thin('0', '0', '0'),
      'non-strict-saddle',
      [...thinSpectral, zero],
      [rankZero('R'), ...nonStrict, emptyPrefix('1'), ...pivots],
    ),
  /** Two layers at W = 0: the pivot (2,1) has blocks I and Σ_XY, both of rank 1 > 0. */
  achourLoose: () =>
    draft(
      'achour-2021/thm-classification',
      thin('0', '0'),
      'strict-saddle',
      [...thinSpectral, zero],
      [
        rankZero('R'),
        { kind: 'negative-curvature', V: [[['1']], [['1']]] },
        diagonalCurve('ascent-curve', 2, '-1'),
        emptyPrefix('1'),
        one('inner(2,1)'),
        one('outer(2,1)'),
      ],
    ),
  tightenedStrict: () => ({
    ...examples.achourNonStrict(),
    statement: 'achour-2021/thm-classification~tightened-strict',
  }),
  threeBlocks: () =>
    draft('achour-2021/thm-classification~three-blocks', hidden, 'non-strict-saddle', hiddenParts.hypotheses, [
      ...hiddenParts.evidence,
      ...hiddenParts.blocks,
    ]),
  twoOfThree: () => ({ ...examples.threeBlocks(), statement: 'achour-2021/thm-classification~two-of-three' }),
  /** Widths 2, 1, 1, 1, 2, W_2 = W_3 = 0: the pivot (3,2) is tightened, though none of its three blocks has rank 0. */
  threeBlocksSigma: () =>
    draft(
      'achour-2021/thm-classification~three-blocks-sigma',
      between,
      'non-strict-saddle',
      betweenParts.hypotheses,
      betweenParts.evidence,
    ),
  chords: () =>
    draft('kawaguchi-2016/thm-2.3-i', thin('0', '0'), 'neither-convex-nor-concave', thinSpectral, [
      { kind: 'chord', to: [[['1']], [['1']]], s: '1/2', side: 'above' },
      { kind: 'chord', to: [[['2']], [['2']]], s: '1/2', side: 'below' },
    ]),
  oneLayer: () =>
    draft('kawaguchi-2016/thm-2.3-i~one-layer', thin('0'), 'convex', thinSpectral, [
      { kind: 'psd', of: 'hessian', proof: square('1') },
    ]),
};
/** Widths 2, 2, 2, 2: every pivot is tightened, r = 1 < d = 2, and S = {2} is not a prefix. */
export const noPrefix = (): Draft => {
  const E = (i: number, j: number, x = '1') => [0, 1].map((a) => [0, 1].map((b) => (a === i && b === j ? x : '0')));
  // R = diag(0, 1/2) of rank 1 < d = 2, all layers vanish on the other coordinate.
  const W = [E(1, 1), E(1, 1), E(1, 1, '1/2')];
  const instance = { ...fits(W), widths: [2, 2, 2, 2] };
  const V = [E(1, 0, '6'), E(0, 0, '0'), E(0, 1, '1/2')];
  const r1 = (of: string, inverse: string) => rank(of, [1], [1], [[inverse]]);
  return draft(
    'achour-2021/thm-classification~no-prefix',
    instance,
    'strict-saddle',
    [...spectral, zero],
    [
      rankSmaller,
      { kind: 'negative-curvature', V },
      line('ascent-curve', 2, [3, 1, E(1, 1)]),
      swap,
      r1('outer(2,1)', '4'),
      r1('inner(3,1)', '1'),
      r1('outer(3,2)', '2'),
    ],
  );
};
