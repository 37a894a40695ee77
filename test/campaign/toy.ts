import fc from 'fast-check';
import { squarePoint } from '../../properties/hypotheses.ts';
import type { Property } from '../../src/campaign/property.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type AnyInstance, type Instance, makeInstance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';

const scalar = (x: number) => Matrix.fromRows([[x]]);

/** The network 1 → 1 → 1 with x = 1: L(W) = ½(w₂w₁ − y)². */
export const scalarPoint = (y: number, w1: number, w2: number): Instance =>
  makeInstance(scalar(1), scalar(y), [scalar(w1), scalar(w2)]);

export const proofOf = (instance: AnyInstance): Proof => {
  const { verdict, evidence } = decidePoint(squarePoint(instance));
  return { verdict, hypotheses: [], evidence: [rankEvidence('R', partialProducts(instance).R), ...evidence] };
};

const small = fc.integer({ min: -1, max: 1 });

/** A statement small enough to follow by hand, under an id that the verifier knows. */
export const toy: Property = {
  id: 'depthcert/decision',
  source: 'a test',
  statement: 'Every scalar point has a class.',
  proves: 'the class of this point',
  hypotheses: [],
  tiers: ['exact'],
  generator: fc.tuple(small, small, small).map(([y, w1, w2]) => scalarPoint(y, w1, w2)),
  prove: proofOf,
  proveWithout: () => undefined,
  coverage: [
    { name: 'minimum', minimum: 0.1, holds: (_, proof) => proof.verdict === 'global-minimizer' },
    { name: 'y = 0', minimum: 0, holds: (instance) => instance.Y.isZero() },
  ],
  examples: [],
  variants: [
    {
      id: 'critical-is-global',
      claim: 'Every critical point is a global minimizer.',
      refute: (instance) => {
        const proof = proofOf(instance);
        return proof.verdict === 'strict-saddle' ? proof : undefined;
      },
    },
  ],
};

/** The origin, which is a strict saddle unless y = 0, and a minimizer. */
export const listed: Property = {
  ...toy,
  id: 'depthcert/real-data',
  instances: [() => scalarPoint(1, 0, 0), () => scalarPoint(1, 1, 1), () => scalarPoint(0, 0, 0)],
  coverage: [],
  variants: [],
};
