import { describe, expect, test } from 'vitest';
import { coordinates, inCoordinates, near, smaller, split, vectors } from '../eigen-examples.ts';
import { type Draft, examples, verifyDraft } from '../examples.ts';

const item = (certificate: Draft) => certificate.evidence[0];
const gradientNorm = (below: string, above: string) => ({ kind: 'gradient-norm', below, above });

describe('a point near a critical point is accepted', () => {
  test('in coordinates: the sentence says the distance, the rank and S', () => {
    const { status, claim, reliesOn } = verifyDraft(near.minimizer());
    expect(status).toBe('VALID_ENCLOSED');
    expect(claim).toContain('within 1/1000 of W there is a critical point W* with rank R = 1 and S = {1}');
    expect(claim).toContain('W* is a global minimizer');
    expect(reliesOn).toEqual(expect.arrayContaining(['ky-fan', 'eigenbasis', 'vertices', 'eigenvector-perturbation']));
  });
  test('of rational data, of the same tier', () => {
    const { status, claim, reliesOn } = verifyDraft(near.saddle());
    expect(status).toBe('VALID_ENCLOSED');
    expect(claim).toContain('within 1/1000 of W there is a critical point W* with rank R = 1, and W* is');
    expect(reliesOn).toContain('second-order-necessary');
    expect(reliesOn).not.toContain('eigenbasis');
  });
  test('and a point that is not critical, exactly', () => {
    expect(verifyDraft(near.notCritical())).toMatchObject({ status: 'VALID_EXACT', verdict: 'not-critical' });
  });
  test('the point itself, at distance 0', () => {
    const certificate = near.saddle();
    certificate.instance.W = item(certificate).W;
    item(certificate).distance = '0';
    expect(verifyDraft(certificate).status).toBe('VALID_ENCLOSED');
  });
  test('a point near 10⁻³⁰ away: roots do not spoil the bound', () => {
    const certificate = near.saddle();
    const tiny = `1/${10n ** 30n}`;
    certificate.instance.W[0][0][0] = tiny;
    item(certificate).distance = tiny;
    expect(verifyDraft(certificate).status).toBe('VALID_ENCLOSED');
  });
});

describe('the distance', () => {
  /** The formula of FORMAT.md 4.2 in doubles. */
  function bound(certificate: Draft): number {
    const number = (text: string) => {
      const [p, q = '1'] = text.split('/');
      return Number(p) / Number(q);
    };
    const V: number[][] = item(certificate).vectors.map((row: string[]) => row.map(number));
    const [W1, W2] = certificate.instance.W.map((layer: string[][]) => layer.map((row) => row.map(number)));
    const Y = [
      [2, 1],
      [1, 1],
    ];
    const sigma = [
      [5, 3],
      [3, 2],
    ];
    const v = (k: number) => [V[0]![k]!, V[1]![k]!] as const;
    const [x, y] = v(0);
    // W̃_1 is the first row of VᵀM, W̃_2 the first column of V.
    const first = [x * Y[0]![0]! + y * Y[1]![0]!, x * Y[0]![1]! + y * Y[1]![1]!];
    const moved = Math.hypot(W1[0][0] - first[0]!, W1[0][1] - first[1]!, W2[0][0] - x, W2[1][0] - y);
    const image = [sigma[0]![0]! * x + sigma[0]![1]! * y, sigma[1]![0]! * x + sigma[1]![1]! * y];
    const squared = x * x + y * y;
    const rho = (image[0]! * x + image[1]! * y) / squared;
    const residual = Math.hypot(image[0]! - rho * x, image[1]! - rho * y) / Math.sqrt(squared);
    // The interval of λ_2 ends at (1/9 + 1/4)/2.
    const gap = rho - (1 / 9 + 1 / 4) / 2;
    const eta = Math.abs(1 - Math.sqrt(squared)) + (Math.SQRT2 * residual) / gap;
    return moved + eta * (Math.hypot(2, 1, 1, 1) + 1);
  }
  /** With vectors to three digits, so that their error counts. */
  const coarse = () => {
    const certificate = near.minimizer();
    item(certificate).vectors = [
      ['851/1000', '-263/500'],
      ['263/500', '851/1000'],
    ];
    return certificate;
  };
  const rational = (x: number) => {
    const p = BigInt(Math.round(x * 1e15));
    const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
    const common = gcd(p, 10n ** 15n);
    return `${p / common}/${10n ** 15n / common}`;
  };
  test.each([
    [1 + 1e-9, 'VALID_ENCLOSED', undefined],
    [1 - 1e-9, 'REJECTED', 'NEAR'],
  ])('is bounded as FORMAT.md says: %d times the formula', (factor, status, code) => {
    const certificate = coarse();
    item(certificate).distance = rational(bound(certificate) * factor);
    const result = verifyDraft(certificate);
    expect({ status: result.status, code: result.code }).toEqual({ status, code });
  });
  test.each([
    ['1/1000', 'VALID_ENCLOSED'],
    [`${10n ** 40n - 1n}/${10n ** 43n}`, 'REJECTED'],
  ])('of rational points is exact: %s', (distance, status) => {
    const certificate = near.saddle();
    item(certificate).distance = distance;
    expect(verifyDraft(certificate).status).toBe(status);
  });
});

type Case = [
  name: string,
  make: () => Draft,
  damage: (item: Draft, certificate: Draft) => void,
  code: string,
  at: string,
];
const one = (...parts: Case): Case => parts;
const { minimizer, saddle, notCritical } = near;

describe('a false claim is rejected', () => {
  test.each([
    one('a distance that is too small', minimizer, (e) => (e.distance = '1/10000'), 'NEAR', '/distance'),
    one('the other eigenvalue', minimizer, (e) => (e.S = [2]), 'NEAR', '/S'),
    one('both eigenvalues', minimizer, (e) => (e.S = [1, 2]), 'NEAR', '/S'),
    one('none', minimizer, (e) => (e.S = []), 'NEAR', '/S'),
    one(
      'vectors that are exchanged',
      minimizer,
      (e) => (e.vectors = e.vectors.map(([x, y]: string[]) => [y, x])),
      'NEAR',
      '/vectors',
    ),
    one(
      'a vector that is zero',
      minimizer,
      (e) =>
        (e.vectors = [
          ['0', '0'],
          ['0', '1'],
        ]),
      'NEAR',
      '/vectors',
    ),
    one(
      'vectors that are far from eigenvectors',
      minimizer,
      (e) =>
        (e.vectors = [
          ['1', '0'],
          ['0', '1'],
        ]),
      'NEAR',
      '/distance',
    ),
    one(
      'vectors of another length',
      minimizer,
      (e) => (e.vectors = e.vectors.map((row: string[]) => row.map(() => '1/2'))),
      'NEAR',
      '/vectors',
    ),
    one('a layer of another point', minimizer, (e) => (e.W[1][0][0] = '2'), 'NEAR', '/S'),
    one(
      'an interval without an eigenvalue',
      minimizer,
      (e) => (e.coordinates.below[0] = '27/10'),
      'SPECTRUM',
      '/coordinates/below/0',
    ),
    one('evidence for another class', minimizer, (_, c) => (c.verdict = 'strict-saddle'), 'EVIDENCE', '/evidence/1'),
    one('no evidence', minimizer, (e) => (e.evidence = []), 'EVIDENCE', '/evidence'),
    one(
      'a threshold that no vertex meets',
      minimizer,
      (e) => (e.evidence[1].separation.t = '9'),
      'SEPARATION',
      '/evidence/1/separation/above',
    ),
    one(
      'least squares, which the vertices have',
      minimizer,
      (e) => e.evidence.splice(1, 0, examples.globalMinimizer().evidence[1]),
      'EVIDENCE',
      '/evidence/1',
    ),
    one('a point that is not critical', saddle, (e) => (e.W[0][0][0] = '1'), 'ZERO', '/evidence/1'),
    one(
      'a point that is critical, but farther away',
      saddle,
      (e) => (e.W = [[['0', '2']], [['0'], ['1/4']]]),
      'NEAR',
      '/distance',
    ),
    one(
      'a negative curvature that is none',
      saddle,
      (e) => (e.evidence[2].V[1] = [['0'], ['0']]),
      'CURVATURE',
      '/evidence/2/V',
    ),
    one(
      'the tier',
      saddle,
      (_, c) => {
        c.provenance.tier = 'exact';
        delete c.provenance.precision;
      },
      'TIER',
      '/provenance/tier',
    ),
    one('a point within a point', saddle, (e) => (e.evidence[0] = structuredClone(e)), 'EVIDENCE', '/evidence/0'),
    one('a gradient that is longer', notCritical, (e) => (e.above = '1/10000'), 'NEAR', '/above'),
    one(
      'the tier of a gradient',
      notCritical,
      (_, c) => Object.assign(c.provenance, { tier: 'enclosed', precision: 9 }),
      'TIER',
      '/provenance/tier',
    ),
  ])('%s', outcome('REJECTED'));
});

describe('what is no point is malformed', () => {
  test.each([
    one('a negative distance', saddle, (e) => (e.distance = '-1/1000'), 'RANGE', '/distance'),
    one('no layer', saddle, (e) => e.W.pop(), 'SHAPE', '/W'),
    one('S without coordinates', saddle, (e) => (e.S = [1]), 'TYPE', '/S'),
    one('vectors without coordinates', saddle, (e) => (e.vectors = vectors), 'TYPE', '/vectors'),
    one('coordinates without S', minimizer, (e) => (e.S = null), 'TYPE', '/S'),
    one('an index 0', minimizer, (e) => (e.S = [0]), 'RANGE', '/S/0'),
    one('an index above n', minimizer, (e) => (e.S = [3]), 'RANGE', '/S/0'),
    one('indices that are not sorted', minimizer, (e) => (e.S = [2, 1]), 'RANGE', '/S/1'),
    one('an index twice', minimizer, (e) => (e.S = [1, 1]), 'RANGE', '/S/1'),
    one('vectors of another shape', minimizer, (e) => e.vectors.pop(), 'SHAPE', '/vectors'),
    one('a missing field', minimizer, (e) => delete e.vectors, 'MISSING_FIELD', ''),
    one('an unknown field', minimizer, (e) => (e.X = []), 'UNKNOWN_FIELD', '/X'),
    one('evidence of an unknown kind', minimizer, (e) => (e.evidence[1].kind = 'faith'), 'ENUM', '/evidence/1/kind'),
    one(
      'one layer in coordinates',
      minimizer,
      (e, c) => {
        Object.assign(c.instance, { widths: [2, 2], W: [c.instance.Y] });
        e.W = [c.instance.Y];
      },
      'SHAPE',
      '/coordinates',
    ),
  ])('%s', outcome('MALFORMED'));
  test('the instance itself has no coordinates', () => {
    const certificate = near.minimizer();
    certificate.instance.coordinates = coordinates;
    expect(verifyDraft(certificate)).toMatchObject({ code: 'UNKNOWN_FIELD', pointer: '/instance/coordinates' });
  });
});

describe('false variants', () => {
  /** The point of `saddle`, much nearer. */
  const tiny = (): Draft => {
    const certificate = near.saddle();
    certificate.instance.W[0][0][0] = '1/10000';
    item(certificate).distance = '1/1000';
    return certificate;
  };
  test('a point near a critical point is critical', () => {
    for (const certificate of [near.minimizer(), near.saddle()]) {
      certificate.statement += '~itself-critical';
      certificate.evidence.push(gradientNorm('1/1000000', '1'));
      expect(verifyDraft(certificate)).toMatchObject({ status: 'VALID_ENCLOSED' });
    }
  });
  test('there is no saddle near where the gradient is small', () => {
    const certificate = tiny();
    certificate.statement += '~small-gradient';
    certificate.evidence.push(gradientNorm('1/1000000', '1/1000'));
    expect(verifyDraft(certificate)).toMatchObject({ status: 'VALID_ENCLOSED' });
  });
  test.each([
    ['~itself-critical', 'saddle', '1/999', gradientNorm('1/1000000', '1'), 'CONCLUSION', '/verdict'],
    ['~small-gradient', 'saddle', '1/1000', gradientNorm('1/1000000', '1/100'), 'CONCLUSION', '/verdict'],
    ['~small-gradient', 'minimizer', '1/1000', gradientNorm('1/1000000', '1/1000'), 'VERDICT', '/verdict'],
    ['~itself-critical', 'saddle', '1/1000', undefined, 'EVIDENCE', '/evidence'],
  ] as const)('%s is not refuted by the %s within %s', (variant, name, distance, norm, code, pointer) => {
    const certificate: Draft = near[name]();
    certificate.statement += variant;
    item(certificate).distance = distance;
    if (norm) certificate.evidence.push(norm);
    expect(verifyDraft(certificate)).toMatchObject({ status: 'REJECTED', code, pointer });
  });
  test('a point that is critical itself', () => {
    const certificate = near.saddle();
    certificate.statement += '~itself-critical';
    certificate.instance.W = item(certificate).W;
    certificate.evidence.push(gradientNorm('1/1000000000', '1'));
    expect(verifyDraft(certificate)).toMatchObject({ code: 'NEAR', pointer: '/evidence/1/below' });
  });
});

test('the saddle of the smaller eigenvalue, from its evidence as a certificate', () => {
  const certificate = near.minimizer();
  const [x, y] = [vectors[0]![1]!, vectors[1]![1]!];
  // UᵀM = diag(√λ)Uᵀ, and √λ_2 is about 0.381966.
  certificate.instance.W = [[['-2008/10000', '3249/10000'].map((text) => shortened(text))], [[x], [y]]];
  certificate.verdict = 'strict-saddle';
  Object.assign(item(certificate), { W: smaller.W, S: [2], evidence: inCoordinates.saddle().evidence });
  expect(verifyDraft(certificate)).toMatchObject({ status: 'VALID_ENCLOSED', verdict: 'strict-saddle' });
  item(certificate).evidence[1] = split('ky-fan');
  expect(verifyDraft(certificate)).toMatchObject({ status: 'REJECTED', code: 'EVIDENCE' });
});

function shortened(text: string): string {
  const [p, q] = text.split('/').map(BigInt) as [bigint, bigint];
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
  return `${p / gcd(p, q)}/${q / gcd(p, q)}`;
}
function outcome(status: string) {
  return (_: string, make: () => Draft, damage: Case[2], code: string, pointer: string) => {
    const certificate = make();
    damage(item(certificate), certificate);
    const result = verifyDraft(certificate);
    const at = pointer.startsWith('/provenance') ? pointer : `/evidence/0${pointer}`;
    expect({ status: result.status, code: result.code, pointer: result.pointer }).toEqual({
      status,
      code,
      pointer: at,
    });
  };
}

test('vectors over many long denominators take no long time', () => {
  const n = 8;
  const all = Array.from({ length: n }, (_, k) => k);
  const square = (entry: (i: number, j: number) => string) => all.map((i) => all.map((j) => entry(i, j)));
  const identity = square((i, j) => (i === j ? '1' : '0'));
  // Σ = diag(80², …, 10²): a_k = (√λ_k − 5)², b_k a little above λ_k + 25.
  const roots = all.map((k) => 10 * (n - k));
  const certificate = near.minimizer();
  const { widths: _, ...instance } = certificate.instance;
  const Y = square((i, j) => (i === j ? `${roots[i]}` : '0'));
  certificate.instance = { ...instance, widths: [n, n, n], X: identity, Y, W: [Y, identity] };
  Object.assign(item(certificate), {
    W: [identity, identity],
    coordinates: {
      ...{ kind: 'eigenbasis', inverse: identity, complement: [] },
      below: roots.map((x) => `${x - 5}`),
      above: roots.map((x) => `${Math.ceil(Math.sqrt((x - 5) ** 2 + n * 10 * x))}`),
    },
    S: all.map((k) => k + 1),
    vectors: square((i, j) => (i === j ? '1' : `1/${10n ** 300n + BigInt((i * j) % 9)}`)),
    evidence: [{ kind: 'rank', of: 'R', rank: n, rows: all, cols: all, inverse: identity }, { kind: 'convexity' }],
    distance: '1/1000000000',
  });
  const start = performance.now();
  const { status } = verifyDraft(certificate);
  expect(status).toBe('VALID_ENCLOSED');
  expect(performance.now() - start).toBeLessThan(20_000);
}, 120_000);
