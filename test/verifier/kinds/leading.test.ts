import { describe, expect, test } from 'vitest';
import { SQUARE } from '../../../src/verifier/losses.ts';
import { makeNetwork, type Network } from '../../../src/verifier/network.ts';
import { type Draft, draft, I2, line, verifyDraft, zero } from '../examples.ts';
import { type Item, outcome, type Rows, read } from './item.ts';

const at = (X: Rows, Y: Rows, ...W: Rows[]): Network => {
  const widths = [X.length, ...W.map((layer) => layer.length)];
  return makeNetwork(widths, read(X), read(Y), W.map(read), SQUARE);
};
const diagonal = (...entries: (string | number)[]): Rows =>
  entries.map((x, i) => entries.map((_, j) => (i === j ? x : 0)));
const unit = diagonal(1, 1);

/** n × n, of these squares of unit vectors. */
const squares = (n: number, entries: Record<number, number | string>) => {
  const at = Object.keys(entries).map(Number);
  return {
    form: 'sum-of-squares',
    D: at.map((i) => String(entries[i])),
    L: Array.from({ length: n }, (_, i) => at.map((j) => (i === j ? '1' : '0'))),
  };
};
const leading = (columns: number[], t: string, above: Item, below: Item) => ({
  kind: 'leading',
  columns,
  t,
  above,
  below,
});
const with_ = (item: Item, change: Partial<Item>) => ({ ...item, ...change });
const known = (r: number) => ({ ranks: new Map([['R', r]]) });

/** Widths 2, 2, 2, 2: R = diag(3, 0), G = diag(0, −1/2); Σ = diag(9, 1/4). */
const rank1 = at(unit, diagonal(3, '1/2'), diagonal(3, 0), diagonal(1, 0), diagonal(1, 0));
const fits1 = leading([0], '1', squares(1, { 0: 72 }), squares(2, { 0: 1, 1: '3/4' }));
/** R = 0, G = −diag(3, 1/2). */
const rank0 = at(unit, diagonal(3, '1/2'), diagonal(0, 0), diagonal(0, 0), diagonal(0, 0));
const fits0 = leading([], '9', squares(0, {}), squares(2, { 1: '35/4' }));
/** Two equal eigenvalues 9. */
const tie = at(unit, diagonal(3, 3), diagonal(3, 0), diagonal(1, 0));
const fitsTie = leading([0], '9', squares(1, {}), squares(2, { 0: 9 }));

describe('leading', () => {
  test.each<[string, Network, Item, number]>([
    ['rank 1', rank1, fits1, 1],
    ['t at the eigenvalue in col R', rank1, leading([0], '9', squares(1, {}), squares(2, { 0: 9, 1: '35/4' })), 1],
    ['t at the other eigenvalue', rank1, leading([0], '1/4', squares(1, { 0: '315/4' }), squares(2, { 0: '1/4' })), 1],
    ['rank 0', rank0, fits0, 0],
    ['a tie', tie, fitsTie, 1],
    [
      'X of rank 1, and W_1 on what X does not see',
      at([[1], [0]], [[3], [4]], [[1, 7]], [[3], [4]]),
      leading([0], '1', squares(1, { 0: 600 }), squares(2, { 0: 1 })),
      1,
    ],
    [
      'the same by the other column of R',
      at([[1], [0]], [[3], [4]], [[1, 7]], [[3], [4]]),
      leading([1], '25', squares(1, {}), squares(2, { 0: 25 })),
      1,
    ],
  ])('accepted: %s', (_, net, item, r) => {
    expect(outcome(net, item, known(r))).toBe('holds');
  });

  const rejected: [string, Network, Item, number, string][] = [
    ['t above the eigenvalue in col R', rank1, with_(fits1, { t: '10' }), 1, 'SEPARATION /above'],
    [
      't above it, and a proof of something else',
      rank1,
      leading([0], '10', squares(1, { 0: 9 }), squares(2, { 0: 10, 1: '39/4' })),
      1,
      'SEPARATION /above',
    ],
    [
      't below the eigenvalue outside',
      rank1,
      leading([0], '1/8', squares(1, { 0: '639/8' }), squares(2, { 0: '1/8' })),
      1,
      'SEPARATION /below',
    ],
    ['t above a tie', tie, with_(fitsTie, { t: '10' }), 1, 'SEPARATION /above'],
    ['t below a tie', tie, leading([0], '8', squares(1, { 0: 9 }), squares(2, { 0: 8 })), 1, 'SEPARATION /below'],
    ['t = 0', rank1, with_(fits1, { t: '0' }), 1, 'RANGE /t'],
    ['a negative t', rank1, with_(fits1, { t: '-1' }), 1, 'RANGE /t'],
    [
      'a proof with a negative square',
      rank1,
      with_(fits1, { below: squares(2, { 0: 1, 1: '-3/4' }) }),
      1,
      'SEPARATION /below',
    ],
    ['a column of R that is 0', rank1, with_(fits1, { columns: [1] }), 1, 'RANK /columns'],
    [
      'dependent columns',
      at([[1], [0]], [[3], [4]], [[1, 7]], [[3], [4]]),
      leading([0, 1], '1', squares(2, { 0: 1 }), squares(2, { 0: 1 })),
      2,
      'RANK /columns',
    ],
    ['more columns than the rank', rank1, leading([0, 1], '1', squares(2, { 0: 72 }), fits1.below), 1, 'RANK /columns'],
    ['fewer columns than the rank', rank1, leading([], '1', squares(0, {}), fits1.below), 1, 'RANK /columns'],
    ['a rank that is not known', rank1, fits1, -1, 'RANK /columns'],
    ['a column beyond R', rank1, with_(fits1, { columns: [2] }), 1, 'RANGE /columns/0'],
    ['a proof of another size', rank1, with_(fits1, { above: squares(2, { 0: 72 }) }), 1, 'SHAPE /above/L'],
    ['a field too many', rank1, with_(fits1, { p: [] }), 1, 'UNKNOWN_FIELD /p'],
    // R = PY and R = YQ for the projection on (1, 1): one of the two vanishes.
    [
      'GRᵀ ≠ 0 = RᵀG',
      at(unit, diagonal(3, 1), [['3/2', '1/2']], [[1], [1]]),
      leading([0], '1', squares(1, { 0: 1 }), squares(2, { 0: 1 })),
      1,
      'ZERO ',
    ],
    [
      'RᵀG ≠ 0 = GRᵀ',
      at(unit, diagonal(3, 1), [[1, 1]], [['3/2'], ['1/2']]),
      leading([0], '1', squares(1, { 0: 1 }), squares(2, { 0: 1 })),
      1,
      'ZERO ',
    ],
    [
      'the smaller eigenvalue in col R',
      at(unit, diagonal(3, '1/2'), diagonal(0, '1/2'), diagonal(1, 1)),
      leading([1], '1', squares(1, {}), squares(2, {})),
      1,
      'SEPARATION /above',
    ],
    [
      'rank RX < r: no t > 0 is below the eigenvalue 0',
      at([[1], [0]], [[0], [0]], [[0, 1]], [[1], [0]]),
      leading([1], '1/1000', squares(1, {}), squares(2, { 0: '1/1000' })),
      1,
      'SEPARATION /above',
    ],
  ];
  test.each(rejected)('rejected: %s', (_, net, item, r, reason) => {
    expect(outcome(net, item, r < 0 ? { ranks: new Map() } : known(r))).toBe(reason);
  });
});

describe('square-completion', () => {
  const completion = { kind: 'square-completion' };
  const scalars = (...w: number[]) => at([[1]], [[1]], ...w.map((x) => [[x]]));

  test.each<[string, Network, number]>([
    ['rank 1 of 2, three layers', rank1, 1],
    ['rank 0, three layers', rank0, 0],
    ['one layer has no pivot', at(unit, unit, unit), 2],
    ['two layers, r = d', at(unit, diagonal(3, '1/2'), [[1, 0]], [[3], [0]]), 1],
    ['G = 0, whatever the ranks', at(unit, diagonal(3, 0), diagonal(3, 0), unit, unit), 1],
  ])('accepted: %s', (_, net, r) => {
    expect(outcome(net, completion, known(r))).toBe('holds');
  });

  test.each<[string, Network, number, Item, string]>([
    ['two layers, r < d', tie, 1, completion, 'PSD '],
    ['two layers at 0: I and G', scalars(0, 0), 0, completion, 'PSD '],
    [
      'three layers, W_2 = I between zeros',
      at(unit, diagonal(3, 1), diagonal(0, 0), unit, diagonal(0, 0)),
      0,
      completion,
      'PSD ',
    ],
    [
      'a rank of 2 in the middle, r = 1',
      at(unit, diagonal(3, '1/2'), diagonal(3, 0), unit, diagonal(1, 0)),
      1,
      completion,
      'PSD ',
    ],
    // The rank drops modulo the first prime: W_2 has rank 2 all the same.
    [
      'a middle of rank 2 that has rank 1 modulo a prime',
      at(unit, diagonal(3, '1/2'), diagonal(3, 0), diagonal(1, 67108859), diagonal(1, 0)),
      1,
      completion,
      'PSD ',
    ],
    ['a rank too small', rank1, 0, completion, 'PSD '],
    ['a field', rank1, 1, { ...completion, t: '1' }, 'UNKNOWN_FIELD /t'],
  ])('rejected: %s', (_, net, r, item, reason) => {
    expect(outcome(net, item, known(r))).toBe(reason);
  });

  test('the wording names the pivot', () => {
    const file = nonStrict();
    file.instance.W[1] = I2;
    expect(verifyDraft(file)).toMatchObject({ code: 'PSD', message: 'the pivot (3,1) is not tightened' });
  });
});

const E11 = [
  ['0', '0'],
  ['0', '1'],
];
const short = (of: string, rank: number) => ({ kind: 'rank', of, rank });
const texts = (m: Rows) => m.map((row) => row.map(String));
const json = (X: Rows, Y: Rows, ...W: Rows[]) => ({
  ...{ widths: [X.length, ...W.map((w) => w.length)], X: texts(X), Y: texts(Y) },
  W: W.map(texts),
});
const alongE11 = (kind: string, sign: string) =>
  line(
    kind,
    3,
    [1, 1, E11],
    [2, 1, E11],
    [
      3,
      1,
      [
        ['0', '0'],
        ['0', sign],
      ],
    ],
  );
const escapes = [alongE11('descent-curve', '1'), alongE11('ascent-curve', '-1')];
const point1 = json(unit, diagonal(3, '1/2'), diagonal(3, 0), diagonal(1, 0), diagonal(1, 0));
/** The same eigenvalues by `prefix`. */
const prefix1 = {
  ...{ kind: 'prefix', p: [['1'], ['0']], q: [['0'], ['1']], pInverse: [['1']], qInverse: [['1']] },
  separation: { form: 'threshold', t: '1', above: squares(1, { 0: 8 }), below: squares(1, { 0: '3/4' }) },
};
const leastSquares = { kind: 'least-squares', rows: [0, 1], E: I2, inverse: I2 };
function nonStrict(...semidefinite: Item[]): Draft {
  const shown = semidefinite.length > 0 ? semidefinite : [fits1, { kind: 'square-completion' }];
  return draft('depthcert/decision', point1, 'non-strict-saddle', [], [short('R', 1), zero, ...shown, ...escapes]);
}
const minimizer = (...shown: Item[]): Draft =>
  draft(
    'depthcert/decision',
    json(unit, diagonal(3, '1/2'), [[1, 0]], [[3], [0]]),
    'global-minimizer',
    [],
    [short('R', 1), ...shown],
  );

describe('as class evidence', () => {
  const completion = { kind: 'square-completion' };
  test.each<[string, Draft, string[]]>([
    ['a non-strict saddle', nonStrict(), ['rank-modulo-primes', 'gershgorin', 'leading', 'square-completion']],
    [
      'a non-strict saddle by prefix',
      nonStrict(leastSquares, prefix1, completion),
      ['square-completion', 'rayleigh', 'rank-factorization'],
    ],
    ['a global minimizer', minimizer(fits1), ['rank-modulo-primes', 'ky-fan', 'leading']],
    ['the variant', { ...nonStrict(), statement: 'depthcert/decision~all-saddles-strict' }, ['square-completion']],
  ])('accepted: %s', (_, file, lemmas) => {
    const { status, reliesOn } = verifyDraft(file);
    expect(status).toBe('VALID_EXACT');
    expect(reliesOn).toEqual(expect.arrayContaining(lemmas));
    // `least-squares` rests on it.
    expect(reliesOn?.includes('rank-factorization')).toBe(lemmas.includes('rank-factorization'));
  });

  test.each<[string, Draft, string, string]>([
    [
      'leading with r < d for a global minimizer',
      { ...nonStrict(), verdict: 'global-minimizer', evidence: [short('R', 1), fits1] },
      'KY_FAN',
      '/evidence/1',
    ],
    ['a non-strict saddle without leading', nonStrict(completion), 'EVIDENCE', '/evidence/2'],
    ['the other order', nonStrict(completion, fits1), 'EVIDENCE', '/evidence/2'],
    ['leading alone', nonStrict(fits1), 'EVIDENCE', '/evidence/2'],
    ['prefix without least squares', nonStrict(prefix1, completion), 'EVIDENCE', '/evidence/2'],
    ['a global minimizer by both', minimizer(fits1, leastSquares), 'EVIDENCE', '/evidence/2'],
    [
      'a rank one too large',
      { ...nonStrict(), evidence: [short('R', 2), ...nonStrict().evidence.slice(1)] },
      'RANK',
      '/evidence/0/rank',
    ],
    [
      'a rank one too small',
      { ...nonStrict(), evidence: [short('R', 0), ...nonStrict().evidence.slice(1)] },
      'RANK',
      '/evidence/0/rank',
    ],
    [
      'a saddle that is not critical',
      { ...nonStrict(), instance: { ...nonStrict().instance, Y: texts(diagonal(4, '1/2')) } },
      'ZERO',
      '/evidence/1',
    ],
  ])('rejected: %s', (_, file, code, pointer) => {
    expect(verifyDraft(file)).toMatchObject({ status: 'REJECTED', code, pointer });
  });

  test('one statement takes leading where it has Ky Fan in its list', () => {
    const { hypotheses: _, ...rest } = minimizer(fits1);
    const hypotheses = [{ id: 'A2', evidence: { kind: 'loss' } }];
    const file = { ...rest, hypotheses, statement: 'zhang-2019/full-rank~full-rank-too' };
    expect(verifyDraft(file).status).toBe('VALID_EXACT');
    const bounded = {
      ...file,
      statement: 'zhang-2019/full-rank~rank-at-most-d',
      hypotheses: [{ id: 'A1', evidence: short('R', 1) }, ...hypotheses],
      evidence: [fits1],
    };
    expect(verifyDraft(bounded).status).toBe('VALID_EXACT');
    // Two outputs fitted by two units: G = 0.
    const fitted = json(unit, diagonal(3, '1/2'), diagonal(3, '1/2'));
    const both = leading([0, 1], '1/4', squares(2, { 0: '315/4' }), squares(2, { 0: '1/4', 1: '1/4' }));
    const flat = { ...file, instance: { ...rest.instance, ...fitted }, evidence: [short('R', 2), both] };
    expect(verifyDraft(flat)).toMatchObject({ code: 'CONCLUSION' });
    const byConvexity = { ...flat, evidence: [short('R', 2), { kind: 'convexity' }] };
    expect(verifyDraft(byConvexity)).toMatchObject({ code: 'CONCLUSION' });
  });

  describe('in the classification', () => {
    const hypotheses = [
      { kind: 'dimensions' },
      leastSquares,
      short('Sigma_XY', 2),
      { kind: 'distinct-spectrum', form: 'eigen', values: ['9', '1/4'], vectors: I2 },
      zero,
    ];
    const blocks = ['outer(2,1)', 'inner(3,1)', 'outer(3,2)'].map((of) => short(of, 1));
    const classified = (...evidence: Item[]) =>
      draft('achour-2021/thm-classification', point1, 'non-strict-saddle', hypotheses, [
        short('R', 1),
        ...evidence,
        ...blocks,
      ]);

    test.each<[string, Draft]>([
      ['prefix once, in the class evidence', classified(prefix1, completion, ...escapes)],
      ['leading in the class evidence, and prefix after it', classified(fits1, completion, ...escapes, prefix1)],
    ])('accepted: %s', (_, file) => {
      expect(verifyDraft(file)).toMatchObject({ status: 'VALID_EXACT' });
    });
    test.each<[string, Draft, string]>([
      ['prefix twice', classified(prefix1, completion, ...escapes, prefix1), '/evidence/5'],
      ['leading alone says nothing of S', classified(fits1, completion, ...escapes), '/evidence/5'],
    ])('rejected: %s', (_, file, pointer) => {
      expect(verifyDraft(file)).toMatchObject({ code: 'EVIDENCE', pointer });
    });
  });
});
