import { describe, expect, test } from 'vitest';
import { pointWithLoss } from '../../../properties/points.ts';
import { sharpnessAbsolute } from '../../../properties/zhang-2019/not-differentiable.ts';
import { sharpnessWeighted } from '../../../properties/zhang-2019/reduction.ts';
import { betterPoint, fittingPoint } from '../../../src/evidence/better-point.ts';
import { minimumByDomination, minimumByHessian } from '../../../src/evidence/local-minimum.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { makeInstanceWithLoss } from '../../../src/network/instance.ts';
import type { LossJson } from '../../../src/network/loss.ts';
import type { Network } from '../../../src/verifier/network.ts';
import { type Item, outcome } from './item.ts';
import { networkOf } from './network-of.ts';

type Change = (item: Item) => void;
const known = (rank: number) => ({ ranks: new Map([['R', rank]]) });
const changed = (net: Network, item: unknown, change: Change, rank: number): string => {
  const copy = structuredClone(item) as Item;
  change(copy);
  return outcome(net, copy, known(rank));
};

const I2 = [
  [1, 0],
  [0, 1],
];
const weighted = (loss: LossJson, ...W: (string | number)[][][]) =>
  pointWithLoss(
    loss,
    I2,
    [
      [1, '1/2'],
      ['1/2', 1],
    ],
    ...W,
  );
const { loss } = sharpnessWeighted;
const W2 = [[1], [-1]];

describe('local-minimum by hessian', () => {
  const minimum = minimumByHessian(sharpnessWeighted, 1)!;
  const net = networkOf(sharpnessWeighted);
  // Two hidden layers; d_2 = 1 is the bottleneck, d_1 = 2 is not.
  const deep = weighted(
    loss.toJson(),
    [
      ['9/10', '-9/10'],
      [0, 0],
    ],
    [[1, 0]],
    W2,
  );

  test('the counterexample of zhang-2019, also with more layers', () => {
    expect(outcome(net, minimum, known(1))).toBe('holds');
    expect(outcome(networkOf(deep), { ...minimum, j: 2 }, known(1))).toBe('holds');
  });

  test.each<[string, Change, string]>([
    ['layer 0', (e) => Object.assign(e, { j: 0 }), 'RANGE /j'],
    ['layer H', (e) => Object.assign(e, { j: 2 }), 'RANGE /j'],
    ['a form that is not known', (e) => Object.assign(e.proof, { form: 'tensor' }), 'ENUM /proof/form'],
    ['a field more', (e) => Object.assign(e.proof, { row: 0 }), 'UNKNOWN_FIELD /proof/row'],
    [
      'a sum of squares: it does not show the kernel',
      (e) => Object.assign(e.proof, { proof: { form: 'sum-of-squares', D: [], L: [[], [], [], []] } }),
      'ENUM /proof/proof/form',
    ],
    [
      'a smaller index set: the kernel might be larger',
      (e) =>
        Object.assign(e.proof.proof, {
          index: [0, 1],
          scale: ['1', '1'],
          factor: [['1'], ['0', '1']],
          kernel: [
            ['0', '0'],
            ['0', '0'],
          ],
        }),
      'MINIMUM /proof/proof/index',
    ],
    [
      'the whole index set: no kernel is left for the orbit',
      (e) =>
        Object.assign(e.proof.proof, {
          index: [0, 1, 2, 3],
          scale: ['1', '1', '1', '1'],
          factor: [['1'], ['0', '1'], ['0', '0', '1'], ['0', '0', '0', '1']],
          kernel: [[], [], [], []],
        }),
      'MINIMUM /proof/proof/index',
    ],
    [
      'a factor that is not invertible',
      (e) => Object.assign(e.proof.proof.factor[1], { 1: '0' }),
      'MINIMUM /proof/proof/factor/1/1',
    ],
    ['a kernel vector that is none', (e) => Object.assign(e.proof.proof.kernel[0], { 0: '1' }), 'PSD /proof/proof'],
    ['a factor that is too large', (e) => Object.assign(e.proof.proof.factor[0], { 0: '3' }), 'PSD /proof/proof'],
  ])('%s is rejected', (_, change, expected) => {
    expect(changed(net, minimum, change, 1)).toBe(expected);
  });

  test('another rank than the width of the layer is rejected', () => {
    expect(outcome(net, minimum, known(0))).toBe('MINIMUM /j');
    expect(outcome(net, minimum)).toBe('MINIMUM /j');
    // At layer 1, d_1 = 2; the shapes are those of widths 2-2-2.
    const zeros = (rows: number, cols: number) => Array(rows).fill(Array(cols).fill('0'));
    const proof = {
      form: 'dominance',
      index: [0, 1, 2, 3],
      scale: Array(4).fill('1'),
      factor: [['1'], ['0', '1'], ['0', '0', '1'], ['0', '0', '0', '1']],
      kernel: zeros(4, 4),
    };
    const wide = { kind: 'local-minimum', j: 1, proof: { form: 'hessian', proof } };
    expect(outcome(networkOf(deep), wide, known(1))).toBe('MINIMUM /j');
  });

  test('a point that is not critical is rejected, whatever the Hessian', () => {
    const moved = weighted(loss.toJson(), [[1, -1]], W2);
    expect(outcome(networkOf(moved), minimum, known(1))).toBe('MINIMUM /proof');
  });

  test('a saddle is rejected: weights 1 everywhere, the smaller singular value fitted', () => {
    // Y = [[1, ½], [½, 1]] has the singular values 3/2 and 1/2.
    const ones: LossJson = {
      kind: 'weighted-square',
      weights: [
        ['1', '1'],
        ['1', '1'],
      ],
    };
    const saddle = weighted(ones, [['1/4', '-1/4']], W2);
    expect(outcome(networkOf(saddle), minimum, known(1))).toBe('PSD /proof/proof');
  });

  test('a loss without Hessian is rejected', () => {
    for (const json of [{ kind: 'quartic' }, { kind: 'huber', delta: '5' }] as const) {
      const point = pointWithLoss(json, I2, I2, [[0, 0]], [[0], [0]]);
      expect(outcome(networkOf(point), minimum, known(1))).toBe('LOSS /instance/loss');
    }
  });

  test('the work is charged before the Hessian is made', () => {
    // 481 coordinates; as many residuals as outputs and samples.
    const outputs = (n: number, text: string) => Array(480).fill(Array(n).fill(text));
    const proof = { form: 'dominance', index: [], scale: [], factor: [], kernel: [] };
    const item = { kind: 'local-minimum', j: 1, proof: { form: 'hessian', proof } };
    const samples = (m: number) => {
      const weights = outputs(m, '1');
      return networkOf(
        pointWithLoss(
          { kind: 'weighted-square', weights },
          [Array(m).fill(1)],
          outputs(m, '0'),
          [[0]],
          outputs(1, '0'),
        ),
      );
    };
    expect(outcome(samples(17), item, known(1))).toBe('MINIMUM /proof/proof/index');
    expect(outcome(samples(18), item, known(1))).toBe('LIMIT /proof');
  });

  test('what other towers leave of Y is the data', () => {
    const { X, Y, weights, widths } = sharpnessWeighted;
    const other = { X, widths: [2, 2], weights: [Matrix.identity(2)] };
    const two = makeInstanceWithLoss(X, Y.add(Matrix.identity(2)), weights, loss.toJson(), widths, [other]);
    expect(minimumByHessian(two, 1)).toEqual(minimum);
    expect(outcome(networkOf(two), minimum, known(1))).toBe('holds');
    const alone = makeInstanceWithLoss(X, Y.add(Matrix.identity(2)), weights, loss.toJson(), widths);
    expect(outcome(networkOf(alone), minimum, known(1))).toBe('MINIMUM /proof');
  });
});

describe('local-minimum by domination', () => {
  const minimum = minimumByDomination(sharpnessAbsolute, 1)!;
  const at = (Y: number[][], X = I2, ...W: number[][][]) =>
    networkOf(
      pointWithLoss(
        sharpnessAbsolute.loss.toJson(),
        X,
        Y,
        ...(W.length
          ? W
          : [
              [
                [0, 0],
                [0, 1],
              ],
              [
                [1, 0],
                [0, 0],
              ],
            ]),
      ),
    );

  test.each([
    [
      'as in the paper',
      [
        [0, 0],
        [1, 0],
      ],
    ],
    [
      'a target below zero',
      [
        [0, 0],
        [-5, 0],
      ],
    ],
    [
      'no target: the minimum is global',
      [
        [0, 0],
        [0, 0],
      ],
    ],
  ])('%s', (_, Y) => {
    expect(outcome(at(Y), minimum, known(0))).toBe('holds');
  });

  test.each<[string, Change, string]>([
    ['layer H', (e) => Object.assign(e, { j: 2 }), 'RANGE /j'],
    ['a wrong multiplier', (e) => Object.assign(e.proof.multipliers[0].q[0], { c: '2' }), 'MINIMUM /proof'],
    ['a multiplier left out', (e) => e.proof.multipliers.pop(), 'MINIMUM /proof'],
    ['a field of the kind domination', (e) => Object.assign(e.proof, { j: 1 }), 'UNKNOWN_FIELD /proof/j'],
    ['a field less', (e) => delete e.proof.common, 'MISSING_FIELD /proof'],
  ])('%s is rejected', (_, change, expected) => {
    expect(
      changed(
        at([
          [0, 0],
          [1, 0],
        ]),
        minimum,
        change,
        0,
      ),
    ).toBe(expected);
  });

  test('another target that is not 0 is rejected', () => {
    expect(
      outcome(
        at([
          [0, 1],
          [1, 0],
        ]),
        minimum,
        known(0),
      ),
    ).toBe('MINIMUM /proof');
    expect(
      outcome(
        at([
          [0, 0],
          [0, 1],
        ]),
        minimum,
        known(0),
      ),
    ).toBe('MINIMUM /proof');
  });
  test('another X is rejected', () => {
    expect(
      outcome(
        at(
          [
            [0, 0],
            [1, 0],
          ],
          [
            [1, 1],
            [0, 1],
          ],
        ),
        minimum,
        known(0),
      ),
    ).toBe('MINIMUM /proof');
    expect(
      outcome(
        at(
          [
            [0, 0],
            [1, 0],
          ],
          [
            [2, 0],
            [0, 2],
          ],
        ),
        minimum,
        known(0),
      ),
    ).toBe('MINIMUM /proof');
  });
  test('another loss is rejected', () => {
    for (const json of [{ kind: 'square' }, { kind: 'quartic' }] as const) {
      const smooth = pointWithLoss(
        json,
        I2,
        [
          [0, 0],
          [1, 0],
        ],
        [
          [0, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 0],
        ],
      );
      expect(outcome(networkOf(smooth), minimum, known(0))).toBe('MINIMUM /proof');
    }
  });
  test('R ≠ 0 is rejected', () => {
    expect(
      outcome(
        at(
          [
            [0, 0],
            [1, 0],
          ],
          I2,
          [
            [1, 0],
            [0, 1],
          ],
          [
            [1, 0],
            [0, 0],
          ],
        ),
        minimum,
        known(1),
      ),
    ).toBe('MINIMUM /proof');
  });
});

describe('better-point', () => {
  test.each([
    ['weighted square', sharpnessWeighted, betterPoint(sharpnessWeighted, 1)!],
    ['absolute', sharpnessAbsolute, fittingPoint(sharpnessAbsolute)],
  ])('%s loss', (_, instance, better) => {
    const net = networkOf(instance);
    expect(outcome(net, better)).toBe('holds');
    const same = { ...better, to: instance.weights.map((w) => w.toRows()) };
    expect(outcome(net, same), 'the point itself').toBe('BETTER ');
    const far = { ...better, to: better.to.map((rows) => rows.map((row) => row.map(() => '7'))) };
    expect(outcome(net, far), 'a point far away').toBe('BETTER ');
    expect(outcome(net, { ...better, to: better.to.slice(1) }), 'a layer left out').toBe('SHAPE /to');
    expect(outcome(net, { ...better, to: [...better.to].reverse() }), 'layers exchanged').toMatch(/SHAPE|BETTER/);
  });
});
