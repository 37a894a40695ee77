import { gapEvidence, lowerBound } from '../evidence/gap.ts';
import { leastSquares, leastSquaresEvidence } from '../evidence/least-squares.ts';
import { rank } from '../exact/elimination.ts';
import { Rational } from '../exact/rational.ts';
import type { Instance } from '../network/instance.ts';
import { bottleneckWidth, partialProducts } from '../network/network.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { overLimit, type Result } from '../verifier/result.ts';
import type { Certificate } from './certificate.ts';
import { INPUT } from './classify.ts';
import { requirePlainBases } from './read.ts';
import { VERSION } from './version.ts';
import { certificateLine, makeCertificate } from './write.ts';

/** The statement that a gap certifies. */
export const GAP = 'depthcert/gap';

export interface CertifiedGap {
  /** L(W). */
  readonly loss: Rational;
  /** No matrix of rank ≤ min d_i, so no point of the network, has a smaller loss. */
  readonly lowerBound: Rational;
  /** loss − lowerBound, rounded up to the digits that were asked for: the number in the certificate. */
  readonly gap: Rational;
  /** rank R */
  readonly rank: number;
  readonly bottleneck: number;
  readonly certificate: Certificate;
  /** The certificate as a line of a `.jsonl` file. */
  readonly line: string;
  /** What the independent verifier says of that line. */
  readonly result: Result;
}

/** n³(1 + digits/25) for d_H = n: about a minute. */
const MOST_WORK = 4e6;

/**
 * The optimality gap of a point, with the lower bound at most 10^−digits·‖Y‖² below the least loss; writes the certificate and has it verified.
 * Throws a `Failure` with `LIMIT` where that would take too long.
 */
export function certifiedGap(instance: Instance, digits: number, index = 0): CertifiedGap {
  requirePlainBases(instance);
  const bottleneck = bottleneckWidth(instance);
  const { X, Y } = instance;
  const needsEigenvectors = Math.min(X.rows, X.cols, Y.rows) > bottleneck;
  if (needsEigenvectors && Y.rows ** 3 * (1 + digits / 25) > MOST_WORK) {
    overLimit('/widths', `${digits} digits of eigenvectors with ${Y.rows} entries; ask for fewer digits or outputs`);
  }
  const ls = leastSquares(instance);
  const evidence = gapEvidence(instance, ls, digits);
  const { R } = partialProducts(instance);
  const proof = { verdict: 'within-gap', hypotheses: [], evidence: [leastSquaresEvidence(ls), evidence] } as const;
  const provenance = { generator: INPUT, seed: '', path: '', index, version: VERSION, tier: 'exact' } as const;
  const certificate = makeCertificate(GAP, instance, proof, provenance);
  const line = certificateLine(certificate);
  return {
    loss: instance.loss.value(R),
    lowerBound: lowerBound(instance, evidence),
    gap: Rational.parse(evidence.gap),
    rank: rank(R),
    bottleneck,
    certificate,
    line,
    result: verifyCertificate(line),
  };
}
