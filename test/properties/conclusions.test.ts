import { describe, expect, test } from 'vitest';
import { isKyFan, withEnoughDigits } from '../../properties/conclusions.ts';
import { point, pointWithLoss, scalar } from '../../properties/points.ts';
import { fullRank } from '../../properties/zhang-2019/full-rank.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { decide } from '../../src/decision/decide.ts';
import { type AnyPoint, isEnclosed, pointOf } from '../../src/decision/point.ts';
import { gradientDescent } from '../../src/decision/step-1-gradient.ts';
import { isLess } from '../../src/enclosure/decide.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import { verified } from '../helpers/points.ts';

const { id, prove } = fullRank;
const logCosh = pointWithLoss({ kind: 'log-cosh' }, [[1]], [[2]], [[0]], [[0]], [[0]]);

/** Needs n digits: 1 − tanh(y) ≈ 2e^{−2y} > 0 for L = ln cosh(w − y) at w = 0. */
const almostOne = (y: number) => (point: AnyPoint) => {
  if (!isEnclosed(point)) throw new Error('not enclosed');
  const G = point.G.enclosed(point.enclosures).at(0, 0);
  if (!isLess(G.neg(), point.enclosures.integer(1), `tanh ${y} < 1`)) throw new Error('tanh is less than 1');
  return { verdict: 'holds' as const, evidence: [] };
};
const far = (y: number) => pointOf(pointWithLoss({ kind: 'log-cosh' }, [[1]], [[y]], [[0]]));

describe('digits', () => {
  test.each([
    [10, 50],
    [100, 100],
    [200, 200],
    [1500, 1600],
  ])('tanh %i < 1 takes %i digits', (y, precision) => {
    expect(withEnoughDigits(far(y), almostOne(y))).toEqual({ verdict: 'holds', evidence: [], precision });
  });

  test('a limit leaves it open, and says what', () => {
    expect(withEnoughDigits(far(200), almostOne(200), 100)).toEqual({
      verdict: 'undecided',
      evidence: [],
      precision: 100,
      open: 'tanh 200 < 1',
    });
  });

  test('other errors pass through', () => {
    const broken = () => {
      throw new RangeError('no');
    };
    expect(() => withEnoughDigits(far(1), broken)).toThrow('no');
  });

  test('a loss with rational values has no use for them', () => {
    const point = pointOf(scalar(2, 1, 1));
    const conclude = () => ({ verdict: 'not-critical' as const, evidence: [gradientDescent(point)!] });
    expect(withEnoughDigits(point, conclude)).not.toHaveProperty('precision');
    expect(() =>
      withEnoughDigits(point, () => {
        throw new Undecided('nothing');
      }),
    ).toThrow(Undecided);
  });
});

describe('a tie of slopes, 4·(3/5) − 3·(4/5) = 0 with δ = 1', () => {
  // Critical at W_1 = 1, W_2 = 0, but not in parts.
  const tie = pointWithLoss({ kind: 'pseudo-huber', delta: '1' }, [[4, 3]], [['-3/4', '4/3']], [[1]], [[0]]);

  test('is undecided, by the library and by the verifier', () => {
    const proof = prove(tie);
    expect(proof).toMatchObject({ verdict: 'undecided', evidence: [], precision: 1600 });
    expect(proof.open).toBe('the gradient of some layer is not 0');
    expect(verified(id, tie, proof)).toBe('UNDECIDED');
  });

  test('is counted as such by a campaign, which says what stayed open', () => {
    const { status, verdict, trouble, line } = runInstance({ ...fullRank, instances: [() => tie] }, 's', 0);
    expect([status, verdict]).toEqual(['UNDECIDED', 'undecided']);
    expect(trouble).toMatchObject({
      code: 'UNDECIDED',
      message: 'still open with 1600 digits: the gradient of some layer is not 0',
    });
    expect(JSON.parse(line!)).toMatchObject({
      verdict: 'undecided',
      provenance: { tier: 'enclosed', precision: 1600 },
    });
    expect(line).not.toContain('the gradient of some layer');
  });

  test('a claim that it is critical, or that it is not, is not accepted', () => {
    const saddle = prove(pointWithLoss({ kind: 'log-cosh' }, [[1]], [[2]], [[0]], [[0]]));
    const { hypotheses } = prove(tie);
    const curve = { kind: 'descent-curve', order: 1, curve: [{ layer: 2, power: 1, matrix: [['1']] }] } as const;
    const near = { kind: 'nearby-point', to: [[['1']], [['1/8']]], radius: '1/8' } as const;
    expect(verified(id, tie, { ...saddle, hypotheses })).not.toMatch(/^VALID/);
    const sloped = { verdict: 'not-critical', hypotheses, evidence: [curve, near], precision: 50 } as const;
    expect(verified(id, tie, sloped)).toBe('UNDECIDED');
  });
});

describe('a tie in all parts is 0', () => {
  test('residuals 1 and −1 of the same input: a minimizer', () => {
    const tie = pointWithLoss({ kind: 'pseudo-huber', delta: '1' }, [[1, 1]], [[-1, 1]], [[0]], [[0]]);
    const proof = prove(tie);
    expect(proof).toMatchObject({ verdict: 'global-minimizer', precision: 50 });
    expect(verified(id, tie, proof)).toBe('VALID_ENCLOSED');
  });
});

test('the tier follows from the proof', () => {
  expect(prove(scalar(1, 0, 0)).precision).toBeUndefined();
  const proof = prove(logCosh);
  expect(proof.precision).toBe(50);
  expect(verified(id, logCosh, proof)).toBe('VALID_ENCLOSED');
  const { precision: _, ...exact } = proof;
  expect(verified(id, logCosh, exact)).toBe('TIER');
  expect(verified(id, scalar(1, 0, 0), { ...prove(scalar(1, 0, 0)), precision: 50 })).toBe('TIER');
});

describe('a global minimizer with G ≠ 0', () => {
  const evidenceAt = (W1: number[], W2: number[], scale = '1') => {
    const Y = [
      [`2${scale.slice(1)}`, 0],
      [0, scale],
    ];
    const rows = [[W1.map((x) => `${x}${x === 0 ? '' : scale.slice(1)}`)], W2.map((x) => [x])];
    return decide(
      point(
        [
          [1, 0],
          [0, 1],
        ],
        Y,
        ...rows,
      ),
    );
  };
  const huge = `1${'0'.repeat(400)}`;
  test.each<[string, boolean, string, ReturnType<typeof decide>]>([
    ['seen by doubles', true, 'leading', evidenceAt([2, 0], [1, 0])],
    ['beyond doubles', true, 'ky-fan', evidenceAt([2, 0], [1, 0], huge)],
    ['with G = 0', false, 'convexity', decide(point([[1]], [[2]], [[2]]))],
    ['a saddle that fits what it can', false, 'leading', decide(point([[1]], [[1]], [[0]], [[0]], [[0]]))],
    ['a strict saddle', false, 'negative-curvature', evidenceAt([0, 1], [0, 1])],
  ])('%s: %s', (_, expected, kind, decision) => {
    expect(decision.evidence.map((e) => e.kind)).toContain(kind);
    expect(isKyFan(decision)).toBe(expected);
  });
});
