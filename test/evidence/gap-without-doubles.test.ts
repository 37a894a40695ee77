import { beforeEach, expect, test, vi } from 'vitest';
import { larger } from '../../properties/points.ts';
import { proposeEigenvectors } from '../../src/enclosure/jacobi.ts';
import { gapEvidence } from '../../src/evidence/gap.ts';
import { leastSquares } from '../../src/evidence/least-squares.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { outcome } from '../verifier/kinds/item.ts';
import { networkOf, theirs } from '../verifier/kinds/network-of.ts';

vi.mock('../../src/evidence/floats.ts', () => ({ proposeEigen: () => ({ values: [], vectors: [] }) }));
vi.mock(import('../../src/enclosure/jacobi.ts'), async (original) => {
  const { proposeEigenvectors } = await original();
  return { proposeEigenvectors: vi.fn(proposeEigenvectors) };
});

const checked = (instance: typeof larger, evidence: object): string => {
  const sigma = theirs(leastSquares(instance).sigma);
  return outcome(networkOf(instance), JSON.parse(JSON.stringify(evidence)), { ranks: new Map(), sigma });
};
beforeEach(() => void vi.mocked(proposeEigenvectors).mockClear());

test('where doubles propose nothing, eigenvectors are rounded: certified, and nearly tight', () => {
  const evidence = gapEvidence(larger);
  const [num, den] = evidence.gap.split('/').map(Number);
  expect(num! / den!).toBeLessThan(1e-11);
  expect(checked(larger, evidence)).toBe('holds');
});

test('where nobody proposes anything, t = 0 and Z = Σ: certified all the same', () => {
  vi.mocked(proposeEigenvectors).mockImplementation((a) => Matrix.zeros(a.rows, a.cols));
  // Σ = diag(9, 1), L(W) = ½; ½(10 − 10) = 0.
  const evidence = gapEvidence(larger);
  expect(evidence).toMatchObject({ t: '0', gap: '1/2' });
  expect(checked(larger, evidence)).toBe('holds');

  // An empty layer: t = tr Σ is as good as anything for the projection of rank 0.
  const empty = makeInstance(larger.X, larger.Y, [Matrix.zeros(0, 2), Matrix.zeros(2, 0)], [2, 0, 2]);
  const none = gapEvidence(empty);
  expect(none).toMatchObject({ t: '10', D: [], gap: '0' });
  expect(checked(empty, none)).toBe('holds');
});
