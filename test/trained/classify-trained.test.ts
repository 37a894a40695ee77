import { describe, expect, test } from 'vitest';
import type { Certificate } from '../../src/certificate/certificate.ts';
import { digestOf } from '../../src/certificate/write.ts';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { classifyTrained } from '../../src/trained/classify-trained.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';
import { doubles, irrational, nearCritical, randoms, zeros } from './trained-points.ts';

const half = new Rational(1n, 2n);

describe('irrational critical points, moved a little', () => {
  test.each<[string, number[], number[], number, string]>([
    ['two layers, S = {1}, r < d', [2], [1], 1e-6, 'strict-saddle'],
    ['two layers, S = {2}', [1], [2], 1e-6, 'strict-saddle'],
    ['two layers, S = {1}, r = d', [1], [1], 1e-9, 'global-minimizer'],
    ['three layers, S = {1}', [2, 3], [1], 1e-9, 'non-strict-saddle'],
    ['three layers, S = {1,2}', [3, 3], [1, 2], 1e-12, 'non-strict-saddle'],
    ['three layers, S = {1,3}', [3, 3], [1, 3], 1e-12, 'strict-saddle'],
    ['three layers, S = {2,3} = bottleneck', [2, 3], [2, 3], 1e-9, 'strict-saddle'],
    ['four layers, S = {1,2} = bottleneck', [3, 2, 4], [1, 2], 1e-7, 'global-minimizer'],
  ])('%s: the class is found, and a distance of that size', (_, hidden, S, delta, verdict) => {
    const instance = nearCritical(hidden, S, delta);
    const found = classifyTrained(instance);
    expect(found.result).toMatchObject({ status: 'VALID_ENCLOSED', verdict });
    expect(found).toMatchObject({ verdict, rank: S.length, S });
    const weights = instance.weights.reduce((n, w) => n + w.num.length, 0);
    const distance = found.distance!.toDouble();
    expect(distance).toBeGreaterThan(0.1 * delta);
    // Every weight is moved by at most δ; the projection on the critical points is not orthogonal.
    expect(distance).toBeLessThan(4 * delta * Math.sqrt(weights));
    expect(found.certificate.provenance.tier).toBe('enclosed');
  });

  test('what must vanish is said by layers', () => {
    expect(classifyTrained(nearCritical([3, 3], [1], 1e-9)).pattern).toEqual([1, 2, 3]);
    expect(classifyTrained(nearCritical([1], [1], 1e-9)).pattern).toBeNull();
  });

  test('in a sentence', () => {
    const { sentence } = classifyTrained(nearCritical([3, 3], [1, 2], 1e-9));
    expect(sentence).toMatch(/^within [0-9.]+e-9 of a non-strict saddle of rank 2, S = \{1,2\}$/);
  });
});

describe('rational critical points', () => {
  const { X, Y } = irrational;
  test('near the origin', () => {
    const widths = [4, 2, 3, 3];
    const tiny = zeros(widths).map((w) => doubles(w.rows, w.cols, randoms(w.rows)).scale(new Rational(1n, 10n ** 20n)));
    const found = classifyTrained(makeInstance(X, Y, tiny));
    expect(found).toMatchObject({ verdict: 'non-strict-saddle', rank: 0, S: [], pattern: [1, 2, 3] });
    expect(found.distance!.toDouble()).toBeLessThan(1e-19);
    expect(found.result.status).toBe('VALID_ENCLOSED');
  });

  test('one layer of the origin is not small: a strict saddle with two vanishing layers', () => {
    const widths = [4, 3, 3, 3];
    const weights = zeros(widths).map((w, k) => doubles(w.rows, w.cols, randoms(k)).scale(new Rational(1n, 10n ** 9n)));
    const found = classifyTrained(makeInstance(X, Y, [weights[0]!, Matrix.identity(3), weights[2]!]));
    expect(found).toMatchObject({ verdict: 'strict-saddle', rank: 0, S: [], pattern: [1, 3] });
    expect(found.result.status).toBe('VALID_ENCLOSED');
  });

  test.each([1, 2, 3])('%i layers that fit the data nearly', (H) => {
    const M = Y.mul(X.transpose()).mul(inverse(X.mul(X.transpose()))!);
    const noise = doubles(3, 4, randoms(5)).scale(new Rational(1n, 10n ** 8n));
    const weights = [M.add(noise), ...Array.from({ length: H - 1 }, () => Matrix.identity(3))];
    const found = classifyTrained(makeInstance(X, Y, weights));
    expect(found).toMatchObject({ verdict: 'global-minimizer', rank: 3, S: [1, 2, 3], pattern: null });
    expect(found.distance!.toDouble()).toBeLessThan(1e-7);
    expect(found.result.status).toBe('VALID_ENCLOSED');
  });

  test('a point that is critical itself', () => {
    const I = Matrix.identity(2);
    const D = Matrix.diagonal([new Rational(3n), Rational.one]);
    const found = classifyTrained(makeInstance(I, D, [I.row(1), I.col(1)]));
    expect(found).toMatchObject({
      verdict: 'strict-saddle',
      rank: 1,
      S: null,
      sentence: 'at a strict saddle of rank 1',
    });
    expect([found.distance?.sign, found.result.status]).toEqual([0, 'VALID_ENCLOSED']);
  });
});

describe('data without eigen-coordinates', () => {
  const I = Matrix.identity(2);
  const tiny = new Rational(1n, 10n ** 9n);
  test.each<[string, Matrix, Matrix, RegExp]>([
    ['repeated eigenvalues', I, I, /a repeated eigenvalue/],
    [
      'dependent inputs',
      I.above(I.row(0)),
      I.row(0).above(I.row(1).scale(half)),
      /dependent inputs: X has 3 rows and rank 2/,
    ],
    ['an eigenvalue 0', I, I.row(0).above(I.row(0)), /an eigenvalue 0 of Σ/],
  ])('%s: rank 0 and exact fits are found', (_, X, Y, reason) => {
    const widths = [X.rows, 2, 2];
    const near = classifyTrained(
      makeInstance(
        X,
        Y,
        zeros(widths).map((w) => w.add(doubles(w.rows, w.cols, randoms(3)).scale(tiny))),
      ),
    );
    expect(near).toMatchObject({ rank: 0, S: [], result: { status: 'VALID_ENCLOSED' } });
    const far = classifyTrained(
      makeInstance(
        X,
        Y,
        zeros(widths).map((w) => doubles(w.rows, w.cols, randoms(4))),
      ),
    );
    expect(far).toMatchObject({ verdict: 'not-critical', result: { status: 'VALID_EXACT' } });
    expect(far.sentence).toMatch(reason);
  });

  test('an exact fit of data of low rank', () => {
    const ones = I.row(0).above(I.row(0));
    const W = doubles(2, 2, randoms(9)).scale(tiny);
    const found = classifyTrained(makeInstance(I, ones, [I.add(W), ones]));
    expect(found).toMatchObject({ verdict: 'global-minimizer', rank: 1, S: [1], result: { status: 'VALID_ENCLOSED' } });
  });

  test('more outputs than inputs', () => {
    const Y = Matrix.fromRows([
      [1, 2],
      [0, 1],
      [1, 0],
    ]);
    const found = classifyTrained(makeInstance(I, Y, [I, Y.add(doubles(3, 2, randoms(2)).scale(tiny))]));
    expect(found).toMatchObject({
      verdict: 'global-minimizer',
      rank: 2,
      S: [1, 2],
      result: { status: 'VALID_ENCLOSED' },
    });
  });
});

describe('far from an exact fit by one layer, near by another', () => {
  test('more outputs than inputs, and a hidden unit that no input reaches', () => {
    const X = Matrix.identity(2);
    const Y = Matrix.fromRows([
      [1, 2],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const unreached = Matrix.of(4, 1, (i) => new Rational(BigInt(i - 1)));
    const noise = doubles(4, 3, randoms(6)).scale(new Rational(1n, 10n ** 9n));
    const first = X.above(Matrix.zeros(1, 2));
    const last = Matrix.of(4, 3, (i, j) => (j < 2 ? Y.entry(i, j) : unreached.entry(i, 0))).add(noise);
    const found = classifyTrained(makeInstance(X, Y, [first, last]));
    expect(found).toMatchObject({ verdict: 'global-minimizer', rank: 2, result: { status: 'VALID_ENCLOSED' } });
    expect(found.distance!.toDouble()).toBeLessThan(1e-8);
  });
});

test('nearly dependent inputs do not make everything near', () => {
  const X = Matrix.fromRows([
    [1, 0, 1],
    [0, 1, 1],
    [1, 1, 2],
  ]).add(Matrix.of(3, 3, (i, j) => new Rational(i === 2 && j === 2 ? 1n : 0n, 10n ** 15n)));
  const Y = Matrix.fromRows([
    [1, 2, -1],
    [0, 1, 3],
  ]);
  const found = classifyTrained(
    makeInstance(
      X,
      Y,
      zeros([3, 2, 2]).map((w) => doubles(w.rows, w.cols, randoms(3))),
    ),
  );
  expect(found).toMatchObject({ verdict: 'not-critical', result: { status: 'VALID_EXACT' } });
});

describe('points near nothing', () => {
  const { X, Y } = irrational;
  const instance = makeInstance(
    X,
    Y,
    zeros([4, 3, 3]).map((w, k) => doubles(w.rows, w.cols, randoms(k + 7))),
  );
  test('the length of the gradient is enclosed', () => {
    const { verdict, distance, gradientNorm, sentence, result, certificate } = classifyTrained(instance);
    expect([verdict, distance, result.status]).toEqual(['not-critical', null, 'VALID_EXACT']);
    const [below, above] = gradientNorm;
    expect(below.sign > 0 && below.compare(above) <= 0 && above.compare(below.mul(new Rational(102n, 100n))) < 0).toBe(
      true,
    );
    expect(sentence).toMatch(
      /^near no critical point that was tried, the gradient has a length between [\d.]+ and [\d.]+$/,
    );
    expect(certificate.provenance.tier).toBe('exact');
  });

  test('how near is near can be asked for', () => {
    const near = nearCritical([2], [1], 1e-6);
    expect(classifyTrained(near, { tolerance: 1e-8 }).verdict).toBe('not-critical');
    expect(classifyTrained(near, { tolerance: 1e-5 }).verdict).toBe('strict-saddle');
  });
});

describe('the verifier turns forgeries down', () => {
  const { certificate } = classifyTrained(nearCritical([2, 2], [1], 1e-6));
  const far = classifyTrained(nearCritical([2, 2], [1], 1e-6), { tolerance: 1e-9 }).certificate;
  type Change = (evidence: Record<string, unknown>) => Record<string, unknown>;
  const forged = (original: Certificate, change: Change, verdict: string = original.verdict): string => {
    const [item] = original.evidence;
    const body = {
      ...original,
      verdict,
      evidence: [change(item as unknown as Record<string, unknown>)],
    } as unknown as Certificate;
    return JSON.stringify({ ...body, digest: digestOf(body) });
  };
  const times = (text: unknown, factor: Rational) =>
    Rational.parse(text as string)
      .mul(factor)
      .toString();
  test('what is not changed is valid', () => {
    expect(verifyCertificate(forged(certificate, (e) => e)).status).toBe('VALID_ENCLOSED');
    expect(verifyCertificate(forged(far, (e) => e)).status).toBe('VALID_EXACT');
  });
  test.each<[string, Certificate, Change, string]>([
    ['half the distance', certificate, (e) => ({ ...e, distance: times(e.distance, half) }), 'NEAR'],
    ['another S', certificate, (e) => ({ ...e, S: [2] }), 'NEAR'],
    [
      'eigenvectors in another order',
      certificate,
      (e) => ({ ...e, vectors: (e.vectors as string[][]).map((r) => [...r].reverse()) }),
      'NEAR',
    ],
    [
      'the gradient a little longer',
      far,
      (e) => ({ ...e, below: times(e.above, new Rational(2n)), above: times(e.above, new Rational(3n)) }),
      'NEAR',
    ],
    [
      'the gradient shorter',
      far,
      (e) => ({ below: times(e.below, new Rational(1n, 4n)), above: times(e.below, half), kind: e.kind }),
      'NEAR',
    ],
  ])('%s', (_, original, change, code) => {
    expect(verifyCertificate(forged(original, change))).toMatchObject({ status: 'REJECTED', code });
  });
  test('another class', () => {
    expect(verifyCertificate(forged(certificate, (e) => e, 'strict-saddle')).status).toBe('REJECTED');
  });
});
