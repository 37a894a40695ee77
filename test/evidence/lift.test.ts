import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceOf } from '../../src/evidence/evidence.ts';
import { liftEvidence, oneSidedInverse } from '../../src/evidence/lift.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import type { ExactLossJson } from '../../src/network/loss.ts';
import { chain, depth, partialProducts } from '../../src/network/network.ts';
import { anyMatrix, integer, matrix, rational } from '../helpers/arbitraries.ts';
import { lossChanges, read } from '../helpers/evidence.ts';
import * as N from '../helpers/naive.ts';
import { holds, must } from '../helpers/property.ts';

const q = Rational.parse;
const norm = (m: Matrix): Rational => m.dot(m);
const power = (t: Rational, k: number): Rational => (k === 0 ? Rational.one : t.mul(power(t, k - 1)));

/** Identities of FORMAT.md, 4.2, `lift`. */
function checkLift(e: EvidenceOf<'lift'>, it: Instance): true {
  const H = depth(it);
  const { j, order } = e;
  const d = it.widths;
  must(j >= 1 && j <= H - 1, '1 ≤ j ≤ H−1');
  const C = read(e.C, d[1]!, d[j]!);
  const D = read(e.D, d[j]!, d[H - 1]!);
  must(chain(it, j, 2).mul(C).equals(Matrix.identity(d[j]!)), '(W_j⋯W_2)·C = I');
  must(D.mul(chain(it, H - 1, j + 1)).equals(Matrix.identity(d[j]!)), 'D·(W_{H−1}⋯W_{j+1}) = I');
  const dA = e.A.map((t) => ({ power: t.power, m: read(t.matrix, d[j]!, d[0]!) }));
  const dB = e.B.map((t) => ({ power: t.power, m: read(t.matrix, d[H]!, d[j]!) }));
  must(
    [...dA, ...dB].every((t) => !t.m.isZero() && t.power >= 1),
    'no zero matrix',
  );
  const { A, B } = partialProducts(it);
  const sum = (zero: Matrix, terms: { power: number; m: Matrix }[], t: Rational) =>
    terms.reduce((s, x) => s.add(x.m.scale(power(t, x.power))), zero);
  const degree = Math.max(0, ...dA.map((t) => t.power)) + Math.max(0, ...dB.map((t) => t.power));
  // Equal at more points than the degree: equal as polynomials. The distance bound is checked at each of them.
  for (let k = -3; k <= degree + 1; k++) {
    const t = new Rational(BigInt(k), 2n);
    const [deltaA, deltaB] = [sum(Matrix.zeros(d[j]!, d[0]!), dA, t), sum(Matrix.zeros(d[H]!, d[j]!), dB, t)];
    const W = [...it.weights];
    W[0] = W[0]!.add(C.mul(deltaA));
    W[H - 1] = W[H - 1]!.add(deltaB.mul(D));
    const deep = W.slice(1).reduce((p, w) => w.mul(p), W[0]!);
    must(deep.equals(B[j]!.add(deltaB).mul(A[j]!.add(deltaA))), 'W_H(t)⋯W_1(t) = B(t)A(t)');
    const moved = W.map((w, h) => norm(w.sub(it.weights[h]!))).reduce((s, x) => s.add(x), Rational.zero);
    const larger = norm(C).compare(norm(D)) > 0 ? norm(C) : norm(D);
    must(moved.compare(larger.mul(norm(deltaA).add(norm(deltaB)))) <= 0, '‖W(t)−W‖² ≤ max(‖C‖²,‖D‖²)(‖δA‖²+‖δB‖²)');
  }
  // The shallow network (B_j, A_j) as an instance of its own.
  const shallow = makeInstance(it.X, it.Y, [A[j]!, B[j]!], [d[0]!, d[j]!, d[H]!]);
  const terms = [
    ...dA.map((t) => ({ layer: 1, power: t.power, matrix: t.m.toRows() })),
    ...dB.map((t) => ({ layer: 2, power: t.power, matrix: t.m.toRows() })),
  ];
  const changes = lossChanges(shallow, terms, order);
  must(
    changes.slice(0, -1).every((c) => c.sign === 0),
    'lower coefficients are 0',
  );
  must(changes[order - 1]!.sign < 0, 'the curve descends');
  return true;
}

describe('one-sided inverses', () => {
  test('exist exactly at full rank, on the side where they can', () => {
    holds(
      anyMatrix(4),
      (m) => {
        const r = N.rankOf(m);
        if (r < Math.min(m.rows, m.cols)) {
          expect(() => oneSidedInverse(m)).toThrow(/has no one-sided inverse/);
          return true;
        }
        const k = oneSidedInverse(m);
        return (
          k.rows === m.cols &&
          k.cols === m.rows &&
          (m.rows <= m.cols ? m.mul(k).equals(Matrix.identity(m.rows)) : k.mul(m).equals(Matrix.identity(m.cols)))
        );
      },
      { seed: 2701, runs: 200 },
    );
  });

  test('have few entries: at most r² are not 0', () => {
    const k = oneSidedInverse(
      Matrix.fromRows([
        [0, 2, 1, 5],
        [0, 0, 3, 7],
      ]),
    );
    expect(k.toRows()).toEqual([
      ['0', '0'],
      ['1/2', '-1/6'],
      ['0', '1/3'],
      ['0', '0'],
    ]);
  });

  test.each<[string, Matrix]>([
    ['a zero matrix', Matrix.zeros(2, 2)],
    [
      'a matrix of rank 1',
      Matrix.fromRows([
        [1, 2, 3],
        [2, 4, 6],
      ]),
    ],
  ])('reject %s', (_, m) => {
    expect(() => oneSidedInverse(m)).toThrow(RangeError);
    expect(() => oneSidedInverse(m)).toThrow(/matrix of rank \d has no one-sided inverse/);
  });
});

describe('lifts', () => {
  /** Networks with a bottleneck at j whose inner chains have full rank, and any shallow direction. */
  const cases = fc
    .tuple(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 5 }), fc.integer({ min: 1, max: 3 }))
    .map(([widths, at]) => {
      const j = Math.min(at, widths.length - 2);
      const d = Math.min(...widths);
      return { widths: widths.map((w, k) => (k === j ? d : w)), j };
    })
    .chain(({ widths, j }) =>
      fc.record({
        j: fc.constant(j),
        X: matrix(widths[0]!, 3, integer(3n)),
        Y: matrix(widths[widths.length - 1]!, 3, integer(3n)),
        W: fc.tuple(...widths.slice(1).map((rows, k) => matrix(rows, widths[k]!, rational(3n, 2n)))),
        dA: matrix(widths[j]!, widths[0]!, integer(2n)),
        dB: matrix(widths[widths.length - 1]!, widths[j]!, integer(2n)),
      }),
    );

  test('lift every descending shallow curve; every refusal is right', () => {
    let [lifted, flat, deficient] = [0, 0, 0];
    holds(
      cases,
      ({ j, X, Y, W, dA, dB }) => {
        const it = makeInstance(X, Y, W);
        const { A, B } = partialProducts(it);
        const shallow = makeInstance(X, Y, [A[j]!, B[j]!]);
        const terms = [dA, dB].map((m, k) => ({ layer: k + 1, power: 1, matrix: m.toRows() }));
        const first = lossChanges(shallow, terms, 4).find((c) => c.sign !== 0);
        const full = [chain(it, j, 2), chain(it, depth(it) - 1, j + 1)].every((m) => N.rankOf(m) === it.widths[j]);
        if (!full) {
          deficient++;
          expect(() => liftEvidence(it, j, dA, dB)).toThrow(/a lift needs rank R = d_j/);
          return true;
        }
        if (!first || first.sign > 0) {
          flat++;
          expect(() => liftEvidence(it, j, dA, dB)).toThrow(/does not descend/);
          return true;
        }
        lifted++;
        return checkLift(liftEvidence(it, j, dA, dB), it);
      },
      { seed: 2702, runs: 250 },
    );
    expect(Math.min(lifted, flat, deficient)).toBeGreaterThan(10);
  });

  // widths 1, 2, 1, 1: L = ½(w·1 − 3)²
  const it = makeInstance(Matrix.identity(1), Matrix.fromRows([[3]]), [
    Matrix.fromRows([[1], [0]]),
    Matrix.fromRows([[1, 1]]),
    Matrix.fromRows([[1]]),
  ]);
  const e = liftEvidence(it, 2, Matrix.identity(1), Matrix.identity(1));

  test('an example by hand', () => {
    expect(e).toEqual({
      kind: 'lift',
      j: 2,
      order: 1,
      C: [['1/2'], ['1/2']],
      D: [['1']],
      A: [{ power: 1, matrix: [['1']] }],
      B: [{ power: 1, matrix: [['1']] }],
    });
    expect(checkLift(e, it)).toBe(true);
  });

  test('a part that does not move is left out', () => {
    expect(liftEvidence(it, 2, Matrix.identity(1), Matrix.zeros(1, 1)).B).toEqual([]);
    expect(liftEvidence(it, 2, Matrix.zeros(1, 1), Matrix.identity(1)).A).toEqual([]);
  });

  test.each([
    ['another C', { ...e, C: [['1'], ['1']] }, '(W_j⋯W_2)·C = I'],
    ['another D', { ...e, D: [['2']] }, 'D·(W_{H−1}⋯W_{j+1}) = I'],
    ['a curve that climbs', { ...e, A: [{ power: 1, matrix: [['-5']] }] }, 'the curve descends'],
    ['an order too high', { ...e, order: 2 }, 'lower coefficients are 0'],
    ['a layer that is no bottleneck', { ...e, j: 3 }, '1 ≤ j ≤ H−1'],
  ])('evidence with %s is rejected', (_, wrong, reason) => expect(() => checkLift(wrong, it)).toThrow(reason));

  test('rejects a curve that climbs, or does not move', () => {
    expect(() => liftEvidence(it, 2, Matrix.identity(1).neg(), Matrix.zeros(1, 1))).toThrow(RangeError);
    expect(() => liftEvidence(it, 2, Matrix.zeros(1, 1), Matrix.zeros(1, 1))).toThrow(/does not descend/);
  });

  test('least norm: C and D are orthogonal to the kernels', () => {
    expect(q(e.C[0]![0]!).equals(q(e.C[1]![0]!))).toBe(true);
  });
});

describe('lifts for other losses', () => {
  // widths 1, 2, 1, 1, as above, with residual −2.
  const weights = [Matrix.fromRows([[1], [0]]), Matrix.fromRows([[1, 1]]), Matrix.fromRows([[1]])];
  const of = (loss: ExactLossJson) => makeInstanceWithLoss(Matrix.identity(1), Matrix.fromRows([[3]]), weights, loss);
  const one = Matrix.identity(1);
  const losses: ExactLossJson[] = [
    { kind: 'huber', delta: '1' },
    { kind: 'quartic' },
    { kind: 'weighted-square', weights: [['5']] },
  ];

  test.each(losses)('$kind: the first order decides', (json) => {
    const it = of(json);
    const e = liftEvidence(it, 2, one, one);
    expect(e.order).toBe(1);
    // W(t) really has a smaller loss: R(t) = (1 + t)².
    const t = q('1/8');
    const [C, D] = [Matrix.fromRows(e.C), Matrix.fromRows(e.D)];
    const last = weights[2]!.add(D.scale(t));
    const R = last.mul(weights[1]!).mul(weights[0]!.add(C.scale(t)));
    expect(R.toRows()).toEqual([['81/64']]);
    expect(it.loss.value(R).compare(it.loss.value(Matrix.identity(1)))).toBe(-1);
  });

  test.each(losses)(
    '$kind: rejects a curve that climbs, or one that moves the product only at second order',
    (json) => {
      expect(() => liftEvidence(of(json), 2, one.neg(), one.neg())).toThrow(/does not descend/);
      // (1 + t)(1 − t) = 1 − t² climbs.
      expect(() => liftEvidence(of(json), 2, one, one.neg())).toThrow(/does not descend/);
    },
  );

  test('rejects the absolute loss', () => {
    expect(() => liftEvidence(of({ kind: 'absolute', weights: [['1']] }), 2, one, one)).toThrow(/not differentiable/);
  });
});
