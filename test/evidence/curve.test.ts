import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Enclosures } from '../../src/enclosure/enclosures.ts';
import { Undecided } from '../../src/enclosure/undecided.ts';
import {
  curve,
  curveEvidence,
  firstChange,
  firstEnclosedChange,
  lossChange,
  productCurve,
  type Term,
} from '../../src/evidence/curve.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { coefficient, type MatrixPolynomial } from '../../src/exact/matrix-polynomial.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import type { ExactLossJson, Loss } from '../../src/network/loss.ts';
import { makeLoss } from '../../src/network/losses/index.ts';
import { instance, integer, matrix } from '../helpers/arbitraries.ts';
import { checkCurve, lossChanges } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds } from '../helpers/property.ts';

const q = Rational.parse;
const termsOf = (it: Instance, most = 3): fc.Arbitrary<Term[]> =>
  fc.array(
    fc.integer({ min: 1, max: it.weights.length }).chain((layer) => {
      const w = it.weights[layer - 1]!;
      return fc.record({
        layer: fc.constant(layer),
        power: fc.integer({ min: 1, max: 3 }),
        matrix: matrix(w.rows, w.cols, integer(2n)),
      });
    }),
    { maxLength: most },
  );
const moving = instance({ minWidth: 0, maxWidth: 2, maxDepth: 3 }).chain((it) =>
  fc.tuple(fc.constant(it), termsOf(it)),
);
const at = (p: MatrixPolynomial, t: Rational): Matrix =>
  p.reduceRight((s, c) => s.scale(t).add(c), Matrix.zeros(p[0].rows, p[0].cols));
const moved = (it: Instance, terms: readonly Term[], t: Rational): Matrix[] =>
  it.weights.map((w, k) =>
    terms
      .filter((x) => x.layer === k + 1)
      .reduce((s, x) => s.add(x.matrix.scale(range(x.power).reduce((p) => p.mul(t), Rational.one))), w),
  );

describe('curves', () => {
  const points = ['0', '1', '-2', '1/3'].map(q);

  test('W_h(t) = W_h + Σ t^k C, and their product, at several t', () => {
    holds(
      moving,
      ([it, terms]) => {
        const layers = curve(it, terms);
        const R = productCurve(layers);
        return points.every((t) => {
          const W = moved(it, terms, t);
          const product = W.slice(1).reduce((p, w) => w.mul(p), W[0]!);
          return layers.every((p, k) => at(p, t).equals(W[k]!)) && at(R, t).equals(product);
        });
      },
      { seed: 2601, runs: 120 },
    );
  });

  test('the change of the loss has the coefficients of the interpolated polynomial', () => {
    holds(
      moving,
      ([it, terms]) => {
        const degree =
          2 *
          range(it.weights.length).reduce(
            (s, k) => s + Math.max(0, ...terms.filter((t) => t.layer === k + 1).map((t) => t.power)),
            0,
          );
        const expected = N.interpolate((t) => {
          const W = moved(it, terms, t);
          return it.loss.value(W.slice(1).reduce((p, w) => w.mul(p), W[0]!));
        }, degree + 1);
        const R = productCurve(curve(it, terms));
        const found = lossChange(it.loss, R, degree + 2);
        return found.length === degree + 2 && found.every((c, k) => c.equals(expected[k + 1] ?? Rational.zero));
      },
      { seed: 2602, runs: 80 },
    );
  });

  test('a truncated product gives the same coefficients up to the limit', () => {
    holds(
      fc.tuple(moving, fc.nat({ max: 5 })),
      ([[it, terms], limit]) => {
        const layers = curve(it, terms);
        const [full, cut] = [productCurve(layers), productCurve(layers, limit)];
        // A single layer is not multiplied, so it is not cut either.
        const length = it.weights.length === 1 || cut.length <= limit + 1;
        return length && range(limit + 1).every((k) => coefficient(full, k).equals(coefficient(cut, k)));
      },
      { seed: 2603, runs: 80 },
    );
  });

  test('the first change is the first coefficient that is not 0', () => {
    let none = 0;
    holds(
      moving,
      ([it, terms]) => {
        const json = terms.map((t) => ({ ...t, matrix: t.matrix.toRows() }));
        const changes = lossChanges(it, json, 6);
        const k = changes.findIndex((c) => c.sign !== 0);
        const found = firstChange(it, it.loss, terms, 6);
        if (k < 0) {
          none++;
          return found === undefined;
        }
        return (
          found?.order === k + 1 &&
          found.sign === changes[k]!.sign &&
          (k === 0 || firstChange(it, it.loss, terms, k) === undefined)
        );
      },
      { seed: 2604, runs: 150 },
    );
    expect(none).toBeGreaterThan(20);
  });

  test('two terms at one place add up', () => {
    const it = makeInstance(Matrix.identity(1), Matrix.zeros(1, 1), [Matrix.identity(1)]);
    const term = { layer: 1, power: 2, matrix: Matrix.identity(1) };
    expect(curve(it, [term, term]).map((p) => p.map((c) => c.toRows()[0]![0]))).toEqual([['1', '0', '2']]);
  });
});

describe('curve evidence', () => {
  // L = ½(w_2 w_1 − 1)² at 0: along (t, t) it changes by −t² + ½t⁴.
  const it = makeInstance(Matrix.identity(1), Matrix.identity(1), [Matrix.zeros(1, 1), Matrix.zeros(1, 1)]);
  const step = (layer: number, power: number, x: number | string): Term => ({
    layer,
    power,
    matrix: Matrix.fromRows([[x]]),
  });

  test('is sorted by layer, then power, with canonical numbers', () => {
    const e = curveEvidence('descent-curve', 2, [step(2, 1, 1), step(1, 3, '2/4'), step(1, 1, 1)]);
    expect(e).toEqual({
      kind: 'descent-curve',
      order: 2,
      curve: [
        { layer: 1, power: 1, matrix: [['1']] },
        { layer: 1, power: 3, matrix: [['1/2']] },
        { layer: 2, power: 1, matrix: [['1']] },
      ],
    });
    expect(checkCurve(e, it)).toBe(true);
  });

  test('an ascent curve', () => {
    expect(checkCurve(curveEvidence('ascent-curve', 2, [step(2, 1, 1), step(1, 1, -1)]), it)).toBe(true);
  });

  const good = curveEvidence('descent-curve', 2, [step(1, 1, 1), step(2, 1, 1)]);
  test.each([
    ['an order too high', { ...good, order: 3 }, 'lower coefficients are 0'],
    ['an order too low', { ...good, order: 1 }, 'the sign of the first change'],
    ['the wrong kind', { ...good, kind: 'ascent-curve' as const }, 'the sign of the first change'],
    ['a zero matrix', { ...good, curve: [...good.curve, { layer: 2, power: 2, matrix: [['0']] }] }, 'no zero matrix'],
    ['power 0', { ...good, curve: [{ layer: 1, power: 0, matrix: [['1']] }] }, 'power ≥ 1'],
    ['two entries for one power', { ...good, curve: [good.curve[0]!, good.curve[0]!] }, 'sorted'],
    ['no entries', { ...good, curve: [] }, 'a curve moves'],
    ['a layer too many', { ...good, curve: [{ layer: 3, power: 1, matrix: [['1']] }] }, 'layers 1..H'],
  ])('with %s is rejected', (_, wrong, reason) => expect(() => checkCurve(wrong, it)).toThrow(reason));
});

describe('curves of any differentiable loss', () => {
  const value = (loss: Loss, W: readonly Matrix[]): Rational =>
    loss.value(W.slice(1).reduce((p, w) => w.mul(p), W[0]!));

  test('quartic: the coefficients below t^{2p} are those of the interpolated polynomial, and no others are given', () => {
    let cut = 0;
    holds(
      instance({ minWidth: 1, maxWidth: 2, maxDepth: 2 }).chain((it) => fc.tuple(fc.constant(it), termsOf(it, 2))),
      ([it, terms]) => {
        const loss = makeLoss({ kind: 'quartic' }, it.X, it.Y);
        const highest = range(it.weights.length).reduce(
          (s, k) => s + Math.max(0, ...terms.filter((t) => t.layer === k + 1).map((t) => t.power)),
          0,
        );
        const R = productCurve(curve(it, terms));
        const expected = N.interpolate((t) => value(loss, moved(it, terms, t)), 4 * highest + 1);
        const found = lossChange(loss, R, 12);
        const p = R.findIndex((c, k) => k > 0 && !c.isZero());
        if (p > 0 && p < 6) cut++;
        return (
          found.length === (p < 0 ? 12 : Math.min(12, 2 * p - 1)) &&
          found.every((c, k) => c.equals(expected[k + 1] ?? Rational.zero))
        );
      },
      { seed: 2605, runs: 60 },
    );
    expect(cut).toBeGreaterThan(30);
  });

  // L = f(w_1, w_2) with G = (0, −1): along (1, 0) nothing changes at first order, along (0, 1) the loss falls.
  const W = Matrix.zeros(2, 1);
  const along = (power: number, x: number, y: number): Term => ({
    layer: 1,
    power,
    matrix: Matrix.fromRows([[x], [y]]),
  });
  const net = { widths: [1, 2], weights: [W] };
  const one = Matrix.identity(1);

  test.each<[string, ExactLossJson]>([
    ['huber', { kind: 'huber', delta: '1' }],
    ['quartic', { kind: 'quartic' }],
  ])('%s: an order q ≥ 2p is not accepted, though ⟨G, E_q⟩ < 0', (_, json) => {
    const loss = makeLoss(json, one, Matrix.fromRows([[0], [1]]));
    expect(loss.gradient(W).toRows()).toEqual([['0'], ['-1']]);
    // p = 1 and q = 2, 3: the change along (10t, 0) is of order t² and may be larger.
    expect(firstChange(net, loss, [along(1, 10, 0), along(2, 0, 1)], 6)).toBeUndefined();
    expect(firstChange(net, loss, [along(1, 10, 0), along(3, 0, 1)], 6)).toBeUndefined();
    // p = 2 and q = 3 < 2p.
    expect(firstChange(net, loss, [along(2, 10, 0), along(3, 0, 1)], 6)).toEqual({ order: 3, sign: -1 });
    expect(firstChange(net, loss, [along(1, 10, 1)], 6)).toEqual({ order: 1, sign: -1 });
    expect(firstChange(net, loss, [], 6)).toBeUndefined();
  });

  test('the rule is needed: such a curve ascends', () => {
    const loss = makeLoss({ kind: 'huber', delta: '1' }, one, Matrix.fromRows([[0], [1]]));
    const terms = [along(1, 10, 0), along(2, 0, 1)];
    const before = value(loss, net.weights);
    for (const k of [8n, 20n]) {
      const t = new Rational(1n, 2n ** k);
      const R = W.add(terms[0]!.matrix.scale(t)).add(terms[1]!.matrix.scale(t.mul(t)));
      expect(loss.value(R).compare(before)).toBe(1);
    }
    // The square loss, whose second coefficient is computed, says so: −1 + ½·10².
    const square = makeLoss({ kind: 'square' }, one, Matrix.fromRows([[0], [1]]));
    expect(lossChange(square, productCurve(curve(net, terms)), 2).map(String)).toEqual(['0', '49']);
  });

  test('rejects a loss that is not differentiable', () => {
    const loss = makeLoss({ kind: 'absolute', weights: [['1'], ['1']] }, one, Matrix.fromRows([[0], [1]]));
    expect(() => firstChange(net, loss, [along(1, 1, 0)], 2)).toThrow(/not differentiable/);
  });
});

describe('the first change of a transcendental loss', () => {
  // One weight, x = 1: G = −tanh 2 for y = 2; two samples with residuals ±1 cancel.
  const unit = Matrix.identity(1);
  const E = new Enclosures();
  const slope = (X: Matrix, Y: Matrix) => makeLoss({ kind: 'log-cosh' }, X, Y).gradient(Matrix.zeros(1, 1));
  const net = { widths: [1, 1], weights: [Matrix.zeros(1, 1)] };
  const step = (power: number, c: number): Term => ({ layer: 1, power, matrix: Matrix.fromRows([[c]]) });
  const G = slope(unit, Matrix.fromRows([[2]]));

  test.each<[string, Term[], { order: number; sign: number } | undefined]>([
    ['up the residual: down', [step(1, 1)], { order: 1, sign: -1 }],
    ['the other way: up', [step(1, -3)], { order: 1, sign: 1 }],
    ['from t² on', [step(2, 1), step(3, -1)], { order: 2, sign: -1 }],
    ['nowhere', [], undefined],
  ])('%s', (_, terms, expected) => {
    expect(firstEnclosedChange(net, G, terms, 6, E)).toEqual(expected);
  });

  test('slopes that cancel are 0 at every order', () => {
    const cancelled = slope(Matrix.fromRows([[1, 1]]), Matrix.fromRows([[1, -1]]));
    expect(firstEnclosedChange(net, cancelled, [step(1, 1)], 6, E)).toBeUndefined();
  });

  test('orders from 2p on are not looked at', () => {
    const wide = { widths: [1, 2], weights: [Matrix.zeros(2, 1)] };
    const two = makeLoss({ kind: 'log-cosh' }, unit, Matrix.fromRows([[0], [1]])).gradient(Matrix.zeros(2, 1));
    const along = (power: number, x: number, y: number): Term => ({
      layer: 1,
      power,
      matrix: Matrix.fromRows([[x], [y]]),
    });
    expect(firstEnclosedChange(wide, two, [along(1, 1, 0), along(2, 0, 1)], 6, E)).toBeUndefined();
    expect(firstEnclosedChange(wide, two, [along(2, 1, 0), along(3, 0, 1)], 6, E)).toEqual({ order: 3, sign: -1 });
  });

  test('a sign that takes more digits is not guessed', () => {
    // tanh 100 − tanh 99 > 0 is about 2e−86.
    const close = slope(Matrix.fromRows([[1, -1]]), Matrix.fromRows([[99, 100]]));
    expect(() => firstEnclosedChange(net, close, [step(1, 1)], 6, E)).toThrow(Undecided);
    expect(firstEnclosedChange(net, close, [step(1, 1)], 6, new Enclosures(100))).toEqual({ order: 1, sign: 1 });
  });
});
