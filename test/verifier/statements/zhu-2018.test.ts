import { describe, expect, test } from 'vitest';
import { type Draft, verifyDraft } from '../examples.ts';

const provenance = { generator: 'by-hand', seed: '0', path: '', index: 0, version: '0.1.0', tier: 'exact' };
const rank = (of: string, indices: number[], inverse: string[][]) => ({
  kind: 'rank',
  of,
  rank: indices.length,
  rows: indices,
  cols: indices,
  inverse,
});
const I2 = [
  ['1', '0'],
  ['0', '1'],
];
const zero = { kind: 'zero', of: 'gradient' };
const balanced = { kind: 'balanced' };
const convexity = { kind: 'convexity' };
const dimensions = { kind: 'dimensions' };
const line = (kind: string, order: number, ...terms: [number, string[][]][]) => ({
  kind,
  order,
  curve: terms.map(([layer, matrix]) => ({ layer, power: 1, matrix })),
});

const file = (statement: string, instance: Draft, verdict: string, hypotheses: Draft[], evidence: Draft[]): Draft =>
  structuredClone({
    format: 'depthcert/1',
    statement: `zhu-2018/${statement}`,
    instance,
    verdict,
    hypotheses: hypotheses.map((item, k) => ({ id: `A${k + 3 - hypotheses.length}`, evidence: item })),
    evidence,
    provenance,
  });

// One neuron a layer, X = 1.
const thin = (loss: Draft, y: string, ...W: string[]) => ({
  widths: Array(W.length + 1).fill(1),
  X: [['1']],
  Y: [[y]],
  W: W.map((w) => [[w]]),
  loss,
});
const square = { kind: 'square' };
const mu1 = { kind: 'balanced-square', mu: '1' };
const rankX = rank('X', [0], [['1']]);
const A = [dimensions, rankX];
const rankZero = rank('R', [], []);
const rankFour = rank('R', [0], [['1/4']]);
const saddleDirection = { kind: 'negative-curvature', V: [[['1']], [['1']]] };
const saddle = [saddleDirection, line('ascent-curve', 2, [1, [['1']]], [2, [['-1']]])];
const steps = line('descent-curve', 1, [1, [['1']]]);
const leastSquares = { kind: 'least-squares', rows: [0], E: [['1']], inverse: [['1']] };
/** Σ = 16. */
const gap = (value: string) => ({
  kind: 'gap',
  t: '0',
  D: ['16'],
  L: [['1']],
  slack: { form: 'sum-of-squares', D: [], L: [[]] },
  gap: value,
});

// 2 → 1 → 2, Y = diag(4, 1), W balanced: Σ = diag(16, 1).
const wide = (loss: Draft, first: string[], second: string[]) => ({
  widths: [2, 1, 2],
  X: I2,
  Y: [
    ['4', '0'],
    ['0', '1'],
  ],
  W: [[first], second.map((x) => [x])],
  loss,
});
const wideA = [dimensions, rank('X', [0, 1], I2)];
const wideLeastSquares = { kind: 'least-squares', rows: [0, 1], E: I2, inverse: I2 };
const positive = (d: string) => ({ form: 'sum-of-squares', D: [d], L: [['1']] });
const kyFan = {
  kind: 'ky-fan',
  p: [['1'], ['0']],
  q: [['0'], ['1']],
  pInverse: [['1']],
  qInverse: [['1']],
  separation: { form: 'threshold', t: '2', above: positive('14'), below: positive('1') },
};
const fitsSmaller = { kind: 'negative-curvature', V: [[['1', '0']], [['1'], ['0']]] };
const growth = line('ascent-curve', 2, [2, [['0'], ['1']]]);

// Y = 3, three layers of one neuron, W = 0: psd Hessian.
const flat = { kind: 'psd', of: 'hessian', proof: { form: 'dominance', index: [], scale: [], factor: [], kernel: [] } };
const cubic = (kind: string, sign: string) => line(kind, 3, [1, [[sign]]], [2, [['1']]], [3, [['1']]]);

/** Accepted certificates, one for each statement, verdict and variant. */
const files = {
  'thm-shallow, sloped': file('thm-shallow', thin(square, '4', '1', '1'), 'not-critical', A, [
    rank('R', [0], [['1']]),
    steps,
  ]),
  'thm-shallow, fitted': file('thm-shallow', thin(square, '4', '4', '1'), 'global-minimizer', A, [rankFour, convexity]),
  'thm-shallow, saddle': file('thm-shallow', thin(square, '4', '0', '0'), 'strict-saddle', A, [
    rankZero,
    zero,
    ...saddle,
  ]),
  'without X of full rank': file(
    'thm-shallow/without-A2',
    { ...thin(square, '4', '0', '0'), X: [['0']] },
    'global-minimizer',
    [dimensions],
    [rankZero, convexity],
  ),
  'any depth': file(
    'thm-shallow~any-depth',
    thin(square, '3', '0', '0', '0'),
    'non-strict-saddle',
    [rankX],
    [...[rankZero, zero, flat], ...[cubic('descent-curve', '1'), cubic('ascent-curve', '-1')]],
  ),
  'not every critical point is global': file(
    'thm-shallow~critical-is-global',
    thin(square, '4', '0', '0'),
    'strict-saddle',
    A,
    [...[rankZero, zero], ...saddle],
  ),
  'not every critical point is a saddle': file(
    'thm-shallow~all-saddles',
    thin(square, '4', '4', '1'),
    'global-minimizer',
    A,
    [rankFour, convexity],
  ),
  'regularized, sloped': file('thm-regularized', thin(mu1, '4', '4', '1'), 'not-critical', A, [
    rankFour,
    line('descent-curve', 1, [1, [['-1']]]),
  ]),
  'regularized, fitted': file('thm-regularized', thin(mu1, '4', '2', '2'), 'global-minimizer', A, [
    ...[rankFour, zero],
    ...[balanced, convexity],
  ]),
  'regularized, larger value': file('thm-regularized', wide(mu1, ['2', '0'], ['2', '0']), 'global-minimizer', wideA, [
    ...[rankFour, zero, balanced],
    ...[wideLeastSquares, kyFan],
  ]),
  'regularized, smaller value': file('thm-regularized', wide(mu1, ['0', '1'], ['0', '1']), 'strict-saddle', wideA, [
    ...[rank('R', [1], [['1']]), zero, balanced],
    ...[fitsSmaller, growth],
  ]),
  'regularized, X of rank 0': file(
    'thm-regularized/without-A2',
    { ...thin(mu1, '4', '7', '0'), X: [['0']] },
    'global-minimizer',
    [dimensions],
    [rankZero, zero, balanced, convexity],
  ),
  'not regularized': file('thm-regularized~not-regularized', thin(square, '4', '4', '1'), 'fails', A, [zero]),
  'regularized, not every critical point is global': file(
    'thm-regularized~critical-is-global',
    thin(mu1, '4', '0', '0'),
    'strict-saddle',
    A,
    [rankZero, zero, balanced, saddleDirection, line('ascent-curve', 4, [2, [['1']]])],
  ),
  'not the same critical points': file(
    'thm-regularized~same-critical-points',
    thin(mu1, '4', '4', '1'),
    'not-critical',
    A,
    [rankFour, line('descent-curve', 1, [1, [['-1']]])],
  ),
  // L(W) = ½(4/4000)² = 1/2000000, 10⁻⁶‖Y‖² = 16/10⁶.
  converged: file('convergence', thin(square, '4', '1', '3999/1000'), 'within-gap', A, [
    leastSquares,
    gap('1/2000000'),
  ]),
  'as large as it may be': file('convergence', thin(square, '4', '1', '3999/1000'), 'within-gap', A, [
    leastSquares,
    gap('1/62500'),
  ]),
  'converged, three layers': file(
    'convergence/without-A1',
    thin(square, '4', '1', '1', '4'),
    'within-gap',
    [rankX],
    [leastSquares, gap('0')],
  ),
  'from every start': file('convergence~any-start', thin(square, '4', '0', '0'), 'strict-saddle', A, [zero, ...saddle]),
  'not exactly': file('convergence~exact', thin(square, '4', '1', '3999/1000'), 'not-critical', A, [
    ...[leastSquares, gap('1/2000000')],
    steps,
  ]),
} satisfies Record<string, Draft>;
type Name = keyof typeof files;
// Without A1 the id of A2 stays.
files['without X of full rank'].hypotheses[0].id = 'A1';
files['regularized, X of rank 0'].hypotheses[0].id = 'A1';

const result = (draft: Draft): string => {
  const { status, code, pointer } = verifyDraft(draft);
  return code === undefined ? status : `${code} ${pointer}`;
};
const changed = (name: Name, change: (c: Draft) => void): string => {
  const copy = structuredClone(files[name]);
  change(copy);
  return result(copy);
};

describe('zhu-2018', () => {
  test.each(Object.entries(files))('accepted: %s', (_, draft) => {
    expect(result(draft)).toBe('VALID_EXACT');
  });

  test.each<[string, Name, (c: Draft) => void, string]>([
    ['three layers', 'thm-shallow, fitted', (c) => deepen(c), 'HYPOTHESIS /hypotheses/0'],
    ['X of rank 0', 'thm-shallow, fitted', (c) => noInput(c), 'HYPOTHESIS /hypotheses/1'],
    ['A1 missing', 'thm-shallow, fitted', (c) => c.hypotheses.shift(), 'HYPOTHESES /hypotheses/0'],
    [
      'another loss',
      'thm-shallow, fitted',
      (c) => Object.assign(c.instance, { loss: mu1 }),
      'LOSS /instance/loss/kind',
    ],
    [
      'a saddle that is not strict',
      'thm-shallow, saddle',
      (c) => Object.assign(c, { verdict: 'non-strict-saddle' }),
      'VERDICT /verdict',
    ],
    ['no rank', 'thm-shallow, saddle', (c) => c.evidence.shift(), 'EVIDENCE /evidence/0'],
    ['two layers are no counterexample to any depth', 'any depth', (c) => shallow(c), 'PSD /evidence/2/proof'],
    ['nor is a strict saddle', 'any depth', (c) => Object.assign(c, { verdict: 'strict-saddle' }), 'VERDICT /verdict'],
    [
      'the loss without regularizer',
      'regularized, fitted',
      (c) => Object.assign(c.instance, { loss: square }),
      'LOSS /instance/loss/kind',
    ],
    ['not balanced', 'regularized, fitted', (c) => layers(c, '4', '1'), 'ZERO /evidence/1'],
    ['balance not shown', 'regularized, fitted', (c) => c.evidence.splice(2, 1), 'EVIDENCE /evidence/2'],
    ['criticality not shown', 'regularized, fitted', (c) => c.evidence.splice(1, 1), 'EVIDENCE /evidence/1'],
    [
      'criticality of a saddle not shown',
      'regularized, smaller value',
      (c) => c.evidence.splice(1, 1),
      'EVIDENCE /evidence/1',
    ],
    [
      'the larger value is no minimizer of all matrices',
      'regularized, larger value',
      (c) => c.evidence.splice(3, 2, convexity),
      'CONVEXITY /evidence/3',
    ],
    ['the smaller value is no minimizer', 'regularized, smaller value', (c) => global(c), 'KY_FAN /evidence/4'],
    ['balanced layers', 'not regularized', (c) => layers(c, '2', '2'), 'CONCLUSION /verdict'],
    ['not critical for f', 'not regularized', (c) => layers(c, '1', '2'), 'ZERO /evidence/0'],
    ['W_1 not critical for f', 'not the same critical points', (c) => slope(c, ['0', '1'], 1), 'CONCLUSION /verdict'],
    ['W_2 not critical for f', 'not the same critical points', (c) => slope(c, ['1', '0'], 2), 'CONCLUSION /verdict'],
    ['critical for neither', 'not the same critical points', (c) => layers(c, '5', '1'), 'CONCLUSION /verdict'],
    [
      'a gap above 10⁻⁶‖Y‖²',
      'converged',
      (c) => Object.assign(c.evidence[1], { gap: '1/62499' }),
      'CONCLUSION /verdict',
    ],
    [
      'a gap that is too small',
      'converged',
      (c) => Object.assign(c.evidence[1], { gap: '1/2000001' }),
      'GAP /evidence/1/gap',
    ],
    ['Σ not known', 'converged', (c) => c.evidence.shift(), 'EVIDENCE /evidence/0'],
    ['a start that is no saddle', 'from every start', (c) => layers(c, '1', '4'), 'CURVATURE /evidence/1/V'],
    ['no direction', 'from every start', (c) => c.evidence.splice(1, 1), 'EVIDENCE /evidence/1'],
    ['a gradient that is zero', 'not exactly', (c) => layers(c, '1', '4'), 'CURVE /evidence/2'],
    [
      'a point that is not close',
      'not exactly',
      (c) => Object.assign(c.evidence[1], { gap: '1' }),
      'CONCLUSION /verdict',
    ],
    [
      'a descent of order 2',
      'not exactly',
      (c) => Object.assign(c.evidence[2], { order: 2 }),
      'EVIDENCE /evidence/2/order',
    ],
  ])('rejected: %s (%s)', (_, name, change, expected) => {
    expect(changed(name, change)).toBe(expected);
  });

  const others = ['not-critical', 'global-minimizer', 'strict-saddle', 'non-strict-saddle', 'within-gap', 'fails'];
  test.each(Object.keys(files) as Name[])('%s: with another verdict it is turned down', (name) => {
    const own = files[name].verdict;
    const known = /thm-(shallow|regularized)(\/|$)/.test(files[name].statement)
      ? ['not-critical', 'global-minimizer', 'strict-saddle']
      : [own];
    for (const verdict of others.filter((v) => v !== own)) {
      const code = changed(name, (c) => Object.assign(c, { verdict })).split(' ')[0];
      expect(code, verdict).toBe(known.includes(verdict) ? 'EVIDENCE' : 'VERDICT');
    }
  });

  test('the regularized loss is of two layers: other files are malformed', () => {
    expect(changed('regularized, fitted', (c) => deepen(c))).toBe('SHAPE /instance/loss');
  });

  test('the sentence says what was verified', () => {
    const { claim, reliesOn } = verifyDraft(files.converged);
    expect(claim).toContain('exceeds the least loss by at most the gap');
    expect(reliesOn).toContain('weak-duality');
    expect(verifyDraft(files['regularized, fitted']).reliesOn).toContain('balanced');
    expect(verifyDraft(files['not exactly']).claim).toContain('is false');
  });

  test('many wide layers: the work in D is counted where a variant recomputes it', () => {
    const n = 512;
    const draft = structuredClone(files['not regularized']);
    const row = Array(n).fill('0');
    const long = '1'.repeat(3000);
    Object.assign(draft.instance, { widths: [1, n, 1], Y: [[long]], W: [row.map((x) => [x]), [row]] });
    expect(result(draft)).toBe('LIMIT /evidence/0');
  });
});

/** One neuron a layer, both not 0; the rank evidence of R goes with it. */
function layers(c: Draft, first: '1' | '2' | '4' | '5', second: '1' | '2' | '4'): void {
  c.instance.W = [[[first]], [[second]]];
  for (const e of c.evidence)
    if (e.kind === 'rank' && e.rank === 1) e.inverse = [[`1/${Number(first) * Number(second)}`]];
}
function deepen(c: Draft): void {
  c.instance.widths.push(1);
  c.instance.W.push([['1']]);
}
function shallow(c: Draft): void {
  c.instance.widths.pop();
  c.instance.W.pop();
  for (const e of c.evidence) if (e.curve) e.curve.pop();
}
function noInput(c: Draft): void {
  c.instance.X = [['0']];
  c.hypotheses[1].evidence = { ...rankZero, of: 'X' };
}
function global(c: Draft): void {
  c.verdict = 'global-minimizer';
  c.evidence.splice(3, 2, wideLeastSquares, kyFan);
}
/** R = 0, and one weight descends. */
function slope(c: Draft, [first, second]: [string, string], layer: number): void {
  c.instance.W = [[[first]], [[second]]];
  c.evidence = [rankZero, line('descent-curve', 1, [layer, [['1']]])];
}
