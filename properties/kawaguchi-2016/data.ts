import type { HypothesisEvidence } from '../../src/certificate/certificate.ts';
import { distinctSpectrum } from '../../src/evidence/distinct-spectrum.ts';
import { type LeastSquares, leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { rankEvidence } from '../../src/evidence/rank.ts';
import type { Instance } from '../../src/network/instance.ts';

/**
 * The hypotheses on the data that kawaguchi-2016 and achour-2021 share: A2 Σ_XX invertible, A3 Σ_XY of full rank d_H,
 * A4 distinct eigenvalues of Σ. Undefined if one of them is false.
 */
export function dataHypotheses(instance: Instance, ls: LeastSquares): HypothesisEvidence[] | undefined {
  const crossRank = rankEvidence('Sigma_XY', instance.loss.Syx.transpose());
  const spectrum = distinctSpectrum(ls.sigma);
  const full = ls.rows.length === instance.X.rows && crossRank.rank === instance.Y.rows;
  if (!full || !spectrum) return undefined;
  return [
    { id: 'A2', evidence: leastSquaresEvidence(ls) },
    { id: 'A3', evidence: crossRank },
    { id: 'A4', evidence: spectrum },
  ];
}
