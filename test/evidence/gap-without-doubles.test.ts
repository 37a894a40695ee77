import { expect, test, vi } from 'vitest';
import { larger } from '../../properties/points.ts';
import { gapEvidence } from '../../src/evidence/gap.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { outcome } from '../verifier/kinds/item.ts';
import { networkOf, theirs } from '../verifier/kinds/network-of.ts';

vi.mock('../../src/evidence/floats.ts', () => ({ proposeEigen: () => ({ values: [], vectors: [] }) }));

test('where doubles propose nothing, t = tr Σ and Z = 0: certified all the same', () => {
  // Σ = diag(9, 1), L(W) = ½; ½(10 − 10) = 0.
  const evidence = gapEvidence(larger);
  expect(evidence).toMatchObject({ t: '10', D: [], gap: '1/2' });
  const sigma = theirs(leastSquares(larger).sigma);
  expect(outcome(networkOf(larger), JSON.parse(JSON.stringify(evidence)), { ranks: new Map(), sigma })).toBe('holds');
});
