import { describe, expect, test } from 'vitest';
import { anyPoint } from '../../properties/generators/any-point.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { fullRankCurve } from '../../src/evidence/full-rank-curve.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { chain, depth, type Network } from '../../src/network/network.ts';
import { read } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds, must } from '../helpers/property.ts';

const net = (...rows: (string | number)[][][]): Network => {
  const weights = rows.map((r) => Matrix.fromRows(r));
  return { weights, widths: [weights[0]!.cols, ...weights.map((w) => w.rows)] };
};

/** Identities of FORMAT.md, 4.2, `full-rank-curve`, and all ranks once more. */
function check({ curve, t, ranks }: EvidenceOf<'full-rank-curve'>, { widths, weights }: Network): true {
  must(Rational.parse(t).sign > 0, 't > 0');
  const moved = weights.map((w, h) => {
    const term = curve.find(({ layer }) => layer === h + 1);
    must(term === undefined || term.power === 1, 'a line');
    return term ? w.add(read(term.matrix, w.rows, w.cols).scale(Rational.parse(t))) : w;
  });
  let k = 0;
  for (let i = 1; i <= weights.length; i++) {
    for (let j = 1; j <= i; j++) {
      const { rows, cols, inverse } = ranks[k++]!;
      const product = chain({ widths, weights: moved }, i, j);
      const size = Math.min(...widths.slice(j - 1, i + 1));
      must(rows.length === size && cols.length === size, 'full size');
      must(read(inverse, size, size).mul(product.select(rows, cols)).equals(Matrix.identity(size)), 'the inverse');
      must(N.rankOf(product) === size, 'full rank');
    }
  }
  must(k === ranks.length, 'all products');
  return true;
}

describe('full-rank-curve', () => {
  test('every point has one', () => {
    holds(
      anyPoint(),
      (instance) => {
        const e = fullRankCurve(instance);
        return check(e, instance) && e.curve.length === depth(instance);
      },
      { seed: 3101, runs: 120 },
    );
  });

  test('an exception on the way is passed: −⅛ + t at t = ⅛', () => {
    const it = net([['-1/8']], [[0]]);
    const e = fullRankCurve(it);
    expect(e.t).toBe('1/16');
    expect(check(e, it)).toBe(true);
  });

  test('the origin of widths 1-1-1: t² = 1/64', () => {
    const block = (inverse: string) => ({ rows: [0], cols: [0], inverse: [[inverse]] });
    expect(fullRankCurve(net([[0]], [[0]]))).toEqual({
      kind: 'full-rank-curve',
      curve: [1, 2].map((layer) => ({ layer, power: 1, matrix: [['1']] })),
      t: '1/8',
      ranks: [block('8'), block('64'), block('8')],
    });
  });

  test.each<[string, (e: EvidenceOf<'full-rank-curve'>) => EvidenceOf<'full-rank-curve'>, string]>([
    ['another t', (e) => ({ ...e, t: '1/4' }), 'the inverse'],
    ['t = 0', (e) => ({ ...e, t: '0' }), 't > 0'],
    ['a product left out', (e) => ({ ...e, ranks: [...e.ranks, e.ranks[0]!] }), 'all products'],
  ])('evidence with %s is rejected', (_, change, reason) => {
    const it = net([[0]], [[0]]);
    expect(() => check(change(fullRankCurve(it)), it)).toThrow(reason);
  });
});
