import { Matrix as Doubles, EigenvalueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { Matrix as LibraryMatrix } from '../../src/exact/matrix.ts';
import { coordinatesToJson, eigenCoordinates } from '../../src/network/coordinates.ts';
import { claimsOf, prove, readGiven } from '../../src/verifier/checks.ts';
import { readCoordinates } from '../../src/verifier/coordinates.ts';
import { STATEMENTS } from '../../src/verifier/index.ts';
import { readInstance } from '../../src/verifier/instance.ts';
import { SQUARE } from '../../src/verifier/losses.ts';
import { type Matrix, range } from '../../src/verifier/matrix.ts';
import { makeNetwork } from '../../src/verifier/network.ts';
import { Place } from '../../src/verifier/read.ts';
import { inCoordinates, robust, vectors } from './eigen-examples.ts';
import { type Draft, examples, rank, seal, verifyDraft } from './examples.ts';

describe('a point in coordinates is accepted', () => {
  test.each(Object.entries(inCoordinates))('%s', (_, make) => {
    const { status, code, pointer, claim, reliesOn } = verifyDraft(make());
    expect({ status, code, pointer }).toEqual({ status: 'VALID_ENCLOSED', code: undefined, pointer: undefined });
    expect(claim).toContain('its layers in coordinates of an eigenbasis of Σ');
    expect(reliesOn).toEqual(expect.arrayContaining(['eigenbasis', 'vertices']));
  });
});

describe('the vertices', () => {
  const X = [
    ['1', '0', '1', '2'],
    ['0', '1', '1', '0'],
    ['1', '1', '0', '1'],
  ];
  const Y = [
    ['1', '2', '0', '1'],
    ['0', '1', '3', '1/2'],
  ];
  const json = coordinatesToJson(eigenCoordinates(LibraryMatrix.fromRows(X, 4), LibraryMatrix.fromRows(Y, 4)));
  const rows = (m: string[][]) => new Place(m).matrix(m.length, m[0]!.length);
  const W = [[['1', '2', '-1']], [['3'], ['1/2']]];
  const net = makeNetwork([3, 1, 2], rows(X), rows(Y), W.map(rows), SQUARE);
  const { vertices, prove: proveSpectrum } = readCoordinates(new Place(JSON.parse(JSON.stringify(json))), net);
  const { sigma, M, N, lower, upper } = proveSpectrum();
  const doubles = (m: Matrix) =>
    new Doubles(range(m.rows).map((i) => range(m.cols).map((j) => Number(m.at(i, j)) / Number(m.den))));
  const spectrum = new EigenvalueDecomposition(doubles(sigma), { assumeSymmetric: true });
  // From the largest eigenvalue down.
  const order = [1, 0];
  const U = spectrum.eigenvectorMatrix.subMatrixColumn(order);
  const T = new Doubles([...U.transpose().mmul(doubles(M)).to2DArray(), ...doubles(N).to2DArray()]);
  /** How far λ is on the way from the vertex 0 to the vertex k + 1: (λ_k − a_k)/(γ_k² − a_k), γ_k² − a_k = n(b_k − a_k). */
  const shares = order.map((at, k) => {
    const [a, b] = [doubles(lower).get(k, 0), doubles(upper).get(k, 0)];
    return (spectrum.realEigenvalues[at]! - a) / (2 * (b - a));
  });

  test('λ is between them', () => {
    for (const share of shares) expect(share).toBeGreaterThan(0);
    expect(shares[0]! + shares[1]!).toBeLessThan(1);
  });
  test('differences of L are convex combinations of those at the vertices', () => {
    const points = [W, [[['0', '1', '1']], [['1'], ['-2']]], [[['1', '0', '2']], [['0'], ['1']]]];
    const product = ([first, last]: string[][][]) => rows(last!).times(rows(first!));
    const loss = (R: Matrix) => U.mmul(doubles(R)).mmul(T).mmul(doubles(net.X)).sub(doubles(net.Y)).norm() ** 2;
    const [at0, ...rest] = vertices.map(
      (vertex) => (R: Matrix) => Number(vertex.twiceLossAt(R).num[0]) / Number(vertex.twiceLossAt(R).den),
    );
    const combined = (R: Matrix) => rest.reduce((sum, at, k) => sum + shares[k]! * (at(R) - at0!(R)), at0!(R));
    const [R0, ...others] = points.map(product);
    for (const R of others) expect(combined(R) - combined(R0!)).toBeCloseTo(loss(R) - loss(R0!), 6);
  });
});

test('evidence that says nothing of the vertices proves nothing there', () => {
  const { instance } = inCoordinates.minimizer();
  const subject = readInstance(new Place(instance));
  const item = readGiven(new Place({ kind: 'dimensions' }), subject);
  const run = (at: typeof subject) => prove(item.place, [item], ['dimensions'], claimsOf(at, 'holds', [item]));
  expect(() => run(subject)).toThrow(expect.objectContaining({ code: 'EVIDENCE' }));
  expect(() => run({ net: subject.net, towers: [] })).not.toThrow();
});

const change = (
  name: string,
  make: () => Draft,
  damage: (certificate: Draft) => void,
  code: string,
  pointer: string,
): [string, () => Draft, (certificate: Draft) => void, string, string] => [name, make, damage, code, pointer];
const { minimizer, saddle, complement, nonStrict, tightened, loose, swap, kawaguchi, oneLayer } = inCoordinates;
const at = '/instance/coordinates';
/** From a name of the field to what it is replaced with. */
const put = (field: string, value: unknown) => (c: Draft) => {
  c.instance.coordinates[field] = value;
};

describe('false claims about the spectrum', () => {
  test.each([
    change('an interval above its eigenvalue', minimizer, put('below', ['27/10', '1/3']), 'SPECTRUM', `${at}/below/0`),
    change('an interval below its eigenvalue', minimizer, put('above', ['13/5', '1/2']), 'SPECTRUM', `${at}/below/0`),
    change(
      'the larger eigenvalue twice',
      minimizer,
      (c) => {
        put('below', ['5/2', '12/5'])(c);
        put('above', ['14/5', '27/10'])(c);
      },
      'SPECTRUM',
      `${at}/below/0`,
    ),
    change('both eigenvalues in one interval', minimizer, put('below', ['1/4', '1/5']), 'SPECTRUM', `${at}/below/0`),
    change('the second one in no interval', minimizer, put('above', ['14/5', '9/25']), 'SPECTRUM', `${at}/below/1`),
    change(
      'a box that sticks out of the simplex: λ_1 < γ_1², but λ_1 > b_1',
      minimizer,
      put('above', ['27/10', '1/2']),
      'SPECTRUM',
      `${at}/below/0`,
    ),
    change(
      'another matrix than the inverse',
      minimizer,
      (c) => (c.instance.coordinates.inverse[0][1] = '1'),
      'SPECTRUM',
      `${at}/inverse`,
    ),
    change(
      'a complement that sees Y',
      complement,
      put('complement', [['1', '0', '0']]),
      'SPECTRUM',
      `${at}/complement`,
    ),
    change('a complement of zeros', complement, put('complement', [['0', '0', '0']]), 'SPECTRUM', `${at}/complement`),
    change(
      'a row without a unit column',
      complement,
      put('complement', [['0', '0', '2']]),
      'SPECTRUM',
      `${at}/complement`,
    ),
    change('data with another spectrum', minimizer, (c) => (c.instance.Y[0][0] = '5'), 'SPECTRUM', `${at}/below/0`),
    change(
      'a rational eigenvalue at the end of its interval',
      minimizer,
      (c) => {
        // λ = 25/4 = a_1 and 1/4.
        c.instance.Y = [
          ['5/2', '0'],
          ['0', '2/5'],
        ];
      },
      'SPECTRUM',
      `${at}/below/0`,
    ),
    change(
      'data without a full row rank',
      minimizer,
      (c) => {
        c.instance.X[1] = ['1', '0'];
      },
      'SPECTRUM',
      `${at}/inverse`,
    ),
  ])('%s', rejected('REJECTED'));
});

describe('coordinates that are no coordinates', () => {
  test.each([
    change('another kind', minimizer, put('kind', 'fourier'), 'ENUM', `${at}/kind`),
    change('a missing field', minimizer, (c) => delete c.instance.coordinates.complement, 'MISSING_FIELD', at),
    change('an unknown field', minimizer, put('vectors', vectors), 'UNKNOWN_FIELD', `${at}/vectors`),
    change('null', minimizer, (c) => (c.instance.coordinates = null), 'TYPE', at),
    change('bounds that are not positive', minimizer, put('below', ['5/2', '0']), 'RANGE', `${at}/below`),
    change('a negative bound', minimizer, put('below', ['5/2', '-1/3']), 'RANGE', `${at}/below`),
    change('an empty interval', minimizer, put('above', ['5/2', '1/2']), 'RANGE', `${at}/above`),
    change('one interval for two eigenvalues', minimizer, put('below', ['5/2']), 'SHAPE', `${at}/below`),
    change('a complement of another shape', minimizer, put('complement', [['0', '1']]), 'SHAPE', `${at}/complement`),
    change(
      'more outputs than inputs',
      minimizer,
      (c) => {
        c.instance.widths[0] = 1;
        c.instance.X = [['1', '0']];
        c.instance.W[0] = [['1']];
      },
      'SHAPE',
      at,
    ),
    change(
      'several towers',
      minimizer,
      (c) => (c.instance.others = [{ widths: [2, 2], X: c.instance.X, W: [c.instance.Y] }]),
      'UNKNOWN_FIELD',
      '/instance/others',
    ),
    change(
      'a statement that is not about them',
      minimizer,
      (c) => Object.assign(c, { statement: 'lu-kawaguchi-2017/full-rank-perturbation' }),
      'UNKNOWN_FIELD',
      at,
    ),
    change(
      'a variant whose conclusion does not carry over',
      inCoordinates.criticalMap,
      (c) => Object.assign(c, { statement: 'achour-2021/critical-map~any-point' }),
      'UNKNOWN_FIELD',
      at,
    ),
    change(
      'balanced layers, which depend on the spectrum',
      saddle,
      (c) => Object.assign(c, { statement: 'zhu-2018/thm-regularized~not-regularized' }),
      'UNKNOWN_FIELD',
      at,
    ),
    change(
      'another loss',
      inCoordinates.quadratic,
      (c) => {
        c.statement = 'zhang-2019/quadratic~weighted';
        c.instance.loss = {
          kind: 'weighted-square',
          weights: [
            ['1', '1'],
            ['1', '1'],
          ],
        };
      },
      'UNKNOWN_FIELD',
      at,
    ),
  ])('%s', rejected('MALFORMED'));
});

describe('evidence that does not hold at every vertex', () => {
  const below = (c: Draft, index: number) => c.evidence[index].separation;
  test.each([
    change(
      'a curvature that is negative at one vertex only',
      saddle,
      (c) => (c.evidence[2].V[1] = [['101/200'], ['0']]),
      'CURVATURE',
      '/evidence/2/V',
    ),
    change(
      'a threshold above an eigenvalue of a vertex',
      minimizer,
      (c) => (below(c, 1).t = '7'),
      'SEPARATION',
      '/evidence/1/separation/above',
    ),
    change(
      'a threshold below one',
      minimizer,
      (c) => (below(c, 1).t = '1/5'),
      'SEPARATION',
      '/evidence/1/separation/below',
    ),
    change('a point that is critical at none', saddle, (c) => (c.instance.W[0][0][0] = '1'), 'ZERO', '/evidence/1'),
    change(
      'a hypothesis: such a point is not called vacuous',
      kawaguchi,
      (c) => (c.instance.W[0][0][0] = '1'),
      'ZERO',
      '/hypotheses/4/evidence',
    ),
    change(
      'a curve that ascends',
      nonStrict,
      (c) => (c.evidence[3].curve[2].matrix[0][0] = '-1'),
      'CURVE',
      '/evidence/3',
    ),
    change(
      'R = M, which one layer of zeros has not',
      oneLayer,
      (c) => (c.instance.W[0][1][1] = '2'),
      'RANK',
      '/evidence/0/inverse',
    ),
    change('S = {2} for {1}', swap, (c) => (c.evidence[3].u = ['0', '1']), 'SWAP', '/evidence/3/u'),
    change('an input that changes R', complement, (c) => (c.instance.W[0][0][2] = '1'), 'KY_FAN', '/evidence/1'),
    change(
      'a threshold for leading above an eigenvalue of a vertex',
      inCoordinates.leading,
      (c) => (c.evidence[1].t = '7'),
      'SEPARATION',
      '/evidence/1/above',
    ),
    change('one below one', inCoordinates.leading, (c) => (c.evidence[1].t = '1/5'), 'SEPARATION', '/evidence/1/below'),
    change(
      'a threshold below all',
      inCoordinates.squareCompletion,
      (c) => (c.evidence[2].t = '7'),
      'SEPARATION',
      '/evidence/2/below',
    ),
    change(
      'a pivot that is tightened at none',
      inCoordinates.squareCompletion,
      (c) => (c.instance.W[1] = [['1']]),
      'PSD',
      '/evidence/3',
    ),
    change(
      'the rank of R, one too large',
      inCoordinates.leading,
      (c) => (c.evidence[0].rank = 2),
      'RANK',
      '/evidence/0/rank',
    ),
    change(
      'a matrix that is no better',
      inCoordinates.betterMatrix,
      (c) =>
        (c.evidence[2].left = [
          ['0', '0'],
          ['0', '0'],
        ]),
      'BETTER',
      '/evidence/2',
    ),
  ])('%s', rejected('REJECTED'));
});

describe('ranks that depend on the spectrum', () => {
  const outer = (certificate: Draft, of: string) => certificate.evidence.findIndex((e: Draft) => e.of === of);
  test.each([
    change(
      'an inverse of one vertex that is far from that of another',
      loose,
      (c) => (c.evidence[5].inverse[1][1] = '9'),
      'RANK',
      '/evidence/5/inverse',
    ),
    change('a singular matrix', loose, (c) => (c.evidence[5].inverse[1][1] = '0'), 'RANK', '/evidence/5/inverse'),
    change(
      'a rank that is no larger than r',
      loose,
      (c) => (c.evidence[5] = robust('outer(2,1)', [], [], null)),
      'CONCLUSION',
      '/verdict',
    ),
    change(
      'columns that are no combinations of none',
      loose,
      (c) => (c.evidence[5] = robust('outer(2,1)', [], [], [])),
      'RANK',
      '/evidence/5/kernel',
    ),
    change(
      'a rank that is only bounded below, where it is to be r',
      tightened,
      (c) => (c.evidence[outer(c, 'outer(2,1)')].kernel = null),
      'CONCLUSION',
      '/verdict',
    ),
  ])('%s', rejected('REJECTED'));
  test.each([
    change(
      'no kernel',
      tightened,
      (c) => delete c.evidence[outer(c, 'outer(2,1)')].kernel,
      'MISSING_FIELD',
      '/evidence/5',
    ),
    change(
      'a kernel of another shape',
      tightened,
      (c) => (c.evidence[5].kernel = [['0']]),
      'SHAPE',
      '/evidence/5/kernel',
    ),
    change(
      'a short rank of a matrix that depends on it',
      tightened,
      (c) => (c.evidence[5] = { kind: 'rank', of: 'outer(2,1)', rank: 0 }),
      'MISSING_FIELD',
      '/evidence/5',
    ),
    change(
      'a kernel where the matrix does not depend on it',
      loose,
      (c) => (c.evidence[4].kernel = null),
      'UNKNOWN_FIELD',
      '/evidence/4/kernel',
    ),
    change(
      'a kernel in the exact tier',
      examples.achourLoose,
      (c) => (c.evidence[5].kernel = null),
      'UNKNOWN_FIELD',
      '/evidence/5/kernel',
    ),
  ])('%s', rejected('MALFORMED'));

  test('a matrix that does not depend on it has the short form', () => {
    const certificate = tightened();
    certificate.evidence[6] = { kind: 'rank', of: 'inner(3,1)', rank: 0 };
    expect(verifyDraft(certificate).status).toBe('VALID_ENCLOSED');
    certificate.evidence[6].rank = 1;
    expect(verifyDraft(certificate)).toMatchObject({ code: 'RANK', pointer: '/evidence/6/rank' });
  });
  test('a kernel proves a rank', () => {
    const certificate = loose();
    Object.assign(certificate.evidence[5], { kernel: [[], []] });
    expect(verifyDraft(certificate).status).toBe('VALID_ENCLOSED');
  });
  test('a lower bound of a rank is not taken for another rank than r', () => {
    const variant = 'achour-2021/thm-classification~three-blocks-sigma';
    const certificate = tightened();
    certificate.statement = variant;
    const inner = (of: string, size: number) => rank(of, size ? [0] : [], size ? [0] : [], size ? [['1']] : []);
    const unknown = robust('right-sigma(1)', [], [], null);
    const eye = [
      ['1', '0'],
      ['0', '1'],
    ];
    certificate.evidence.push(
      ...[inner('left(2)', 0), inner('inner(2,1)', 1), unknown],
      ...[rank('left(3)', [0, 1], [0, 1], eye), inner('inner(3,1)', 0), unknown],
      ...[rank('left(3)', [0, 1], [0, 1], eye), inner('inner(3,2)', 1), robust('right-sigma(2)', [], [], null)],
    );
    expect(verifyDraft(certificate)).toMatchObject({ status: 'REJECTED', code: 'CONCLUSION', pointer: '/verdict' });
  });
});

describe('lists of evidence', () => {
  const leastSquares = examples.globalMinimizer().evidence[1];
  test.each([
    change(
      'least squares, which the vertices have',
      minimizer,
      (c) => c.evidence.splice(1, 0, leastSquares),
      'EVIDENCE',
      '/evidence/1',
    ),
    change(
      'data that are asked for at the end',
      minimizer,
      (c) => c.evidence.push(rank('X', [0], [0], [['1']])),
      'EVIDENCE',
      '/evidence/2',
    ),
    change(
      'an eigenbasis of Σ, which no vertex has in common',
      inCoordinates.criticalMap,
      (c) => c.evidence.push({ kind: 'eigenbasis', values: ['7', '1/7'], vectors, mixed: 0 }),
      'EVIDENCE',
      '/evidence/2',
    ),
    change(
      'a hypothesis on the data that is false',
      kawaguchi,
      (c) => (c.hypotheses[3].evidence.a = ['1']),
      'SPECTRUM',
      '/hypotheses/3/evidence',
    ),
    change(
      'the rank of another matrix',
      kawaguchi,
      (c) => (c.hypotheses[2].evidence.inverse[0][0] = '2'),
      'RANK',
      '/hypotheses/2/evidence/inverse',
    ),
  ])('%s', rejected('REJECTED'));
});

describe('the tier', () => {
  test.each([
    change('exact for coordinates', minimizer, exact, 'TIER', '/provenance/tier'),
    change('enclosed for rational numbers', examples.strictSaddle, enclosed(30), 'TIER', '/provenance/tier'),
    change(
      'exact for coordinates, undecided',
      minimizer,
      (c) => {
        exact(c);
        Object.assign(c, { verdict: 'undecided', evidence: [] });
      },
      'TIER',
      '/provenance/tier',
    ),
  ])('%s', rejected('REJECTED'));
  test.each([
    change('no precision', minimizer, (c) => delete c.provenance.precision, 'MISSING_FIELD', '/provenance'),
    change('a precision of 0', minimizer, enclosed(0), 'RANGE', '/provenance/precision'),
    change('a precision as a text', minimizer, enclosed('30'), 'TYPE', '/provenance/precision'),
    change(
      'a precision of exact numbers',
      examples.strictSaddle,
      (c) => (c.provenance.precision = 30),
      'UNKNOWN_FIELD',
      '/provenance/precision',
    ),
  ])('%s', rejected('MALFORMED'));
  test('undecided points in coordinates are undecided', () => {
    const certificate = Object.assign(minimizer(), { verdict: 'undecided', evidence: [] });
    expect(verifyDraft(certificate)).toMatchObject({ status: 'UNDECIDED', code: 'UNDECIDED' });
  });
});

test('a variant that compares with the spectrum is not about coordinates', () => {
  const about = [...STATEMENTS].filter(([, statement]) => statement.coordinates).map(([id]) => id);
  for (const id of [
    'achour-2021/critical-map~any-point',
    'achour-2021/critical-values~half-sum',
    'achour-2021/critical-values~complement',
    'achour-2021/parameterization',
    'zhu-2018/thm-regularized~not-regularized',
    'zhu-2018/convergence',
    'depthcert/gap',
    'depthcert/near-critical',
  ]) {
    expect(about).not.toContain(id);
  }
  expect(about).toEqual(expect.arrayContaining(['depthcert/decision', 'achour-2021/thm-classification']));
});

describe('every text gets a status, and soon', () => {
  /** Each node in turn replaced by another value. */
  function* mutants(value: Draft, by: Draft): Generator<Draft> {
    yield by;
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      for (const child of mutants(value[key], by))
        yield Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [key]: child });
    }
  }
  test.each([['0'], [[]], [null]])('every node of the coordinates replaced by %j', (by) => {
    for (const make of [complement, tightened]) {
      const certificate = make();
      for (const coordinates of mutants(certificate.instance.coordinates, by)) {
        const { status } = verifyDraft({ ...certificate, instance: { ...certificate.instance, coordinates } });
        expect(['MALFORMED', 'REJECTED', 'VALID_ENCLOSED']).toContain(status);
      }
    }
  });
  test('a spectrum of 120 eigenvalues is more work than is done', () => {
    const unit = [...Array(120)].map((_, i) => [...Array(120)].map((_, j) => (i === j ? '1' : '0')));
    const bounds = (by: number) => unit.map((_, k) => `${7 * (10000 - 10 * k) + by}/7`);
    const certificate = oneLayer();
    certificate.instance = { ...certificate.instance, widths: [120, 120], X: unit, Y: unit, W: [unit] };
    certificate.instance.coordinates = {
      kind: 'eigenbasis',
      inverse: unit,
      complement: [],
      below: bounds(1),
      above: bounds(2),
    };
    expect(verifyDraft(certificate)).toMatchObject({ status: 'LIMIT', code: 'LIMIT', pointer: at });
  });
  test('many short pieces of evidence are read at each vertex', () => {
    const certificate = minimizer();
    certificate.evidence = Array(50_000).fill({ kind: 'convexity' });
    certificate.instance = oneLayer().instance;
    expect(JSON.parse(seal(certificate)).evidence.length).toBe(50_000);
    expect(verifyDraft(certificate)).toMatchObject({ status: 'REJECTED', code: 'EVIDENCE' });
  });
});

function rejected(status: string) {
  return (_: string, make: () => Draft, damage: (certificate: Draft) => void, code: string, pointer: string) => {
    const certificate = make();
    damage(certificate);
    const result = verifyDraft(certificate);
    expect({ status: result.status, code: result.code, pointer: result.pointer }).toEqual({ status, code, pointer });
  };
}
function exact(certificate: Draft): void {
  certificate.provenance.tier = 'exact';
  delete certificate.provenance.precision;
}
function enclosed(precision: unknown) {
  return (certificate: Draft) => Object.assign(certificate.provenance, { tier: 'enclosed', precision });
}
