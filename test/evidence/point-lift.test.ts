import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullRankPoint } from '../../properties/lu-kawaguchi-2017/full-rank-point.ts';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { pointLift } from '../../src/evidence/point-lift.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { chain, depth, type Network, partialProducts } from '../../src/network/network.ts';
import { integer, matrix } from '../helpers/arbitraries.ts';
import { read } from '../helpers/evidence.ts';
import { holds, must } from '../helpers/property.ts';

const norm = (m: Matrix): Rational => m.dot(m);
const net = (...rows: (string | number)[][][]): Network => {
  const weights = rows.map((r) => Matrix.fromRows(r));
  return { weights, widths: [weights[0]!.cols, ...weights.map((w) => w.rows)] };
};

/** FORMAT.md, 4.2, `point-lift`: W′ from A′ and B′, its product, and both bounds. */
function check(e: EvidenceOf<'point-lift'>, it: Network): true {
  const { widths: d, weights } = it;
  const H = depth(it);
  const { j } = e;
  const { A, B, R } = partialProducts(it);
  const [C, D] = [read(e.C, d[1]!, d[j]!), read(e.D, d[j]!, d[H - 1]!)];
  const [N, K, target] = [read(e.N, d[0]!, d[j]!), read(e.K, d[j]!, d[H]!), read(e.target, d[H]!, d[0]!)];
  const identity = Matrix.identity(d[j]!);
  must(j === 0 ? C.isZero() : chain(it, j, 2).mul(C).equals(identity), '(W_j⋯W_2)·C = I');
  must(j === H ? D.isZero() : D.mul(chain(it, H - 1, j + 1)).equals(identity), 'D·(W_{H−1}⋯W_{j+1}) = I');
  must(A[j]!.mul(N).equals(identity), 'A_jN = I');
  const newB = j === H ? B[j]! : target.mul(N);
  must(K.mul(newB).equals(identity), 'KB′ = I');
  const newA = K.mul(target);
  must(j > 0 || newA.equals(identity), 'A′ = A_0 = I');
  must(newB.mul(newA).equals(target), 'B′A′ = R′');
  const moved = [...weights];
  moved[0] = moved[0]!.add(C.mul(newA.sub(A[j]!)));
  moved[H - 1] = moved[H - 1]!.add(newB.sub(B[j]!).mul(D));
  must(chain({ widths: d, weights: moved }, H, 1).equals(target), 'W′_H⋯W′_1 = R′');
  const distance = moved.reduce((sum, w, h) => sum.add(norm(w.sub(weights[h]!))), Rational.zero);
  must(distance.compare(Rational.parse(e.bound).mul(norm(target.sub(R)))) <= 0, '‖W′ − W‖² ≤ β‖R′ − R‖²');
  const larger = norm(C).compare(norm(D)) > 0 ? norm(C) : norm(D);
  const within = larger.mul(norm(newA.sub(A[j]!)).add(norm(newB.sub(B[j]!))));
  must(distance.compare(within) <= 0, '‖W′ − W‖² ≤ max(‖C‖², ‖D‖²)(‖A′ − A‖² + ‖B′ − B‖²)');
  return true;
}

/** Points of rank d with moves of B_j and A_j. */
const cases = fullRankPoint().chain((instance) => {
  const d = Math.min(...instance.widths);
  const [inputs, outputs] = [instance.widths[0]!, instance.widths[depth(instance)]!];
  return fc.record({
    instance: fc.constant(instance),
    dA: matrix(d, inputs, integer(3n)),
    dB: matrix(outputs, d, integer(3n)),
    exponent: fc.integer({ min: 1, max: 6 }),
  });
});

describe('point-lift', () => {
  test('every small perturbation lifts at every bottleneck, at any depth', () => {
    const seen = { input: 0, output: 0, hidden: 0, one: 0, deep: 0, tooFar: 0, several: 0 };
    holds(
      cases,
      ({ instance, dA, dB, exponent }) => {
        const { A, B } = partialProducts(instance);
        const H = depth(instance);
        const d = Math.min(...instance.widths);
        const all = range(H + 1).filter((j) => instance.widths[j] === d);
        for (let k = exponent; ; k++) {
          const s = new Rational(1n, 1n << BigInt(k));
          const target = B[all[0]!]!.add(dB.scale(s)).mul(A[all[0]!]!.add(dA.scale(s)));
          const lifts = all.flatMap((j) => pointLift(instance, j, target) ?? []);
          if (lifts.length < all.length) {
            seen.tooFar++;
            continue;
          }
          for (const { j } of lifts) {
            if (j === 0) seen.input++;
            else if (j === H) seen.output++;
            else seen.hidden++;
          }
          if (H === 1) seen.one++;
          if (H >= 4) seen.deep++;
          if (all.length > 1) seen.several++;
          return lifts.every((lift) => check(lift, instance));
        }
      },
      { seed: 3201, runs: 250 },
    );
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5);
  });

  const hidden = net([[1, 0]], [[3], [0]]);
  const matrixOf = (...rows: (string | number)[][]) => Matrix.fromRows(rows);

  test('an example by hand: R′ = (1, 1)ᵀ(3, 3)', () => {
    const e = pointLift(hidden, 1, matrixOf([3, 3], [3, 3]))!;
    expect(e).toEqual({
      kind: 'point-lift',
      j: 1,
      target: [
        ['3', '3'],
        ['3', '3'],
      ],
      C: [['1']],
      D: [['1']],
      N: [['1'], ['0']],
      K: [['1/6', '1/6']],
      // 1 + 2·(1/18)·2 = 11/9, rounded up.
      bound: '2',
    });
    expect(check(e, hidden)).toBe(true);
  });

  test.each<[string, Matrix]>([
    ['of higher rank', matrixOf([3, 0], [0, 1])],
    ['of lower rank', matrixOf([0, 0], [0, 0])],
    ['of rank d, but too far away: R′N = 0', matrixOf([0, 1], [0, 1])],
  ])('no lift for R′ %s', (_, target) => {
    expect(pointLift(hidden, 1, target)).toBeUndefined();
  });

  test.each<[string, Network, number, Matrix]>([
    ['a rank-deficient A_j', net([[0]], [[1]]), 1, matrixOf([1])],
    ['a layer wider than d', net([[1], [0]], [[1, 0]]), 1, matrixOf([1])],
    ['R′ of another shape', hidden, 1, matrixOf([1])],
  ])('%s is rejected', (_, it, j, target) => {
    expect(() => pointLift(it, j, target)).toThrow(RangeError);
  });

  test.each<[string, Partial<EvidenceOf<'point-lift'>>, string]>([
    ['another C', { C: [['2']] }, '(W_j⋯W_2)·C = I'],
    ['another D', { D: [['2']] }, 'D·(W_{H−1}⋯W_{j+1}) = I'],
    ['another N', { N: [['2'], ['0']] }, 'A_jN = I'],
    ['another K', { K: [['1', '0']] }, 'KB′ = I'],
    ['a smaller bound', { bound: '1/3' }, '‖W′ − W‖² ≤ β‖R′ − R‖²'],
  ])('evidence with %s is rejected', (_, change, reason) => {
    const e = pointLift(hidden, 1, matrixOf([3, 3], [3, 3]))!;
    expect(() => check({ ...e, ...change }, hidden)).toThrow(reason);
  });
});
