import { describe, expect, test } from 'vitest';
import { type Draft, draft, line, rank, verifyDraft, zero } from '../examples.ts';

// Widths 1, 1, 1, X = 1: three losses, each at W = 0 with Y = 3 (a saddle) or 1, and at the same data elsewhere. Written by hand.
const losses = [{ kind: 'log-cosh' }, { kind: 'pseudo-huber', delta: '2' }, { kind: 'logistic' }];
const full = 'zhang-2019/full-rank';
const wide = 'laurent-von-brecht-2018/thm-1';

/** A certificate about layers w_1, w_2 with the output y. */
function scalar(id: string, loss: Draft, verdict: string, w: string[], y: string, evidence: Draft[]): Draft {
  const R0 = rank('R', [], [], []);
  const isFull = id.startsWith(full);
  const instance = { widths: [1, 1, 1], X: [['1']], Y: [[y]], W: w.map((x) => [[x]]) };
  const hypotheses = [isFull ? R0 : { kind: 'dimensions' }, { kind: 'loss' }];
  const nonZero = rank('R', [0], [0], [['1']]);
  const rankOfR = w.includes('0') ? R0 : nonZero;
  const made = draft(id, instance, verdict, hypotheses, isFull ? evidence : [rankOfR, ...evidence]);
  made.instance.loss = loss;
  Object.assign(made.provenance, { tier: 'enclosed', precision: 50 });
  return made;
}
const both = (kind: string, sign: string) => line(kind, 2, [1, 1, [['1']]], [2, 1, [[sign]]]);
const near = (...to: string[]) => ({ kind: 'nearby-point', to: to.map((x) => [[x]]), radius: '1' });
const saddle = (id: string, loss: Draft) => {
  const ascent = id.startsWith(full) ? [both('ascent-curve', '-1')] : [];
  const evidence = [zero, both('descent-curve', '1'), ...ascent, near('1/2', '1/2')];
  return scalar(id, loss, 'not-a-local-minimum', ['0', '0'], '1', evidence);
};
const slope = (id: string, loss: Draft) =>
  scalar(id, loss, 'not-critical', ['0', '1'], '1', [line('descent-curve', 1, [1, 1, [['1']]]), near('1/2', '1')]);
const minimum = (id: string, loss: Draft) => {
  const w = id.startsWith(full) ? ['0', '0'] : ['1', '1'];
  const fitted = loss.kind === 'logistic' ? '1/2' : w[0]!;
  // Probability ½ at output 0.
  return scalar(id, loss, 'global-minimizer', loss.kind === 'logistic' ? ['0', '0'] : w, fitted, [
    { kind: 'convexity' },
  ]);
};

describe.each(losses)('$kind', (loss) => {
  test.each([
    ['a saddle', saddle(full, loss)],
    ['a saddle as a counterexample', saddle(`${full}~critical-point`, loss)],
    ['a saddle, any rank', saddle(wide, loss)],
    ['a saddle as a counterexample, any rank', saddle(`${wide}~critical-point`, loss)],
    ['a slope', slope(full, loss)],
    ['a slope, any rank', slope(wide, loss)],
    ['a minimum', minimum(full, loss)],
    ['a minimum, any rank', minimum(wide, loss)],
    [
      'without A1',
      { ...saddle(full, loss), statement: `${full}/without-A1`, hypotheses: [saddle(full, loss).hypotheses[1]] },
    ],
    [
      'without A2',
      { ...slope(wide, loss), statement: `${wide}/without-A2`, hypotheses: [slope(wide, loss).hypotheses[0]] },
    ],
  ])('accepted: %s', (_, certificate) => {
    const { status, verdict, message, reliesOn } = verifyDraft(certificate);
    expect([status, verdict, message]).toEqual(['VALID_ENCLOSED', certificate.verdict, undefined]);
    expect(reliesOn).toContain('outward-rounding');
  });

  test.each<[string, Draft, (c: Draft) => void, string, string]>([
    ['no nearby point', saddle(full, loss), (c) => c.evidence.pop(), 'EVIDENCE', '/evidence'],
    ['no nearby point of a slope', slope(wide, loss), (c) => c.evidence.pop(), 'EVIDENCE', '/evidence'],
    [
      'a nearby point of a minimum',
      minimum(full, loss),
      (c) => c.evidence.push(near('1', '1')),
      'EVIDENCE',
      '/evidence/1',
    ],
    ['uphill', saddle(full, loss), (c) => c.evidence.splice(3, 1, near('1/2', '-1/2')), 'BETTER', '/evidence/3'],
    [
      'far away',
      slope(full, loss),
      (c) => Object.assign(c.evidence[1], { radius: '49/100' }),
      'BETTER',
      '/evidence/1/radius',
    ],
    [
      'the curves exchanged',
      saddle(full, loss),
      (c) => c.evidence[1].curve[1].matrix[0].splice(0, 1, '-1'),
      'CURVE',
      '/evidence/1',
    ],
    ['a slope called a saddle', saddle(full, loss), (c) => c.instance.W[0][0].splice(0, 1, '1'), 'ZERO', '/evidence/0'],
    [
      'a saddle called a minimum',
      saddle(full, loss),
      (c) => Object.assign(c, { verdict: 'global-minimizer', evidence: [{ kind: 'convexity' }] }),
      'CONVEXITY',
      '/evidence/0',
    ],
    [
      'another statement on convex losses',
      saddle(full, loss),
      (c) => Object.assign(c, { statement: 'zhang-2019/multi-tower' }),
      'LOSS',
      '/instance/loss/kind',
    ],
    [
      'the square loss only',
      saddle(wide, loss),
      (c) => Object.assign(c, { statement: 'depthcert/decision', hypotheses: [] }),
      'LOSS',
      '/instance/loss/kind',
    ],
    [
      'called exact',
      saddle(full, loss),
      (c) => {
        c.provenance.tier = 'exact';
        delete c.provenance.precision;
      },
      'TIER',
      '/provenance/tier',
    ],
    [
      'several towers',
      saddle(full, loss),
      (c) => Object.assign(c.instance, { others: [{ widths: [1, 1], X: [['1']], W: [[['0']]] }] }),
      'UNKNOWN_FIELD',
      '/instance/others',
    ],
    [
      'a field too much',
      slope(full, loss),
      (c) => Object.assign(c.instance.loss, { weights: [['1']] }),
      'UNKNOWN_FIELD',
      '/instance/loss/weights',
    ],
  ])('not accepted: %s', (_, from, change, code, pointer) => {
    const certificate = structuredClone(from);
    change(certificate);
    expect(verifyDraft(certificate)).toMatchObject({ code, pointer });
  });
});

test('labels beyond 1: RANGE', () => {
  const certificate = saddle(full, losses[2]);
  certificate.instance.Y = [['3']];
  expect(verifyDraft(certificate)).toMatchObject({ status: 'MALFORMED', code: 'RANGE', pointer: '/instance/loss' });
});
test('with a rational loss a nearby point is too much', () => {
  const certificate = saddle(full, { kind: 'square' });
  Object.assign(certificate.provenance, { tier: 'exact' });
  delete certificate.provenance.precision;
  expect(verifyDraft(certificate)).toMatchObject({ status: 'REJECTED', code: 'EVIDENCE', pointer: '/evidence/3' });
  certificate.evidence.pop();
  expect(verifyDraft(certificate)).toMatchObject({ status: 'VALID_EXACT' });
});
test('a sign that stays open: UNDECIDED', () => {
  // A residual of 10⁻¹³⁰⁰: its slope is below 2⁻⁴⁰⁹⁶.
  const certificate = slope(full, losses[0]);
  certificate.instance.Y = [[`1/1${'0'.repeat(1300)}`]];
  expect(verifyDraft(certificate)).toMatchObject({ status: 'UNDECIDED', code: 'UNDECIDED', pointer: '/evidence/0' });
});
test('many long residuals: LIMIT before their slopes are computed', () => {
  const certificate = slope(full, losses[0]);
  const Y = Array.from({ length: 1_000 }, (_, k) => `${k + 1}${'7'.repeat(3000)}`);
  Object.assign(certificate.instance, { X: [Y.map(() => '1')], Y: [Y] });
  expect(verifyDraft(certificate)).toMatchObject({ status: 'LIMIT', code: 'LIMIT', pointer: '/evidence/0' });
  Object.assign(certificate.instance, { X: [['1']], Y: [Y.slice(0, 1)] });
  expect(verifyDraft(certificate)).toMatchObject({ status: 'VALID_ENCLOSED' });
});
