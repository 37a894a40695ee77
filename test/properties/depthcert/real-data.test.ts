import { describe, expect, test } from 'vitest';
import { iris, irisWithConstant, linnerud } from '../../../properties/depthcert/data-sets.ts';
import { realData, realDataPoints } from '../../../properties/depthcert/real-data.ts';
import { leastSquares } from '../../../src/evidence/least-squares.ts';
import { rank } from '../../../src/exact/elimination.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { SquareLoss } from '../../../src/network/losses/square.ts';
import { isValid } from '../../helpers/draws.ts';

describe('data sets', () => {
  test.each([
    ['Linnerud', linnerud(), '3 × 20', '3 × 20', ['191', '36', '50'], ['5', '162', '60']],
    ['Iris', iris(), '4 × 150', '3 × 150', ['51/10', '7/2', '7/5', '1/5'], ['1', '0', '0']],
    [
      'Iris with constant',
      irisWithConstant(),
      '5 × 150',
      '3 × 150',
      ['51/10', '7/2', '7/5', '1/5', '1'],
      ['1', '0', '0'],
    ],
  ])('%s: shapes, first sample, full row rank', (_, { X, Y }, x, y, firstX, firstY) => {
    expect([X.shape, Y.shape]).toEqual([x, y]);
    expect(X.col(0).toRows().flat()).toEqual(firstX);
    expect(Y.col(0).toRows().flat()).toEqual(firstY);
    expect([rank(X), rank(Y)]).toEqual([X.rows, Y.rows]);
  });

  test('Iris has 50 flowers of each species', () => {
    const { Y } = iris();
    expect(Y.mul(Y.transpose()).equals(Matrix.identity(3).scale(new Rational(50n)))).toBe(true);
  });

  test('with the constant, and only with it, (1,1,1) is an eigenvector of Σ', () => {
    const all = Matrix.column([1, 1, 1]);
    const image = ({ X, Y }: ReturnType<typeof iris>) => leastSquares({ X, loss: new SquareLoss(X, Y) }).sigma.mul(all);
    expect(image(irisWithConstant()).equals(all.scale(new Rational(50n)))).toBe(true);
    expect(rank(image(iris()).beside(all))).toBe(2);
  });
});

const verdicts = Object.fromEntries(realDataPoints.map(({ name, make }) => [name, realData.prove(make()).verdict]));

describe('depthcert/real-data', () => {
  test('some rational points, and all those that fit parts of the spectrum, each with a name of its own, all valid', () => {
    expect(realData.instances?.length).toBe(realDataPoints.length);
    const spectral = realDataPoints.filter(({ make }) => make().coordinates);
    expect([realDataPoints.length - spectral.length, spectral.length]).toEqual([42, 2 * (3 + 6 + 7 + 6 + 7 + 6)]);
    expect(new Set(realDataPoints.map(({ name }) => name)).size).toBe(realDataPoints.length);
    expect(realDataPoints.every(({ make }) => isValid(make()))).toBe(true);
  });

  test.each([
    ['Linnerud, hidden 2: the origin', 'strict-saddle'],
    ['Linnerud, hidden 2-2: the origin', 'non-strict-saddle'],
    ['Linnerud, hidden 3-3-3: least squares, R = M', 'global-minimizer'],
    ['Linnerud, hidden 1: least squares for the first exercise only', 'not-critical'],
    ['Iris with constant, hidden 1: projection on (1,1,1)', 'global-minimizer'],
    ['Iris with constant, hidden 2: projection on (1,1,1)', 'strict-saddle'],
    ['Iris with constant, hidden 2-2: projection on (1,1,1)', 'non-strict-saddle'],
    ['Iris with constant, hidden 2-2: projection on (1,1,1), with an inner layer of full rank', 'strict-saddle'],
    ['Iris with constant, hidden 2: projection on the complement of (1,1,1)', 'strict-saddle'],
    ['Iris with constant, hidden 2-2: only the first layer is not zero, and W_1·Σ_XY = 0', 'non-strict-saddle'],
    ['Iris with constant, hidden 2-2: only the first layer is not zero, and W_1·Σ_XY ≠ 0', 'strict-saddle'],
  ])('%s → %s', (name, verdict) => {
    expect(verdicts[name]).toBe(verdict);
  });

  test('least squares are global, points of other ranks on irrational spectra are not critical', () => {
    for (const [name, verdict] of Object.entries(verdicts)) {
      if (name.includes('R = M')) expect(verdict, name).toBe('global-minimizer');
      if (name.includes('least squares for') || name.includes('rank one')) expect(verdict, name).toBe('not-critical');
    }
  });

  test('in an eigenbasis: S = {1..d} is the minimizer; S = {1..r}, r < d, a plateau from three layers on; all others are strict saddles', () => {
    const spectral = Object.entries(verdicts).flatMap(([name, verdict]) => {
      const [, hidden, S] = /hidden ([\d-]+): in an eigenbasis, S = \{(.*)\}/.exec(name) ?? [];
      return hidden && S
        ? [{ name, verdict, hidden: hidden.split('-').map(Number), S: S.split(', ').map(Number) }]
        : [];
    });
    expect(spectral.length).toBe(70);
    for (const { name, verdict, hidden, S } of spectral) {
      const isPrefix = S.every((k, index) => k === index + 1);
      const expected = !isPrefix
        ? 'strict-saddle'
        : S.length === Math.min(3, ...hidden)
          ? 'global-minimizer'
          : hidden.length === 1
            ? 'strict-saddle'
            : 'non-strict-saddle';
      expect(verdict, name).toBe(expected);
    }
  });

  test('coverage classes are met, certificates stay short', () => {
    const runs = realDataPoints
      .map(({ make }) => make())
      .map((instance) => ({ instance, proof: realData.prove(instance) }));
    for (const { name, minimum, holds } of realData.coverage) {
      const count = runs.filter(({ instance, proof }) => holds(instance, proof)).length;
      expect(count / runs.length, name).toBeGreaterThan(minimum);
    }
    expect(Math.max(...runs.map(({ proof }) => JSON.stringify(proof.evidence).length))).toBeLessThan(20_000);
  });

  test('the generator draws from the list', () => {
    const names = new Set(realDataPoints.map(({ make }) => make().widths.join()));
    expect(realData.variants).toEqual([]);
    expect(names.size).toBeGreaterThan(10);
  });
});
