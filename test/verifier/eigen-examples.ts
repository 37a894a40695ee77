import { type Draft, draft, I2, leastSquares, line, rank, zero } from './examples.ts';

/** Σ = Y², of the eigenvalues (7 ± 3√5)/2, about 6.854 and 0.146. */
const Y = [
  ['2', '1'],
  ['1', '1'],
];
export const coordinates = {
  kind: 'eigenbasis',
  inverse: I2,
  complement: [],
  below: ['5/2', '1/3'],
  above: ['14/5', '1/2'],
};
const instance = (W: Draft[], widths = [2, 1, 2]) => ({ widths, X: I2, Y, W, coordinates });
const sealed = (certificate: Draft): Draft => ({
  ...certificate,
  provenance: { ...certificate.provenance, tier: 'enclosed', precision: 30 },
});
const made = (...parts: Parameters<typeof draft>): Draft => sealed(draft(...parts));

export const larger = instance([[['1', '0']], [['1'], ['0']]]);
export const smaller = instance([[['0', '1']], [['0'], ['1']]]);
const rankLarger = rank('R', [0], [0], [['1']]);
const rankSmaller = rank('R', [1], [1], [['1']]);
const dominance = (index: number[], scale: string[], factor: string[][], kernel: string[][]) => ({
  form: 'dominance',
  ...{ index, scale, factor, kernel },
});
const noSquares = { form: 'sum-of-squares', D: [], L: [] };
export const split = (kind: string) => ({
  kind,
  p: [['1'], ['0']],
  q: [['0'], ['1']],
  pInverse: [['1']],
  qInverse: [['1']],
  separation: {
    form: 'threshold',
    t: '1',
    above: dominance([0], ['1'], [['1']], [[]]),
    below: dominance([0], ['2'], [['1']], [[]]),
  },
});
const direction = { kind: 'negative-curvature', V: [[['1', '0']], [['1'], ['0']]] };
const ascends = line('ascent-curve', 2, [2, 1, [['0'], ['1']]]);
/** Σ_XX = diag(ω²) and G = diag(0, −ω_2²) at the vertices. */
const leading = {
  ...{ kind: 'leading', columns: [0], t: '1' },
  above: dominance([0], ['1'], [['1']], [[]]),
  below: dominance([0, 1], ['1', '4'], [['1'], ['0', '1']], [[], []]),
};
const swap = { kind: 'swap', u: ['1', '0'], c: ['0', '1'] };
const escapes = [rankSmaller, zero, direction, ascends];
const spectral = [
  { kind: 'dimensions' },
  leastSquares,
  rank(
    'Sigma_XY',
    [0, 1],
    [0, 1],
    [
      ['1', '-1'],
      ['-1', '2'],
    ],
  ),
  // p = x² − 7x + 1.
  { kind: 'distinct-spectrum', form: 'bezout', a: ['-4/45'], b: ['-7/45', '2/45'] },
];
/** The rank of a matrix that depends on the eigenvalues. */
export const robust = (of: string, indices: number[], inverse: string[][], kernel: string[][] | null) => ({
  ...rank(of, indices, indices, inverse),
  kernel,
});
const none = (of: string) => rank(of, [], [], []);
const emptyPrefix = {
  kind: 'prefix',
  p: [[], []],
  q: I2,
  pInverse: [],
  qInverse: I2,
  separation: {
    form: 'threshold',
    t: '9',
    above: noSquares,
    below: dominance([0, 1], ['1', '1'], [['1'], ['0', '1']], [[], []]),
  },
};
const cubic = (kind: string, sign: string) =>
  line(kind, 3, [1, 1, [['1', '0']]], [2, 1, [['1']]], [3, 1, [[sign], ['0']]]);
const atZero = [
  { kind: 'psd', of: 'hessian', proof: dominance([], [], [], []) },
  cubic('descent-curve', '1'),
  cubic('ascent-curve', '-1'),
];
/** G = −diag(ω²). */
const emptyLeading = {
  ...{ kind: 'leading', columns: [], t: '9', above: dominance([], [], [], []) },
  below: dominance([0, 1], ['1', '2'], [['1'], ['0', '1']], [[], []]),
};
const completed = [emptyLeading, { kind: 'square-completion' }, ...atZero.slice(1)];
const short = (of: string, rank: number) => ({ kind: 'rank', of, rank });
const zeros3 = instance([[['0', '0']], [['0']], [['0'], ['0']]], [2, 1, 1, 2]);
const classification = 'achour-2021/thm-classification';

/** X = I_3, and a third input that Y does not depend on. */
const I3 = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? '1' : '0')));
const wide = {
  widths: [3, 1, 2],
  X: I3,
  Y: Y.map((row) => [...row, '0']),
  W: [[['1', '0', '0']], [['1'], ['0']]],
  coordinates: { ...coordinates, inverse: I3, complement: [['0', '0', '1']] },
};

/** Certificates written by hand of points in coordinates. Each call makes a fresh copy. */
export const inCoordinates = {
  minimizer: () => made('depthcert/decision', larger, 'global-minimizer', [], [rankLarger, split('ky-fan')]),
  saddle: () => made('depthcert/decision', smaller, 'strict-saddle', [], escapes),
  nonStrict: () => made('depthcert/decision', zeros3, 'non-strict-saddle', [], [none('R'), zero, ...atZero]),
  leading: () => made('depthcert/decision', larger, 'global-minimizer', [], [short('R', 1), leading]),
  squareCompletion: () =>
    made('depthcert/decision', zeros3, 'non-strict-saddle', [], [short('R', 0), zero, ...completed]),
  prefixCompletion: () =>
    made(
      'depthcert/decision',
      zeros3,
      'non-strict-saddle',
      [],
      [short('R', 0), zero, emptyPrefix, ...completed.slice(1)],
    ),
  notCritical: () =>
    made(
      'depthcert/decision',
      instance([[['1', '0']], [['0'], ['0']]]),
      'not-critical',
      [],
      [none('R'), line('descent-curve', 1, [2, 1, [['1'], ['0']]])],
    ),
  oneLayer: () =>
    made(
      'depthcert/decision',
      instance([I2], [2, 2]),
      'global-minimizer',
      [],
      [rank('R', [0, 1], [0, 1], I2), { kind: 'convexity' }],
    ),
  complement: () => made('depthcert/decision', wide, 'global-minimizer', [], [rankLarger, split('ky-fan')]),
  realData: () => ({ ...inCoordinates.saddle(), statement: 'depthcert/real-data' }),
  criticalIsGlobal: () => ({ ...inCoordinates.saddle(), statement: 'depthcert/decision~critical-is-global' }),
  quadratic: () =>
    made(
      'zhang-2019/quadratic',
      smaller,
      'not-a-local-minimum',
      [],
      [rankSmaller, zero, line('descent-curve', 2, [1, 1, [['1', '0']]], [2, 1, [['1'], ['0']]])],
    ),
  kawaguchi: () =>
    made('kawaguchi-2016/cor-2.4', smaller, 'strict-saddle', [...spectral, zero], [rankSmaller, direction, ascends]),
  shallow: () =>
    made(
      'zhu-2018/thm-shallow',
      smaller,
      'strict-saddle',
      [{ kind: 'dimensions' }, rank('X', [0, 1], [0, 1], I2)],
      escapes,
    ),
  lift: () =>
    made(
      'lu-kawaguchi-2017/thm-2.1',
      smaller,
      'not-a-local-minimum',
      [rank('X', [0, 1], [0, 1], I2), { ...spectral[2], of: 'Y' }],
      [
        rankSmaller,
        zero,
        {
          ...{ kind: 'lift', j: 1, order: 2, C: [['1']], D: [['1']] },
          A: [{ power: 1, matrix: [['1', '0']] }],
          B: [{ power: 1, matrix: [['1'], ['0']] }],
        },
      ],
    ),
  betterMatrix: () =>
    made('kawaguchi-2016/thm-2.3-ii~unrestricted', larger, 'global-minimizer', spectral, [
      rankLarger,
      split('ky-fan'),
      { kind: 'better-matrix', left: I2, right: I2 },
    ]),
  swap: () =>
    made(classification, smaller, 'strict-saddle', [...spectral, zero], [rankSmaller, direction, ascends, swap]),
  prefix: () =>
    made(
      classification,
      larger,
      'global-minimizer',
      [...spectral, zero],
      [rankLarger, split('ky-fan'), split('prefix')],
    ),
  tightened: () =>
    made(
      classification,
      zeros3,
      'non-strict-saddle',
      [...spectral, zero],
      [
        none('R'),
        ...atZero,
        emptyPrefix,
        robust('outer(2,1)', [], [], []),
        none('inner(3,1)'),
        robust('outer(3,2)', [], [], []),
      ],
    ),
  loose: () =>
    made(
      classification,
      instance([[['0', '0']], [['0'], ['0']]]),
      'strict-saddle',
      [...spectral, zero],
      [
        none('R'),
        direction,
        line('ascent-curve', 2, [1, 1, [['1', '0']]], [2, 1, [['-1'], ['0']]]),
        emptyPrefix,
        rank('inner(2,1)', [0], [0], [['1']]),
        robust(
          'outer(2,1)',
          [0, 1],
          [
            ['1/7', '0'],
            ['0', '6'],
          ],
          null,
        ),
      ],
    ),
  criticalMap: () =>
    made(
      'achour-2021/critical-map',
      smaller,
      'holds',
      [...spectral, zero],
      [rankSmaller, { kind: 'critical-map', p: [['0'], ['1']], pInverse: [['1']] }],
    ),
  regularization: () =>
    made(
      'achour-2021/implicit-regularization',
      zeros3,
      'rank-constrained-minimizer',
      [...spectral, zero, atZero[0]],
      [none('R'), emptyPrefix],
    ),
} satisfies Record<string, () => Draft>;

/** In an orthonormal basis of the plane, the eigenvectors of Σ to 16 digits: the first is (φ, 1)/√(φ² + 1). */
const [c, s] = ['8506508083520400/10000000000000000', '5257311121191336/10000000000000000'];
const reduced = (text: string): string => {
  const [p, q] = text.split('/').map(BigInt) as [bigint, bigint];
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  return `${p / gcd(p, q)}/${q / gcd(p, q)}`;
};
export const vectors = [
  [reduced(c!), `-${reduced(s!)}`],
  [reduced(s!), reduced(c!)],
];
/** Near the global minimizer, and not in coordinates: W_1 is near √λ_1u_1ᵀ, W_2 near u_1. */
const rounded = {
  widths: [2, 1, 2],
  X: I2,
  Y,
  W: [
    [['2227/1000', '1376/1000']].map((row) => row.map(reduced)),
    [['851/1000'], ['526/1000']].map((row) => row.map(reduced)),
  ],
};

export const near = {
  minimizer: () =>
    made(
      'depthcert/near-critical',
      rounded,
      'global-minimizer',
      [],
      [
        {
          kind: 'near-critical-point',
          W: larger.W,
          coordinates,
          S: [1],
          vectors,
          evidence: [rankLarger, split('ky-fan')],
          distance: '1/1000',
        },
      ],
    ),
  /** The smaller of two singular values 3 and 1/2, and a point at a distance of 1/1000. */
  saddle: () =>
    made(
      'depthcert/near-critical',
      {
        widths: [2, 1, 2],
        X: I2,
        Y: [
          ['3', '0'],
          ['0', '1/2'],
        ],
        W: [[['1/1000', '1']], [['0'], ['1/2']]],
      },
      'strict-saddle',
      [],
      [
        {
          kind: 'near-critical-point',
          W: [[['0', '1']], [['0'], ['1/2']]],
          coordinates: null,
          S: null,
          vectors: null,
          evidence: [
            rank('R', [1], [1], [['2']]),
            zero,
            { kind: 'negative-curvature', V: [[['6', '0']], [['1/2'], ['0']]] },
            ascends,
          ],
          distance: '1/1000',
        },
      ],
    ),
  notCritical: () => {
    const certificate = draft(
      'depthcert/near-critical',
      rounded,
      'not-critical',
      [],
      [{ kind: 'gradient-norm', below: '1/100000', above: '1' }],
    );
    return certificate;
  },
} satisfies Record<string, () => Draft>;
