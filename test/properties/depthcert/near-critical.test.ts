import { describe, expect, test } from 'vitest';
import { nearCritical } from '../../../properties/depthcert/near-critical.ts';
import { nearPoint } from '../../../properties/depthcert/near-point.ts';
import { plateau } from '../../../properties/points.ts';
import type { EvidenceOf } from '../../../src/evidence/evidence.ts';
import { Matrix } from '../../../src/exact/matrix.ts';
import { Rational } from '../../../src/exact/rational.ts';
import { type AnyInstance, makeInstance } from '../../../src/network/instance.ts';
import { drawsAndShrinks, isCritical, share } from '../../helpers/draws.ts';
import { accepted, point } from '../../helpers/points.ts';
import { keepsItsPromises } from '../../helpers/property-tests.ts';

const { id, prove, variants } = nearCritical;
const I2 = [
  [1, 0],
  [0, 1],
];
/** Σ = Y² has the eigenvalues (7 ± 3√5)/2. */
const Y2111 = [
  [2, 1],
  [1, 1],
];
const nearOf = (instance: AnyInstance) => prove(instance).evidence[0] as EvidenceOf<'near-critical-point'>;
const plain = (S: readonly number[] | null) => S?.join() ?? 'plain';

/** The non-strict saddle of rank 1 of points.ts, each weight moved by 2⁻ᵏ. */
const beside = (k: number) =>
  makeInstance(
    plateau.X,
    plateau.Y,
    plateau.weights.map((w) => w.add(Matrix.of(w.rows, w.cols, () => new Rational(1n, 1n << BigInt(k))))),
  );

describe(id, () => {
  test.each([
    ['W near 0', point(I2, Y2111, [['1/1000', 0]], [[0], ['1/1000']]), 'strict-saddle', 'plain'],
    [
      'an eigenvector to three digits',
      point(I2, Y2111, [['809/500', 1]], [['1171/1000'], ['181/250']]),
      'global-minimizer',
      '1',
    ],
    ['the other one', point(I2, Y2111, [['-309/500', 1]], [['-171/1000'], ['69/250']]), 'strict-saddle', '2'],
  ] as const)('%s: the class and S of the point nearby', (_, instance, verdict, S) => {
    const proof = prove(instance);
    expect([proof.verdict, plain(nearOf(instance).S)]).toEqual([verdict, S]);
    expect(accepted(id, instance, proof)).toBe('VALID');
    expect(isCritical(instance)).toBe(false);
  });

  test('the distance shrinks as the point comes nearer', () => {
    const distances = [12, 24, 36].map((k) => Rational.parse(nearOf(beside(k)).distance).toDouble());
    // Twelve weights moved by 2⁻ᵏ each: √12·2⁻ᵏ, or less.
    for (const [i, d] of distances.entries()) expect(d * 2 ** (12 * (i + 1))).toBeLessThan(2 * Math.sqrt(12));
    expect(prove(beside(24)).verdict).toBe('non-strict-saddle');
  });

  test('a critical point is at distance 0 of itself, and far away only the gradient is enclosed', () => {
    expect(nearOf(plateau).distance).toBe('0');
    const far = prove(point(I2, Y2111, [[1, 1]], [[1], [1]]));
    expect([far.verdict, far.evidence.map((e) => e.kind)]).toEqual(['not-critical', ['gradient-norm']]);
    for (const { refute } of variants) expect(refute(plateau)).toBeUndefined();
  });

  test('few of the generated points are critical', () => {
    expect(share(drawsAndShrinks(nearPoint(), 60, 4), isCritical)).toBeLessThan(0.3);
  });

  keepsItsPromises(nearCritical, 40);
});
