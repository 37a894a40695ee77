import { describe, expect, test } from 'vitest';
import { readEvidence } from '../../src/verifier/checks.ts';
import { characteristicPolynomial } from '../../src/verifier/kinds/facts.ts';
import { SQUARE } from '../../src/verifier/losses.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { makeNetwork } from '../../src/verifier/network.ts';
import { Place } from '../../src/verifier/read.ts';
import { type Draft, examples, verifyDraft } from './examples.ts';

type Change = (item: Draft, certificate: Draft) => void;
type Accepted = [title: string, change: Change];
type Rejected = [title: string, change: Change, code: string, place: string];

const malformed = ['SHAPE', 'RANGE', 'ENUM', 'TYPE', 'NUMBER', 'MISSING_FIELD', 'UNKNOWN_FIELD'];
const statusOf = (code: string) => (code === 'LIMIT' ? 'LIMIT' : malformed.includes(code) ? 'MALFORMED' : 'REJECTED');

/** Changes the item at `at` of an example, a JSON pointer, and expects it to be accepted, or rejected at a place inside it. */
function table(title: string, make: () => Draft, at: string, accepted: Accepted[], rejected: Rejected[]): void {
  const outcome = (change: Change) => {
    const draft = make();
    const item = at
      .split('/')
      .slice(1)
      .reduce((value, key) => value[key], draft);
    change(item, draft);
    const { status, code, pointer } = verifyDraft(draft);
    return [status, code, pointer];
  };
  describe(title, () => {
    test.each<Accepted>([['as it stands', () => {}], ...accepted])('accepted: %s', (_, change) => {
      expect(outcome(change)).toEqual(['VALID_EXACT', undefined, undefined]);
    });
    test.each(rejected)('rejected: %s', (_, change, code, place) => {
      expect(outcome(change)).toEqual([statusOf(code), code, place.startsWith('!') ? place.slice(1) : at + place]);
    });
  });
}

table(
  'zero',
  examples.strictSaddle,
  '/evidence/1',
  [],
  [
    [
      'another matrix',
      (e) => {
        e.of = 'hessian';
      },
      'ENUM',
      '/of',
    ],
    [
      'a point that is not critical',
      (_, c) => {
        c.instance.W[0][0][0] = '1';
        c.evidence[0].rows = [1];
      },
      'ZERO',
      '',
    ],
  ],
);

const toShort = (item: Draft): void => {
  for (const name of ['rows', 'cols', 'inverse']) delete item[name];
};
const shortRank = (): Draft => {
  const certificate = examples.achourSwap();
  toShort(certificate.hypotheses[2].evidence);
  return certificate;
};
table(
  'rank, short form',
  shortRank,
  '/hypotheses/2/evidence',
  [['the rank of R, too', (_, c) => toShort(c.evidence[0])]],
  [
    [
      'a rank too small',
      (e) => {
        e.rank = 1;
      },
      'RANK',
      '/rank',
    ],
    [
      'a rank too large',
      (e) => {
        e.rank = 3;
      },
      'RANK',
      '/rank',
    ],
    [
      'no number',
      (e) => {
        e.rank = '2';
      },
      'TYPE',
      '/rank',
    ],
    [
      'an unknown matrix',
      (e) => {
        e.of = 'Sigma';
      },
      'ENUM',
      '/of',
    ],
    [
      'half of the long form',
      (e) => {
        e.rows = [0, 1];
      },
      'MISSING_FIELD',
      '',
    ],
    [
      'a kernel',
      (e) => {
        e.kernel = null;
      },
      'UNKNOWN_FIELD',
      '/kernel',
    ],
  ],
);

table(
  'rank',
  examples.achourSwap,
  '/hypotheses/2/evidence',
  [],
  [
    [
      'a wrong inverse',
      (e) => {
        e.inverse[0][0] = '1/2';
      },
      'RANK',
      '/inverse',
    ],
    [
      'a rank too small',
      (e) => {
        Object.assign(e, { rank: 1, rows: [0], cols: [0], inverse: [['1/3']] });
      },
      'RANK',
      '/rank',
    ],
    [
      'rank 0 of a matrix that is not 0',
      (e) => {
        Object.assign(e, { rank: 0, rows: [], cols: [], inverse: [] });
      },
      'RANK',
      '/rank',
    ],
    [
      'a rank above the size',
      (e) => {
        e.rank = 3;
      },
      'SHAPE',
      '/rows',
    ],
    [
      'a row twice',
      (e) => {
        e.rows = [0, 0];
      },
      'RANGE',
      '/rows/1',
    ],
    [
      'a column out of range',
      (e) => {
        e.cols = [0, 2];
      },
      'RANGE',
      '/cols/1',
    ],
    [
      'an inverse of another size',
      (e) => {
        e.inverse.pop();
      },
      'SHAPE',
      '/inverse',
    ],
    [
      'no such matrix',
      (e) => {
        e.of = 'Sigma';
      },
      'ENUM',
      '/of',
    ],
    [
      'another matrix than the hypothesis is about',
      (e) => {
        e.of = 'Y';
      },
      'HYPOTHESES',
      '!/hypotheses/2',
    ],
  ],
);

table(
  'least-squares',
  examples.globalMinimizer,
  '/evidence/1',
  [
    [
      'rank-deficient X, one row of two',
      (e, c) => {
        c.instance.X = [
          ['1', '0'],
          ['2', '0'],
        ];
        c.instance.Y = [
          ['0', '1'],
          ['0', '1'],
        ];
        c.instance.W = [[['0', '0']], [['0'], ['0']]];
        c.evidence[0] = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
        Object.assign(e, { rows: [0], E: [['1'], ['2']], inverse: [['1']] });
        const none = { form: 'sum-of-squares', D: [], L: [[]] };
        c.evidence[2].separation = { form: 'threshold', t: '0', above: none, below: none };
      },
    ],
  ],
  [
    [
      'a row left out',
      (e) => {
        Object.assign(e, { rows: [0], E: [['1'], ['0']], inverse: [['1']] });
      },
      'LEAST_SQUARES',
      '/E',
    ],
    [
      'no rows',
      (e) => {
        Object.assign(e, { rows: [], E: [[], []], inverse: [] });
      },
      'LEAST_SQUARES',
      '/E',
    ],
    [
      'a wrong combination',
      (e) => {
        e.E[0][1] = '1';
      },
      'LEAST_SQUARES',
      '/E',
    ],
    [
      'a wrong inverse',
      (e) => {
        e.inverse[1][1] = '2';
      },
      'LEAST_SQUARES',
      '/inverse',
    ],
    [
      'a row out of range',
      (e) => {
        e.rows = [0, 2];
      },
      'RANGE',
      '/rows/1',
    ],
    [
      'E of another shape',
      (e) => {
        e.E[0].pop();
      },
      'SHAPE',
      '/E/0',
    ],
  ],
);

const bezout = { kind: 'distinct-spectrum', form: 'bezout', a: ['-64/1225'], b: ['-148/1225', '32/1225'] };
table(
  'distinct-spectrum',
  examples.achourSwap,
  '/hypotheses/3/evidence',
  [
    [
      'eigenvectors of another length and sign',
      (e) => {
        e.vectors = [
          ['-2', '0'],
          ['0', '1/7'],
        ];
      },
    ],
    [
      'Bézout coefficients',
      (_, c) => {
        c.hypotheses[3].evidence = structuredClone(bezout);
      },
    ],
  ],
  [
    [
      'a wrong eigenvalue',
      (e) => {
        e.values[1] = '1/2';
      },
      'SPECTRUM',
      '/vectors',
    ],
    [
      'a zero eigenvector',
      (e) => {
        e.vectors[1][1] = '0';
      },
      'SPECTRUM',
      '/vectors',
    ],
    [
      'one eigenvalue twice',
      (e) => {
        e.values[1] = '9';
        e.vectors = [
          ['1', '2'],
          ['0', '0'],
        ];
      },
      'SPECTRUM',
      '/values',
    ],
    [
      'one value for two',
      (e) => {
        e.values.pop();
      },
      'SHAPE',
      '/values',
    ],
    [
      'another form',
      (e) => {
        e.form = 'float';
      },
      'ENUM',
      '/form',
    ],
    [
      'wrong Bézout coefficients',
      (_, c) => {
        c.hypotheses[3].evidence = { ...bezout, a: ['-1'] };
      },
      'SPECTRUM',
      '',
    ],
    [
      'no Bézout coefficients',
      (_, c) => {
        c.hypotheses[3].evidence = { ...bezout, a: [], b: [] };
      },
      'SPECTRUM',
      '',
    ],
    [
      'a Bézout coefficient 0 at the end',
      (_, c) => {
        c.hypotheses[3].evidence = { ...bezout, a: ['-64/1225', '0'] };
      },
      'RANGE',
      '/a/1',
    ],
    [
      'a Bézout coefficient 0 alone',
      (_, c) => {
        c.hypotheses[3].evidence = { ...bezout, b: ['0'] };
      },
      'RANGE',
      '/b/0',
    ],
    [
      'too many Bézout coefficients',
      (_, c) => {
        c.hypotheses[3].evidence = { ...bezout, a: ['0', '0', '0'] };
      },
      'SHAPE',
      '/a',
    ],
  ],
);

test('the characteristic polynomial of a companion matrix', () => {
  const S = new Place([
    ['0', '0', '6'],
    ['1', '0', '-11'],
    ['0', '1', '6'],
  ]).matrix(3, 3);
  const expected = new Place(['-6', '11', '-6', '1']).vector(4);
  for (const [k, c] of characteristicPolynomial(S).entries()) {
    expect(c.equals(Matrix.rational(expected.num[k]!))).toBe(true);
  }
});

table(
  'negative-curvature',
  examples.strictSaddle,
  '/evidence/2',
  [
    [
      'a multiple of the direction',
      (e) => {
        e.V = [[['12', '0']], [['1'], ['0']]];
      },
    ],
  ],
  [
    [
      'the zero direction',
      (e) => {
        e.V = [[['0', '0']], [['0'], ['0']]];
      },
      'CURVATURE',
      '/V',
    ],
    [
      'one sign turned',
      (e) => {
        e.V[0][0][0] = '-6';
      },
      'CURVATURE',
      '/V',
    ],
    [
      'a layer left out',
      (e) => {
        e.V.pop();
      },
      'SHAPE',
      '/V',
    ],
    [
      'layers in the wrong order',
      (e) => {
        e.V.reverse();
      },
      'SHAPE',
      '/V/0',
    ],
  ],
);

table(
  'descent-curve',
  examples.nonStrictSaddle,
  '/evidence/3',
  [
    [
      'higher powers that do not matter',
      (e) => {
        e.curve.splice(1, 0, { layer: 1, power: 1000, matrix: [['1']] });
      },
    ],
  ],
  [
    [
      'an order too small',
      (e) => {
        e.order = 2;
      },
      'CURVE',
      '',
    ],
    [
      'an order too large',
      (e) => {
        e.order = 4;
      },
      'CURVE',
      '',
    ],
    [
      'order 0',
      (e) => {
        e.order = 0;
      },
      'RANGE',
      '/order',
    ],
    [
      'order 1001',
      (e) => {
        e.order = 1001;
      },
      'LIMIT',
      '/order',
    ],
    [
      'an ascending curve',
      (e) => {
        e.curve[0].matrix = [['-1']];
      },
      'CURVE',
      '',
    ],
    [
      'no entries',
      (e) => {
        e.curve = [];
      },
      'CURVE',
      '',
    ],
    [
      'power 0',
      (e) => {
        e.curve[0].power = 0;
      },
      'RANGE',
      '/curve/0/power',
    ],
    [
      'power 1001',
      (e) => {
        e.curve[2].power = 1001;
      },
      'LIMIT',
      '/curve/2/power',
    ],
    [
      'layer 0',
      (e) => {
        e.curve[0].layer = 0;
      },
      'RANGE',
      '/curve/0/layer',
    ],
    [
      'layer H + 1',
      (e) => {
        e.curve[2].layer = 4;
      },
      'RANGE',
      '/curve/2/layer',
    ],
    [
      'an entry twice',
      (e) => {
        e.curve.unshift(e.curve[0]);
      },
      'RANGE',
      '/curve/1',
    ],
    [
      'entries not sorted',
      (e) => {
        e.curve.reverse();
      },
      'RANGE',
      '/curve/1',
    ],
    [
      'a zero matrix',
      (e) => {
        e.curve[1].matrix = [['0']];
      },
      'RANGE',
      '/curve/1/matrix',
    ],
    [
      '257 entries',
      (e) => {
        e.curve = Array(257).fill(e.curve[0]);
      },
      'LIMIT',
      '/curve',
    ],
    [
      'the shape of another layer',
      (e) => {
        e.curve[0].matrix = [['1', '0']];
      },
      'SHAPE',
      '/curve/0/matrix/0',
    ],
  ],
);

table(
  'ascent-curve',
  examples.strictSaddle,
  '/evidence/3',
  [
    [
      'the curve run backwards',
      (e) => {
        e.curve[0].matrix = [['0'], ['-1']];
      },
    ],
  ],
  [
    [
      'a descending curve',
      (e) => {
        e.curve = [
          { layer: 1, power: 1, matrix: [['6', '0']] },
          { layer: 2, power: 1, matrix: [['1/2'], ['0']] },
        ];
      },
      'CURVE',
      '',
    ],
    [
      'a curve along which nothing changes',
      (e) => {
        e.curve = [{ layer: 1, power: 3, matrix: [['0', '1']] }];
      },
      'CURVE',
      '',
    ],
  ],
);

const hessianProof =
  (proof: Draft): Change =>
  (e) => {
    e.proof = proof;
  };
table(
  'psd by dominance',
  examples.nonStrictSaddle,
  '/evidence/2',
  [['by squares', hessianProof({ form: 'sum-of-squares', D: [], L: [[], [], []] })]],
  [
    [
      'another matrix',
      (e) => {
        e.of = 'sigma';
      },
      'ENUM',
      '/of',
    ],
    [
      'another form',
      (e) => {
        e.proof.form = 'cholesky';
      },
      'ENUM',
      '/proof/form',
    ],
    [
      'a factor that is too large',
      hessianProof({ form: 'dominance', index: [0], scale: ['1'], factor: [['1']], kernel: [['0', '0']] }),
      'PSD',
      '/proof',
    ],
    [
      'an index out of range',
      hessianProof({ form: 'dominance', index: [3], scale: ['1'], factor: [['0']], kernel: [['0', '0']] }),
      'RANGE',
      '/proof/index/0',
    ],
    [
      'more indices than coordinates',
      hessianProof({ form: 'dominance', index: [0, 1, 2, 3], scale: [], factor: [], kernel: [] }),
      'SHAPE',
      '/proof/index',
    ],
    [
      'a kernel of another shape',
      hessianProof({ form: 'dominance', index: [], scale: [], factor: [], kernel: [[]] }),
      'SHAPE',
      '/proof/kernel',
    ],
    [
      'more squares than coordinates',
      hessianProof({ form: 'sum-of-squares', D: ['1', '1', '1', '1'], L: [] }),
      'SHAPE',
      '/proof/D',
    ],
  ],
);

const oneLayer = (): Draft => {
  // H = [[2, 1], [1, 2]] with X of two inputs and one output.
  const c = examples.oneLayer();
  c.instance = {
    ...c.instance,
    widths: [2, 1],
    X: [
      ['1', '1', '0'],
      ['1', '0', '1'],
    ],
    Y: [['1', '0', '0']],
    W: [[['0', '0']]],
  };
  c.hypotheses[1].evidence = {
    kind: 'least-squares',
    rows: [0, 1],
    E: [
      ['1', '0'],
      ['0', '1'],
    ],
    inverse: [
      ['2/3', '-1/3'],
      ['-1/3', '2/3'],
    ],
  };
  c.hypotheses[2].evidence = { ...c.hypotheses[2].evidence, rows: [0], cols: [0], inverse: [['1']] };
  c.hypotheses[3].evidence.values = ['2/3'];
  c.evidence[0].proof = {
    form: 'dominance',
    index: [0, 1],
    scale: ['1', '1'],
    factor: [['1'], ['1/2', '1']],
    kernel: [[], []],
  };
  return c;
};
table(
  'psd of [[2,1],[1,2]]',
  oneLayer,
  '/evidence/0',
  [
    [
      'by squares',
      hessianProof({
        form: 'sum-of-squares',
        D: ['2', '3/2'],
        L: [
          ['1', '0'],
          ['1/2', '1'],
        ],
      }),
    ],
    [
      'by three units of scale',
      hessianProof({
        form: 'dominance',
        index: [0, 1],
        scale: ['1/2', '1'],
        factor: [['0'], ['0', '1']],
        kernel: [[], []],
      }),
    ],
  ],
  [
    [
      'squares with a negative weight',
      hessianProof({
        form: 'sum-of-squares',
        D: ['-2', '3/2'],
        L: [
          ['1', '0'],
          ['1/2', '1'],
        ],
      }),
      'PSD',
      '/proof',
    ],
    [
      'squares that are another matrix',
      hessianProof({
        form: 'sum-of-squares',
        D: ['2', '1'],
        L: [
          ['1', '0'],
          ['1/2', '1'],
        ],
      }),
      'PSD',
      '/proof',
    ],
    ['no squares', hessianProof({ form: 'sum-of-squares', D: [], L: [[], []] }), 'PSD', '/proof'],
    [
      'a scale of 0',
      (e) => {
        e.proof.scale = ['0', '1'];
      },
      'PSD',
      '/proof',
    ],
    [
      'a factor that leaves no dominance',
      (e) => {
        e.proof.factor = [['1'], ['1', '3/2']];
      },
      'PSD',
      '/proof',
    ],
    [
      'a factor by full rows',
      (e) => {
        e.proof.factor = [
          ['1', '0'],
          ['1/2', '1'],
        ];
      },
      'SHAPE',
      '/proof/factor/0',
    ],
    [
      'a kernel vector that is none',
      hessianProof({ form: 'dominance', index: [0], scale: ['1'], factor: [['1']], kernel: [['-1/2']] }),
      'PSD',
      '/proof',
    ],
    [
      'the empty index set',
      hessianProof({ form: 'dominance', index: [], scale: [], factor: [], kernel: [] }),
      'PSD',
      '/proof',
    ],
  ],
);

test('X = (1, 1)ᵀ: the Hessian [[1, 1], [1, 1]] has a kernel', () => {
  const place = new Place([['1', '1']]);
  const layers = [place.matrix(1, 2)];
  const [X, Y] = [new Place([['1'], ['1']]).matrix(2, 1), new Place([['1']]).matrix(1, 1)];
  const net = makeNetwork([2, 1], X, Y, layers, SQUARE);
  const verdictOf = (index: number[], kernel: string[][]) => {
    const proof = {
      form: 'dominance',
      index,
      scale: index.map(() => '1'),
      factor: index.map((_, i) => Array(i + 1).fill('0')),
      kernel,
    };
    const item = readEvidence(new Place({ kind: 'psd', of: 'hessian', proof }), net);
    return () => item.check({ ranks: new Map() });
  };
  expect(verdictOf([0], [['-1']])).not.toThrow();
  expect(verdictOf([1], [['-1']])).not.toThrow();
  expect(verdictOf([0, 1], [[], []])).not.toThrow();
  expect(verdictOf([0], [['1']])).toThrow(expect.objectContaining({ code: 'PSD' }));
});

table(
  'convexity',
  examples.convexity,
  '/evidence/1',
  [],
  [
    [
      'a point with G ≠ 0',
      (_, c) => {
        c.instance.W[0][0][0] = '1/2';
        c.evidence[0].inverse = [['2']];
      },
      'CONVEXITY',
      '',
    ],
    [
      'a hint',
      (e) => {
        e.G = '0';
      },
      'UNKNOWN_FIELD',
      '/G',
    ],
  ],
);

const squares = (d: string) => ({ form: 'sum-of-squares', D: [d], L: [['1']] });
table(
  'ky-fan',
  examples.globalMinimizer,
  '/evidence/2',
  [
    [
      'another basis',
      (e) => {
        e.p = [['-2'], ['0']];
        e.pInverse = [['1/4']];
        e.separation.above = squares('32');
      },
    ],
    [
      'the threshold at the larger eigenvalue',
      (e) => {
        e.separation.t = '9';
        e.separation.above = { form: 'sum-of-squares', D: [], L: [[]] };
        e.separation.below = squares('35/4');
      },
    ],
  ],
  [
    [
      'a wrong inverse of pᵀp',
      (e) => {
        e.pInverse = [['2']];
      },
      'SEPARATION',
      '/pInverse',
    ],
    [
      'a wrong inverse of qᵀq',
      (e) => {
        e.qInverse = [['-1']];
      },
      'SEPARATION',
      '/qInverse',
    ],
    [
      'a zero column',
      (e) => {
        e.q = [['0'], ['0']];
      },
      'SEPARATION',
      '/qInverse',
    ],
    [
      'subspaces that are not orthogonal',
      (e) => {
        e.q = [['1'], ['1']];
        e.qInverse = [['1/2']];
      },
      'SEPARATION',
      '/q',
    ],
    [
      'subspaces that are orthogonal for Σ alone: (1, 1) and (1, −36) for Σ = diag(9, 1/4)',
      (e) => {
        Object.assign(e, { p: [['1'], ['1']], q: [['1'], ['-36']], pInverse: [['1/2']], qInverse: [['1/1297']] });
        e.separation = { form: 'threshold', t: '1', above: squares('29/4'), below: squares('964') };
      },
      'SEPARATION',
      '/q',
    ],
    [
      'a subspace that is not invariant',
      (e) => {
        e.p = [['1'], ['1']];
        e.q = [['1'], ['-1']];
        e.pInverse = [['1/2']];
        e.qInverse = [['1/2']];
      },
      'SEPARATION',
      '/q',
    ],
    [
      'a threshold above both',
      (e) => {
        e.separation.t = '10';
      },
      'SEPARATION',
      '/separation/above',
    ],
    [
      'a threshold below both',
      (e) => {
        e.separation.t = '0';
        e.separation.above = squares('9');
      },
      'SEPARATION',
      '/separation/below',
    ],
    [
      'the subspaces exchanged',
      (e) => {
        [e.p, e.q] = [e.q, e.p];
      },
      'SEPARATION',
      '/separation/above',
    ],
    [
      'two columns',
      (e) => {
        e.p = [
          ['1', '0'],
          ['0', '1'],
        ];
        e.q = [[], []];
      },
      'SHAPE',
      '/p/0',
    ],
    [
      'no columns',
      (e) => {
        e.p = [[], []];
      },
      'SHAPE',
      '/p/0',
    ],
    [
      'the saddle that fits the smaller value',
      (_, c) => {
        c.instance.W = [[['0', '1']], [['0'], ['1/2']]];
        c.evidence[0] = examples.strictSaddle().evidence[0];
      },
      'KY_FAN',
      '',
    ],
    [
      'another form',
      (e) => {
        e.separation.form = 'gap';
      },
      'ENUM',
      '/separation/form',
    ],
    [
      'a separation with a spare field',
      (e) => {
        e.separation.proof = squares('1');
      },
      'UNKNOWN_FIELD',
      '/separation/proof',
    ],
  ],
);

table(
  'kronecker separation',
  examples.kronecker,
  '/evidence/2/separation',
  [],
  [
    [
      'another number',
      (s) => {
        s.proof.D = ['35/2'];
      },
      'SEPARATION',
      '/proof',
    ],
    [
      'nothing proved',
      (s) => {
        s.proof = { form: 'sum-of-squares', D: [], L: [[]] };
      },
      'SEPARATION',
      '/proof',
    ],
    [
      'a proof of another size',
      (s) => {
        s.proof.L = [['1'], ['0']];
      },
      'SHAPE',
      '/proof/L',
    ],
  ],
);

table(
  'prefix',
  examples.achourGlobal,
  '/evidence/2',
  [],
  [
    [
      'col q instead of col p',
      (e) => {
        [e.p, e.q] = [e.q, e.p];
      },
      'SEPARATION',
      '/q',
    ],
    [
      'more columns than rank R',
      (e) => {
        e.p = [
          ['1', '0'],
          ['0', '1'],
        ];
        e.q = [[], []];
        e.pInverse = [
          ['1', '0'],
          ['0', '1'],
        ];
        e.qInverse = [];
        e.separation = { form: 'kronecker', proof: { form: 'sum-of-squares', D: [], L: [] } };
      },
      'SEPARATION',
      '/p',
    ],
    [
      'three columns',
      (e) => {
        e.p = [
          ['1', '0', '0'],
          ['0', '1', '0'],
        ];
      },
      'SHAPE',
      '/p',
    ],
    [
      'a wrong threshold',
      (e) => {
        e.separation.t = '10';
      },
      'SEPARATION',
      '/separation/above',
    ],
  ],
);

table(
  'swap',
  examples.achourSwap,
  '/evidence/3',
  [
    [
      'other lengths',
      (e) => {
        e.u = ['-1/3', '0'];
        e.c = ['5', '7'];
      },
    ],
  ],
  [
    [
      'u = 0',
      (e) => {
        e.u = ['0', '0'];
      },
      'SWAP',
      '/u',
    ],
    [
      'u in the column space of R',
      (e) => {
        e.u = ['0', '1'];
      },
      'SWAP',
      '/u',
    ],
    [
      'c in the kernel of R',
      (e) => {
        e.c = ['1', '0'];
      },
      'SWAP',
      '/c',
    ],
    [
      'a point where nothing is gained',
      (_, c) => {
        const other = examples.achourGlobal();
        c.instance = other.instance;
        c.evidence[0] = other.evidence[0];
        c.evidence.splice(1, 2);
        c.evidence[1] = { kind: 'swap', u: ['0', '1'], c: ['1', '0'] };
      },
      'EVIDENCE',
      '!/evidence/1',
    ],
    [
      'a strict saddle of rank 1 < d that fits the larger eigenvalue',
      (e, c) => {
        const only = (k: number, x: string) => [0, 1].map((i) => [0, 1].map((j) => (i === k && j === k ? x : '0')));
        Object.assign(c.instance, { widths: [2, 2, 2], W: [only(0, '3'), only(0, '1')] });
        Object.assign(c.evidence[0], { rows: [0], cols: [0], inverse: [['1/3']] });
        c.evidence[1].V = [only(1, '1'), only(1, '1')];
        c.evidence[2].curve = [{ layer: 1, power: 1, matrix: only(0, '1') }];
        Object.assign(e, { u: ['0', '1'], c: ['1', '0'] });
      },
      'SWAP',
      '',
    ],
    [
      'vectors of another length',
      (e) => {
        e.u.pop();
      },
      'SHAPE',
      '/u',
    ],
  ],
);

table(
  'lift',
  examples.lift,
  '/evidence/2',
  [],
  [
    [
      'the input layer',
      (e) => {
        e.j = 0;
      },
      'RANGE',
      '/j',
    ],
    [
      'the output layer',
      (e) => {
        e.j = 2;
      },
      'RANGE',
      '/j',
    ],
    [
      'C that is no right inverse',
      (e) => {
        e.C = [['2']];
      },
      'LIFT',
      '/C',
    ],
    [
      'D that is no left inverse',
      (e) => {
        e.D = [['1/2']];
      },
      'LIFT',
      '/D',
    ],
    [
      'an order too small',
      (e) => {
        e.order = 1;
      },
      'LIFT',
      '/order',
    ],
    [
      'an order too large',
      (e) => {
        e.order = 3;
      },
      'LIFT',
      '/order',
    ],
    [
      'an ascending curve',
      (e) => {
        e.A[0].matrix[0][0] = '-6';
      },
      'LIFT',
      '/order',
    ],
    [
      'no curve',
      (e) => {
        e.A = [];
        e.B = [];
      },
      'LIFT',
      '/order',
    ],
    [
      'power 0',
      (e) => {
        e.A[0].power = 0;
      },
      'RANGE',
      '/A/0/power',
    ],
    [
      'a power twice',
      (e) => {
        e.B.push(e.B[0]);
      },
      'RANGE',
      '/B/1',
    ],
    [
      'a zero matrix',
      (e) => {
        e.B[0].matrix = [['0'], ['0']];
      },
      'RANGE',
      '/B/0/matrix',
    ],
    [
      'a layer in the entry of a lift',
      (e) => {
        e.A[0].layer = 1;
      },
      'UNKNOWN_FIELD',
      '/A/0/layer',
    ],
  ],
);

/** Widths 2, 2, 1, 2, W_2 = (0, 1): a hidden layer beside the bottleneck. */
const deepLift = (): Draft => {
  const c = examples.lift();
  c.instance.widths = [2, 2, 1, 2];
  c.instance.W = [
    [
      ['5', '0'],
      ['0', '1'],
    ],
    [['0', '1']],
    [['0'], ['1/2']],
  ];
  Object.assign(c.evidence[2], { j: 2, C: [['0'], ['1']] });
  return c;
};
table(
  'lift through more layers',
  deepLift,
  '/evidence/2',
  [
    [
      'another right inverse',
      (e) => {
        e.C = [['3'], ['1']];
      },
    ],
  ],
  [
    [
      'a layer that is no bottleneck',
      (e) => {
        Object.assign(e, {
          j: 1,
          C: [
            ['1', '0'],
            ['0', '1'],
          ],
          D: [['0'], ['1']],
          A: [],
          B: [],
        });
      },
      'LIFT',
      '/j',
    ],
    [
      'C that is no right inverse',
      (e) => {
        e.C = [['1'], ['0']];
      },
      'LIFT',
      '/C',
    ],
  ],
);

table(
  'chord',
  examples.chords,
  '/evidence/0',
  [
    [
      'nearer to the end',
      (e) => {
        e.s = '3/5';
      },
    ],
  ],
  [
    [
      'the point itself',
      (e) => {
        e.to = [[['0']], [['0']]];
      },
      'CHORD',
      '',
    ],
    [
      'a chord that lies below',
      (e) => {
        e.to = [[['2']], [['2']]];
      },
      'CHORD',
      '',
    ],
    [
      's = 0',
      (e) => {
        e.s = '0';
      },
      'RANGE',
      '/s',
    ],
    [
      's = 1',
      (e) => {
        e.s = '1';
      },
      'RANGE',
      '/s',
    ],
    [
      's < 0',
      (e) => {
        e.s = '-1/2';
      },
      'RANGE',
      '/s',
    ],
    [
      'the other side',
      (e) => {
        e.side = 'below';
      },
      'EVIDENCE',
      '',
    ],
    [
      'no side',
      (e) => {
        e.side = 'left';
      },
      'ENUM',
      '/side',
    ],
    [
      'a layer left out',
      (e) => {
        e.to.pop();
      },
      'SHAPE',
      '/to',
    ],
  ],
);

table(
  'better-matrix',
  examples.betterMatrix,
  '/evidence/3',
  [],
  [
    [
      'the point itself',
      (e) => {
        e.left = [
          ['3', '0'],
          ['0', '0'],
        ];
      },
      'BETTER',
      '',
    ],
    [
      'a worse matrix',
      (e) => {
        e.left = [
          ['0', '0'],
          ['0', '0'],
        ];
      },
      'BETTER',
      '',
    ],
    [
      'rank above d + 1',
      (e) => {
        e.left = [
          ['1', '0', '0'],
          ['0', '1', '0'],
        ];
      },
      'SHAPE',
      '/left/0',
    ],
  ],
);
