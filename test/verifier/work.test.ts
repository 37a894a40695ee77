import { expect, test } from 'vitest';
import { type Draft, rank, verifyDraft } from './examples.ts';

// Evidence within every size limit whose check would take minutes or gigabytes: refused before its arithmetic.
const matrix = (rows: number, cols: number, entry = '1') => Array.from({ length: rows }, () => Array(cols).fill(entry));
const long = '7'.repeat(9_000);
/** One entry of so many digits: it weighs on all products. */
const cornered = (rows: number, cols: number, digits: number, entry = '1') => {
  const entries = matrix(rows, cols, entry);
  entries[0]![0] = '7'.repeat(digits);
  return entries;
};
const noRank = rank('R', [], [], []);
const provenance = { generator: 'by-hand', seed: '0', path: '', index: 0, version: '0.1.0', tier: 'exact' };

const draft = (statement: string, verdict: string, instance: Draft, hypotheses: Draft[], evidence: Draft[]): Draft => ({
  format: 'depthcert/1',
  statement,
  instance: { loss: { kind: 'square' }, ...instance },
  verdict,
  hypotheses: hypotheses.map((item, i) => ({ id: `A${i + 1}`, evidence: item })),
  evidence,
  provenance,
});
const scalars = (m: number, H = 2) => ({
  widths: Array(H + 1).fill(1),
  X: matrix(1, m),
  Y: matrix(1, m),
  W: Array(H).fill(matrix(1, 1)),
});
const wide = (d: number, m: number) => ({
  widths: [d, d],
  X: matrix(d, m),
  Y: matrix(d, m),
  W: [matrix(d, d, '0')],
});
/** 512 → 1 → 512 → … → 512 */
const bottlenecks = (H: number) => {
  const widths = Array.from({ length: H + 1 }, (_, h) => (h % 2 === 0 ? 512 : 1));
  const W = widths.slice(1).map((rows, h) => matrix(rows, widths[h]!));
  return { widths, X: matrix(512, 1), Y: matrix(512, 1), W };
};
const all = (n: number) => Array.from({ length: n }, (_, i) => i);
const decision = (evidence: Draft, instance: Draft) =>
  draft('depthcert/decision', 'undecided', instance, [], [evidence]);

const files: Record<string, () => Draft> = {
  'a chord over many samples': () =>
    decision({ kind: 'chord', to: [[[long]], [[long]]], s: '1/2', side: 'above' }, scalars(100_000)),
  'a long s in many layers': () =>
    decision(
      { kind: 'chord', to: Array(64).fill([['2']]), s: `1/${'7'.repeat(3_000)}`, side: 'above' },
      scalars(1, 64),
    ),
  'a better matrix over many samples': () =>
    decision({ kind: 'better-matrix', left: [[long]], right: [[long]] }, scalars(100_000)),
  'long least squares over many samples': () =>
    decision({ kind: 'least-squares', rows: [0], E: [[long]], inverse: [['1']] }, scalars(100_000)),
  'a direction of long numbers': () =>
    decision({ kind: 'negative-curvature', V: [cornered(120, 120, 2_000)] }, wide(120, 1)),
  'the characteristic polynomial of a large matrix': () =>
    decision({ kind: 'distinct-spectrum', form: 'bezout', a: ['1'], b: ['1'] }, wide(300, 300)),
  'many eigenvectors': () =>
    decision(
      {
        kind: 'distinct-spectrum',
        form: 'eigen',
        values: Array(300).fill('1'),
        vectors: cornered(300, 300, 300),
      },
      wide(300, 300),
    ),
  'a large inverse of long numbers': () =>
    decision(rank('R', all(200), all(200), cornered(200, 200, 2_000)), wide(200, 1)),
  'a large subspace': () => {
    const halves = { p: cornered(420, 210, 100), q: matrix(420, 210) };
    const inverses = { pInverse: matrix(210, 210), qInverse: matrix(210, 210) };
    const nothing = { form: 'sum-of-squares', D: [], L: Array(210).fill([]) };
    const separation = { form: 'threshold', t: '0', above: nothing, below: nothing };
    const instance = {
      widths: [1, 210, 420],
      X: matrix(1, 1),
      Y: matrix(420, 1),
      W: [matrix(210, 1), matrix(420, 210)],
    };
    return decision({ kind: 'prefix', ...halves, ...inverses, separation }, instance);
  },
  'the Hessian of a weighted loss over many samples': () => {
    const [X, Y] = [matrix(16, 500), matrix(16, 500)];
    const proof = { form: 'sum-of-squares', D: [], L: Array(512).fill([]) };
    const loss = { kind: 'weighted-square', weights: Y };
    const W = [matrix(16, 16), matrix(16, 16)];
    return decision({ kind: 'psd', of: 'hessian', proof }, { widths: [16, 16, 16], X, Y, W, loss });
  },
  'an inner product of many wide layers': () => {
    const widths = [0, ...Array(8).fill(360), 0];
    const W = [matrix(360, 0), ...widths.slice(2, -1).map(() => cornered(360, 360, 20)), []];
    return decision(rank('inner(9,1)', [], [], []), { widths, X: [], Y: [], W });
  },
  'the gradient where narrow layers lie between wide ones': () =>
    decision({ kind: 'zero', of: 'gradient' }, bottlenecks(32)),
  'the length of the gradient where narrow layers lie between wide ones': () =>
    decision({ kind: 'gradient-norm', below: '1', above: '1' }, bottlenecks(32)),
  'leading eigenvalues of a wide layer': () => {
    const below = { form: 'sum-of-squares', D: [], L: Array(300).fill([]) };
    const above = { form: 'sum-of-squares', D: [], L: [] };
    return decision({ kind: 'leading', columns: [], t: '7'.repeat(200), above, below }, wide(300, 1));
  },
  'the pivots of many layers': () => {
    const widths = Array(65).fill(40);
    const W = Array(64).fill(matrix(40, 40));
    return decision({ kind: 'square-completion' }, { widths, X: matrix(40, 1), Y: matrix(40, 1), W });
  },
  'the short rank of a product of many wide layers': () => {
    const widths = [0, ...Array(8).fill(360), 0];
    const W = [matrix(360, 0), ...widths.slice(2, -1).map(() => cornered(360, 360, 20)), []];
    return decision({ kind: 'rank', of: 'inner(9,1)', rank: 1 }, { widths, X: [], Y: [], W });
  },
  'a multiplier without terms for every entry': () => {
    const multipliers = all(200 * 200 - 1).map((k) => ({ row: Math.floor((k + 1) / 200), col: (k + 1) % 200, q: [] }));
    const instance = {
      widths: [200, 200, 200],
      X: matrix(200, 0),
      Y: matrix(200, 0),
      W: [matrix(200, 200), matrix(200, 200)],
    };
    const common = [{ c: '1', of: [] }];
    return decision({ kind: 'domination', j: 1, row: 0, col: 0, common, multipliers }, instance);
  },
};

test.each(Object.keys(files))('%s: LIMIT at the evidence', (name) => {
  const result = verifyDraft(files[name]!());
  expect(result).toMatchObject({ status: 'LIMIT', code: 'LIMIT' });
  expect(result.pointer).toMatch(/^\/evidence\/0/);
});

test('another tower with narrow layers between wide ones: LIMIT at its layers', () => {
  const { Y: _, ...other } = bottlenecks(32);
  const instance = { widths: [1, 512], X: [['1']], Y: matrix(512, 1), W: [matrix(512, 1)], others: [other] };
  const hypotheses = [noRank, { kind: 'loss' }];
  const result = verifyDraft(draft('zhang-2019/multi-tower', 'undecided', instance, hypotheses, []));
  expect(result).toMatchObject({ status: 'LIMIT', pointer: '/instance/others/0/W' });
});

test('many towers: the work grows with their number, not with its square', () => {
  const others = Array.from({ length: 3_000 }, () => ({ widths: [1, 1], X: [['1']], W: [[['1']]] }));
  const hypotheses = [noRank, { kind: 'loss' }];
  const file = draft('zhang-2019/multi-tower', 'undecided', { ...scalars(1), others }, hypotheses, []);
  expect(verifyDraft(file).status).toBe('UNDECIDED');
}, 10_000);
