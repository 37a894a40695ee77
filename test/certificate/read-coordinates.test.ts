import { describe, expect, test } from 'vitest';
import { certifiedGap } from '../../src/certificate/certified-gap.ts';
import { classify } from '../../src/certificate/classify.ts';
import { readInstance } from '../../src/certificate/read.ts';
import { hasCoordinates, lossBounds } from '../../src/network/vertices.ts';
import { classifyTrained } from '../../src/trained/classify-trained.ts';

/** Σ = Y² with the eigenvalues (7 ± 3√5)/2, and the weights of the critical point with S = {1}. */
const good = {
  widths: [2, 1, 2],
  X: [
    [1, 0],
    [0, 1],
  ],
  Y: [
    [2, 1],
    [1, 1],
  ],
  W: [[[1, 0]], [[1], [0]]],
  coordinates: { kind: 'eigenbasis' } as object,
};
/** Three inputs, the last one independent of Y. */
const wide = {
  ...good,
  widths: [3, 1, 2],
  X: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  Y: [
    [2, 1, 0],
    [1, 1, 0],
  ],
  W: [[[1, 0, 0]], [[1], [0]]],
};
const read = (instance: object) => readInstance(JSON.stringify(instance)).instance;
const full = () => {
  const { certificate } = classify(read(wide));
  return certificate.instance as unknown as typeof wide & { coordinates: Record<string, unknown> };
};

describe('weights in an eigenbasis', () => {
  test('the class, and the loss between two numbers', () => {
    const { decision, loss, certificate, result } = classify(read(good));
    expect([decision.verdict, result.status]).toEqual(['global-minimizer', 'VALID_ENCLOSED']);
    expect(certificate.provenance.tier).toBe('enclosed');
    // ½(7 − λ_1) = ½·λ_2
    const least = (7 - 3 * Math.sqrt(5)) / 4;
    expect(loss.map((x) => x.toDouble())).toEqual([expect.closeTo(least, 12), expect.closeTo(least, 12)]);
    expect(loss[0].compare(loss[1])).toBe(-1);
  });

  test.each([
    ['S = {2}', [[[0, 1]], [[0], [1]]], 'strict-saddle'],
    ['S = ∅', [[[0, 0]], [[0], [0]]], 'strict-saddle'],
    ['a point that is not critical', [[['1/3', 0]], [[1], [0]]], 'not-critical'],
  ])('%s', (_, W, verdict) => {
    expect(classify(read({ ...good, W })).decision.verdict).toBe(verdict);
  });

  test('the loss of any point is that of the layers in plain bases', () => {
    const instance = read({ ...good, W: [[[3, -1]], [['1/2'], [2]]] });
    if (!hasCoordinates(instance)) throw new Error('no coordinates');
    // tr (R−J)Λ(R−J)ᵀ/2 with R = [[3/2, −1/2], [6, −2]] and ½(‖Y‖² − tr Σ) = 0.
    const [l1, l2] = [(7 + 3 * Math.sqrt(5)) / 2, (7 - 3 * Math.sqrt(5)) / 2];
    const expected = ((0.25 + 36) * l1 + (0.25 + 9) * l2) / 2;
    for (const x of lossBounds(instance)) expect(x.toDouble()).toBeCloseTo(expected, 9);
  });

  test('with a complement, and with all that a certificate has', () => {
    const verdicts = [
      wide,
      { ...wide, coordinates: { kind: 'eigenbasis', complement: [[0, 0, 1]] } },
      { ...full() },
    ].map((instance) => classify(read(instance)).decision.verdict);
    expect(new Set(verdicts)).toEqual(new Set(['global-minimizer']));
  });
});

const withCoordinates = (coordinates: object | number, instance: object = wide) => ({ ...instance, coordinates });
const eigen = (more: object) => withCoordinates({ kind: 'eigenbasis', ...more });

describe('coordinates that are turned down', () => {
  test.each<[string, object, string, string]>([
    ['no object', withCoordinates(1), 'TYPE', '/coordinates'],
    ['no kind', withCoordinates({}), 'ENUM', '/coordinates/kind'],
    ['another kind', withCoordinates({ kind: 'svd' }), 'ENUM', '/coordinates/kind'],
    ['an unknown field', eigen({ values: [] }), 'UNKNOWN_FIELD', '/coordinates/values'],
    ['a complement of another shape', eigen({ complement: [[0, 1]] }), 'SHAPE', '/coordinates/complement/0'],
    ['no complement of Σ_XY', eigen({ complement: [[1, 0, 1]] }), 'RANGE', '/coordinates/complement'],
    ['a complement without a unit column', eigen({ complement: [[0, 0, 2]] }), 'RANGE', '/coordinates/complement'],
    ['a tie', { ...good, Y: good.X }, 'RANGE', '/coordinates'],
    [
      'dependent inputs',
      {
        ...good,
        X: [
          [1, 0],
          [1, 0],
        ],
      },
      'RANGE',
      '/coordinates',
    ],
    [
      'an eigenvalue 0',
      {
        ...good,
        Y: [
          [1, 1],
          [1, 1],
        ],
      },
      'RANGE',
      '/coordinates',
    ],
    ['a part of what a certificate has', eigen({ below: [1, 1] }), 'MISSING_FIELD', '/coordinates'],
    [
      'bounds for other eigenvalues',
      { ...full(), coordinates: { ...full().coordinates, below: ['1/8', '1/9'] } },
      'RANGE',
      '/coordinates',
    ],
  ])('%s', (_, instance, code, pointer) => {
    expect(() => read(instance)).toThrow(expect.objectContaining({ code, pointer }));
  });

  test('where layers in plain bases are asked for', () => {
    const refusal = expect.objectContaining({ code: 'UNKNOWN_FIELD', pointer: '/coordinates' });
    expect(() => certifiedGap(read(good), 10)).toThrow(refusal);
    expect(() => classifyTrained(read(good))).toThrow(refusal);
  });
});
