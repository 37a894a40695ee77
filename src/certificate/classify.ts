import { decidePoint } from '../decision/decide.ts';
import type { Decision } from '../decision/decision.ts';
import { isCritical, pointOf, type SquarePoint } from '../decision/point.ts';
import { spectraAt } from '../decision/step-4-full-rank.ts';
import { rankEvidence } from '../evidence/rank.ts';
import { weightCount } from '../network/derivatives.ts';
import type { Instance } from '../network/instance.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { LIMITS, overLimit, type Result } from '../verifier/result.ts';
import type { Certificate } from './certificate.ts';
import { VERSION } from './version.ts';
import { certificateLine, makeCertificate } from './write.ts';

/** The statement that a classification certifies. */
export const DECISION = 'depthcert/decision';

/** The `generator` of instances that came from outside: nothing here can make them again. */
export const INPUT = 'input';

export interface Classification {
  readonly decision: Decision;
  readonly certificate: Certificate;
  /** The certificate as a line of a `.jsonl` file. */
  readonly line: string;
  /** What the independent verifier says of that line. */
  readonly result: Result;
}

/** Decides a point, writes the certificate and has it verified. Throws a `Failure` with `LIMIT` where that would take too long. */
export function classify(instance: Instance, index = 0): Classification {
  const point = pointOf(instance);
  requireDecidable(point);
  const decision = decidePoint(point);
  const { verdict, evidence } = decision;
  const proof = { verdict, hypotheses: [], evidence: [rankEvidence('R', point.products.R), ...evidence] };
  const provenance = { generator: INPUT, seed: '', path: '', index, version: VERSION, tier: 'exact' } as const;
  const certificate = makeCertificate(DECISION, instance, proof, provenance);
  const line = certificateLine(certificate);
  return { decision, certificate, line, result: verifyCertificate(line) };
}

/** Throws a `Failure` with `LIMIT` where a decision would take too long. */
export function requireDecidable(point: SquarePoint): void {
  const coordinates = weightCount(point.instance);
  if (coordinates > LIMITS.coordinates && needsHessian(point)) {
    overLimit('/widths', `this point needs a Hessian of ${coordinates} coordinates, above ${LIMITS.coordinates}`);
  }
}

/** Only rank-deficient points that fit leading eigenvalues are decided by the Hessian. */
const needsHessian = (point: SquarePoint): boolean =>
  isCritical(point) && !point.G.isZero() && point.rank < point.bottleneck && spectraAt(point).separated;
