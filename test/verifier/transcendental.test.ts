import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Interval } from '../../src/verifier/interval.ts';
import { readLoss } from '../../src/verifier/losses.ts';
import { Matrix } from '../../src/verifier/matrix.ts';
import { makeNetwork, type Network } from '../../src/verifier/network.ts';
import { Place } from '../../src/verifier/read.ts';
import { changed, type Item, outcome, type Rows, read } from './kinds/item.ts';

// The functions of FORMAT.md, section 3.1, by decimal.js: apart from the library and from the verifier.
const D = Decimal.clone({ precision: 60 });
const softplus = (z: Decimal) => D.max(z, 0).plus(D.ln(D.exp(z.abs().neg()).plus(1)));
const tanh = (e: Decimal) => new D(1).minus(new D(2).div(D.exp(e.times(2)).plus(1)));
const root = (e: Decimal, delta: Decimal) => D.sqrt(e.div(delta).pow(2).plus(1));
const delta = new D('1.5');
type Phi = (e: Decimal, y: Decimal) => Decimal;
const losses: [json: { kind: string; delta?: string }, phi: Phi, derivative: Phi][] = [
  [
    { kind: 'log-cosh' },
    (e) =>
      e
        .abs()
        .plus(D.ln(D.exp(e.abs().times(-2)).plus(1)))
        .minus(D.ln(2)),
    tanh,
  ],
  [
    { kind: 'pseudo-huber', delta: '3/2' },
    (e) => delta.pow(2).times(root(e, delta).minus(1)),
    (e) => e.div(root(e, delta)),
  ],
  [
    { kind: 'logistic' },
    (e, y) => softplus(e.plus(y)).minus(y.times(e.plus(y))),
    (e, y) => new D(1).div(D.exp(e.plus(y).neg()).plus(1)).minus(y),
  ],
];

const number = (x: Matrix): Decimal => new D(`${x.num[0]!}`).div(`${x.den}`);
const entry = (M: Matrix, i: number): Matrix => Matrix.rational(M.num[i]!, M.den);
const has = ({ lo, hi, bits }: Interval, x: Decimal): boolean => {
  const unit = new D(2).pow(-bits);
  const [least, most] = [new D(`${lo}`).times(unit), new D(`${hi}`).times(unit)];
  return least.lte(x.plus('1e-40')) && most.gte(x.minus('1e-40')) && most.minus(least).lt('1e-15');
};
const rows = (n: number, m: number, from: number, to: number) =>
  fc.array(
    fc.array(fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 4 })), {
      minLength: m,
      maxLength: m,
    }),
    {
      minLength: n,
      maxLength: n,
    },
  );
const fraction = (p: number, q: number): string => {
  const { num, den } = Matrix.rational(BigInt(p), BigInt(q));
  return den === 1n ? `${num[0]!}` : `${num[0]!}/${den}`;
};
const matrixOf = (of: [number, number][][]): Matrix => read(of.map((row) => row.map(([p, q]) => fraction(p, q))));

describe.each(losses)('%j', (json, phi, derivative) => {
  const samples = fc.sample(fc.tuple(rows(2, 3, -9, 9), rows(2, 3, 0, 1), rows(2, 3, -900, 900)), {
    seed: 3,
    numRuns: 150,
  });
  test('values and derivatives are those of the definition', () => {
    for (const [e, y, far] of samples) {
      const Y = matrixOf(y);
      const { transcendental, derivative: rational, twice, isSmooth, isConvex } = readLoss(new Place(json), Y);
      expect([rational, twice, isSmooth, isConvex]).toEqual([undefined, undefined, true, true]);
      const [E, F] = [matrixOf(e), matrixOf(far)];
      const sum = (M: Matrix) =>
        M.num.reduce((sum, _, i) => sum.plus(phi(number(entry(M, i)), number(entry(Y, i)))), new D(0));
      const gap = transcendental!.value(E, 64).minus(transcendental!.value(F, 64));
      expect(has(gap, sum(E).minus(sum(F)))).toBe(true);
      // With X = I the parts are those of Φ′.
      const { points, parts } = transcendental!.gradient(E, Matrix.identity(3));
      const slopes = [Interval.rational(1n, 1n, 64), ...points.map((a) => transcendental!.slope(a, 64))];
      for (let i = 0; i < E.num.length; i++) {
        const terms = slopes.map((s, k) => Interval.of(entry(parts[k]!, i), 64).times(s));
        const total = terms.reduce((sum, term) => sum.plus(term));
        expect(has(total, derivative(number(entry(E, i)), number(entry(Y, i))))).toBe(true);
      }
      expect(new Set(points.map((a) => number(a).toFixed(40))).size).toBe(points.length);
      expect(points.every((a) => a.sign > 0)).toBe(true);
    }
  });
});

/** A network with one of these losses. */
const net = (loss: { kind: string; delta?: string }, X: Rows, Y: Rows, ...W: Rows[]): Network => {
  const [input, output] = [read(X), read(Y)];
  const layers = W.map(read);
  const widths = [input.rows, ...layers.map(({ rows }) => rows)];
  return makeNetwork(widths, input, output, layers, readLoss(new Place(loss as never), output));
};
const logCosh = { kind: 'log-cosh' };
const pseudoHuber = { kind: 'pseudo-huber', delta: '1' };
const logistic = { kind: 'logistic' };
const zero = { kind: 'zero', of: 'gradient' };
const convexity = { kind: 'convexity' };
const curve = (kind: string, order: number, ...terms: [layer: number, power: number, matrix: string[][]][]): Item => ({
  kind,
  order,
  curve: terms.map(([layer, power, matrix]) => ({ layer, power, matrix })),
});
const one = (sign: string) => [[sign]];

describe('zero gradients', () => {
  test.each<[string, Network, Item, string]>([
    ['log-cosh, both layers 0', net(logCosh, [[1]], [[3]], [[0]], [[0]]), zero, 'holds'],
    ['pseudo-huber, both layers 0', net(pseudoHuber, [[1]], [[3]], [[0]], [[0]]), zero, 'holds'],
    ['logistic, both layers 0', net(logistic, [[1]], [[1]], [[0]], [[0]]), zero, 'holds'],
    ['log-cosh, a fit', net(logCosh, [[1]], [[2]], [[2]]), convexity, 'holds'],
    ['log-cosh, equal residuals of both signs', net(logCosh, [[1, 1]], [[1, 3]], [[2]]), convexity, 'holds'],
    ['pseudo-huber, the same', net(pseudoHuber, [[1, 1]], [[1, 3]], [[2]]), convexity, 'holds'],
    ['logistic, labels ½ at 0', net(logistic, [[1, 5]], [['1/2', '1/2']], [[0]]), convexity, 'holds'],
    ['logistic, one label of each at 0', net(logistic, [[1, 1]], [[0, 1]], [[0]]), convexity, 'holds'],
    // φ′(z) at ±z: σ(z) + σ(−z) − 1 = 0 though neither is.
    [
      'logistic, opposite inputs',
      net(
        logistic,
        [
          [1, 1],
          [1, -1],
        ],
        [[1, 0]],
        [[0, 0]],
      ),
      convexity,
      'CONVEXITY ',
    ],
    [
      'logistic, probabilities 1 at opposite outputs',
      net(logistic, [[2, -2]], [[1, 0]], [[1]]),
      convexity,
      'CONVEXITY ',
    ],
    ['log-cosh, one layer not 0', net(logCosh, [[1]], [[3]], [[0]], [[1]]), zero, 'ZERO '],
    ['pseudo-huber, one layer not 0', net(pseudoHuber, [[1]], [[3]], [[0]], [[1]]), zero, 'ZERO '],
    ['logistic, one layer not 0', net(logistic, [[1]], [[1]], [[0]], [[1]]), zero, 'ZERO '],
    ['log-cosh, no fit', net(logCosh, [[1]], [[2]], [[1]]), convexity, 'CONVEXITY '],
    ['log-cosh, residuals −1 and 2', net(logCosh, [[1, 1]], [[3, 0]], [[2]]), convexity, 'CONVEXITY '],
    // ½ of the gradient is (4·3/5 − 3·4/5)/… = 0 by chance: sufficient is that every part is 0.
    [
      'pseudo-huber, a sum that is 0 by chance',
      net(pseudoHuber, [[4, 3]], [['-3/4', '4/3']], [[0]]),
      convexity,
      'CONVEXITY ',
    ],
    ['logistic, labels 1 at 0', net(logistic, [[1, 5]], [[1, 1]], [[0]]), convexity, 'CONVEXITY '],
  ])('%s', (_, at, item, expected) => {
    expect(outcome(at, item)).toBe(expected);
  });
});

describe('curves', () => {
  const saddle = {
    logCosh: net(logCosh, [[1]], [[3]], [[0]], [[0]]),
    pseudo: net(pseudoHuber, [[1]], [[3]], [[0]], [[0]]),
    logistic: net(logistic, [[1]], [[1]], [[0]], [[0]]),
  };
  const down = curve('descent-curve', 2, [1, 1, one('1')], [2, 1, one('1')]);
  const up = curve('ascent-curve', 2, [1, 1, one('1')], [2, 1, one('-1')]);
  // Two samples with residuals 0 − 1 and 0 − 2: G = −(tanh 1 + x·tanh 2).
  const two = (x: string) => net(logCosh, [[1, x]], [[1, 2]], [[0]]);
  const line = (kind: string, sign: string, order = 1) => curve(kind, order, [1, 1, one(sign)]);
  test.each<[string, Network, Item, string]>([
    ['log-cosh', saddle.logCosh, down, 'holds'],
    ['log-cosh up', saddle.logCosh, up, 'holds'],
    ['pseudo-huber', saddle.pseudo, down, 'holds'],
    ['pseudo-huber up', saddle.pseudo, up, 'holds'],
    ['logistic', saddle.logistic, down, 'holds'],
    ['logistic up', saddle.logistic, up, 'holds'],
    // tanh 1/tanh 2 = 0.790012…
    ['tanh 1 − 0.79·tanh 2 > 0', two('-79/100'), line('descent-curve', '1'), 'holds'],
    ['tanh 1 − 0.79002·tanh 2 < 0', two('-39501/50000'), line('descent-curve', '-1'), 'holds'],
    [
      'a hundred orders of magnitude apart',
      net(logCosh, [[1]], [[`1/1${'0'.repeat(100)}`]], [[0]]),
      line('descent-curve', '1'),
      'holds',
    ],
    ['far out', net(logCosh, [[1]], [[`1${'0'.repeat(5000)}`]], [[0]]), line('descent-curve', '1'), 'holds'],
    ['log-cosh, up for down', saddle.logCosh, { ...up, kind: 'descent-curve' }, 'CURVE '],
    ['pseudo-huber, down for up', saddle.pseudo, { ...down, kind: 'ascent-curve' }, 'CURVE '],
    ['logistic, of order 1', saddle.logistic, { ...down, order: 1 }, 'CURVE '],
    ['log-cosh, of order 3', saddle.logCosh, { ...down, order: 3 }, 'CURVE '],
    ['order 2 of a product that moves at 1', two('1'), line('descent-curve', '-1', 2), 'CURVE '],
    ['tanh 1 − 0.79·tanh 2 < 0', two('-79/100'), line('descent-curve', '-1'), 'CURVE '],
    ['tanh 1 − 0.79002·tanh 2 > 0', two('-39501/50000'), line('descent-curve', '1'), 'CURVE '],
    [
      'a number that is 0 by chance',
      net(pseudoHuber, [[4, 3]], [['-3/4', '4/3']], [[0]]),
      line('descent-curve', '1'),
      'UNDECIDED ',
    ],
    [
      'a slope that is too flat',
      net(logCosh, [[1]], [[`1/1${'0'.repeat(1300)}`]], [[0]]),
      line('descent-curve', '1'),
      'UNDECIDED ',
    ],
    [
      'curvature of a product that moves at 2',
      saddle.logCosh,
      { kind: 'negative-curvature', V: [one('1'), one('1')] },
      'holds',
    ],
    ['the same upward', saddle.logCosh, { kind: 'negative-curvature', V: [one('1'), one('-1')] }, 'CURVATURE /V'],
    ['curvature of order 2p', two('1'), { kind: 'negative-curvature', V: [[['1']]] }, 'CURVATURE /V'],
  ])('%s', (_, at, item, expected) => {
    expect(outcome(at, item)).toBe(expected);
  });
});

describe('comparisons of losses', () => {
  const near = (to: string, radius: string): Item => ({ kind: 'nearby-point', to: [[[to]]], radius });
  const at = (loss: { kind: string; delta?: string }) => net(loss, [[1]], [[1]], [[0]]);
  const square = net({ kind: 'square' }, [[1]], [[1]], [[0]]);
  test.each<[string, Network, Item, string]>([
    ['log-cosh', at(logCosh), near('1/10', '1/10'), 'holds'],
    ['pseudo-huber', at(pseudoHuber), near('1/10', '1'), 'holds'],
    ['logistic', at(logistic), near('5', '5'), 'holds'],
    ['square', square, near('1', '1'), 'holds'],
    ['a step of 10⁻³⁰', at(logCosh), near(`1/1${'0'.repeat(30)}`, '1'), 'holds'],
    ['a matrix', at(logistic), { kind: 'better-matrix', left: [['2']], right: [['1']] }, 'holds'],
    [
      'a point of two layers',
      net(pseudoHuber, [[1]], [[3]], [[0]], [[0]]),
      { kind: 'better-point', to: [[['1']], [['1']]] },
      'holds',
    ],
    ['uphill, log-cosh', at(logCosh), near('-1/10', '1'), 'BETTER '],
    ['uphill, pseudo-huber', at(pseudoHuber), near('21/10', '3'), 'BETTER '],
    ['uphill, logistic', at(logistic), near('-5', '5'), 'BETTER '],
    ['uphill, square', square, near('3', '3'), 'BETTER '],
    ['the point itself', at(logCosh), near('0', '1'), 'BETTER '],
    ['just beyond the radius', at(logCosh), near('1/10', '99999/1000000'), 'BETTER /radius'],
    ['an empty ball', at(logCosh), near('0', '0'), 'RANGE /radius'],
    ['a negative radius', at(logCosh), near('1/10', '-1'), 'RANGE /radius'],
    [
      'beyond the radius in the second layer',
      net(pseudoHuber, [[1]], [[3]], [[1]], [[1]]),
      { kind: 'nearby-point', to: [[['1']], [['2']]], radius: '1/2' },
      'BETTER /radius',
    ],
    ['a matrix that is worse', at(logistic), { kind: 'better-matrix', left: [['-2']], right: [['1']] }, 'BETTER '],
    // The loss is the same on both sides of the fit.
    ['a mirror image', at(logCosh), near('2', '2'), 'UNDECIDED '],
    ['a step of 10⁻¹³⁰⁰', at(logCosh), near(`1/1${'0'.repeat(1300)}`, '1'), 'UNDECIDED '],
  ])('%s', (_, point, item, expected) => {
    expect(outcome(point, item)).toBe(expected);
  });
  test('of many entries an open sign is not pursued to the last precision', () => {
    const ones = [Array(260).fill(1)];
    expect(outcome(net(logCosh, ones, ones, [[0]]), near('2', '2'))).toBe('LIMIT ');
  });
  test.each<[string, (item: Item) => void, string]>([
    ['no radius', (item) => delete item.radius, 'MISSING_FIELD '],
    ['an order', (item) => Object.assign(item, { order: 1 }), 'UNKNOWN_FIELD /order'],
    ['two layers', (item) => item.to.push([['1']]), 'SHAPE /to'],
    ['another width', (item) => item.to[0][0].push('1'), 'SHAPE /to/0/0'],
    ['a double', (item) => Object.assign(item, { radius: 1 }), 'TYPE /radius'],
  ])('%s', (_, change, expected) => {
    expect(changed(at(logCosh), near('1/10', '1'), change)).toBe(expected);
  });
});

describe('the length of the gradient', () => {
  const norm = (below: string, above: string): Item => ({ kind: 'gradient-norm', below, above });
  // W_1 = (3), W_2 = (4), X = Y = 1: G = 11, gradients 44 and 33, length 55.
  const point = (loss: object) => net(loss as never, [[1]], [[1]], [[3]], [[4]]);
  const square = point({ kind: 'square' });
  test.each<[string, Network, Item, string]>([
    ['exactly', square, norm('55', '55'), 'holds'],
    ['between', square, norm('1/1000', '1000'), 'holds'],
    ['huber', point({ kind: 'huber', delta: '2' }), norm('10', '10'), 'holds'],
    // D = W_2² − W_1² = 7, gradients 44 − 21 and 33 + 28.
    ['balanced-square', point({ kind: 'balanced-square', mu: '1' }), norm('65', '66'), 'holds'],
    ['longer than it is', square, norm('551/10', '60'), 'NEAR /below'],
    ['shorter than it is', square, norm('50', '549/10'), 'NEAR /above'],
    ['a negative upper bound', square, norm('50', '-60'), 'NEAR /above'],
    [
      'balanced-square without its regularizer',
      point({ kind: 'balanced-square', mu: '1' }),
      norm('55', '55'),
      'NEAR /above',
    ],
    ['nothing below', square, norm('0', '60'), 'RANGE /below'],
    ['a negative number below', square, norm('-1', '60'), 'RANGE /below'],
    [
      'a critical point',
      net({ kind: 'square' }, [[1]], [[1]], [[1]]),
      norm(`1/1${'0'.repeat(50)}`, '1'),
      'NEAR /below',
    ],
    ['log-cosh', point(logCosh), norm('1', '2'), 'LOSS /instance/loss'],
    ['logistic', point(logistic), norm('1', '2'), 'LOSS /instance/loss'],
    ['absolute', point({ kind: 'absolute', weights: [['1']] }), norm('1', '2'), 'LOSS /instance/loss'],
  ])('%s', (_, at, item, expected) => {
    expect(outcome(at, item)).toBe(expected);
  });
});

describe('what needs rational values or a Hessian has no meaning here', () => {
  const at = (loss: { kind: string; delta?: string }) => net(loss, [[1]], [[1]], [[0]], [[0]]);
  const noProof = { form: 'dominance', index: [], scale: [], factor: [], kernel: [] };
  const kyFan = {
    kind: 'ky-fan',
    p: [['1']],
    q: [[]],
    pInverse: [['1']],
    qInverse: [],
    separation: {
      form: 'threshold',
      t: '0',
      above: { form: 'sum-of-squares', D: ['1'], L: [['1']] },
      below: { form: 'sum-of-squares', D: [], L: [] },
    },
  };
  const items: Item[] = [
    { kind: 'psd', of: 'hessian', proof: noProof },
    { kind: 'chord', to: [[['1']], [['1']]], s: '1/2', side: 'above' },
    kyFan,
    { kind: 'gap', t: '1', D: [], L: [[]], slack: { form: 'sum-of-squares', D: [], L: [[]] }, gap: '1' },
  ];
  test.each(items)('$kind: LOSS', (item) => {
    const [sigma, ranks] = [Matrix.rational(1n), new Map([['R', 0]])];
    for (const loss of [logCosh, pseudoHuber, logistic]) {
      expect(outcome(at(loss), item, { sigma, ranks })).toBe('LOSS /instance/loss');
    }
  });
  test('a local minimum by its Hessian: LOSS', () => {
    const item = {
      kind: 'local-minimum',
      j: 1,
      proof: {
        form: 'hessian',
        proof: { form: 'dominance', index: [0], scale: ['1'], factor: [['1']], kernel: [['0']] },
      },
    };
    expect(outcome(at(logCosh), item, { ranks: new Map([['R', 1]]) })).toBe('LOSS /instance/loss');
  });
  test('a lift is a curve', () => {
    const item = (sign: string) => ({
      kind: 'lift',
      j: 1,
      order: 2,
      C: [['1']],
      D: [['1']],
      A: [{ power: 1, matrix: [['1']] }],
      B: [{ power: 1, matrix: [[sign]] }],
    });
    expect(outcome(at(logCosh), item('1'))).toBe('holds');
    expect(outcome(at(logCosh), item('-1'))).toBe('LIFT /order');
  });
});
