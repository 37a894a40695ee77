import { decidePoint } from '../decision/decide.ts';
import type { Decision } from '../decision/decision.ts';
import { pointOf, type SquarePoint } from '../decision/point.ts';
import { settle } from '../evidence/settle.ts';
import type { Rational } from '../exact/rational.ts';
import type { Instance } from '../network/instance.ts';
import { hasCoordinates, type InstanceInCoordinates, lossBounds } from '../network/vertices.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { Failure, type Result } from '../verifier/result.ts';
import { type Certificate, type Proof, tierOf } from './certificate.ts';
import { VERSION } from './version.ts';
import { writeCertificate } from './write.ts';

/** The statement that a classification certifies. */
export const DECISION = 'depthcert/decision';

/** The `generator` of instances that came from outside: nothing here can make them again. */
export const INPUT = 'input';

export interface Classification {
  readonly decision: Decision;
  /** L(W) is between these two, which are the same where it is rational. */
  readonly loss: readonly [below: Rational, above: Rational];
  /** Parsed anew each time. */
  readonly certificate: Certificate;
  /** The certificate as a line of a `.jsonl` file. */
  readonly line: string;
  /** What the independent verifier says of that line. */
  readonly result: Result;
}

/**
 * Decides a point, writes the certificate and has it verified. Throws a `Failure` with `UNDECIDED` where the weights are written in an eigenbasis of Σ and no enclosure of its spectrum that is tried is narrow enough.
 */
export function classify(instance: Instance, index = 0): Classification {
  const { decision, loss, ...proof } = hasCoordinates(instance) ? classAtSpectrum(instance) : exactClass(instance);
  const origin = { generator: INPUT, seed: '', path: '', index, version: VERSION };
  const line = writeCertificate(DECISION, instance, proof, { ...origin, ...tierOf(proof) });
  return {
    decision,
    loss,
    line,
    result: verifyCertificate(line),
    get certificate() {
      return JSON.parse(line) as Certificate;
    },
  };
}

type Classified = Proof & Pick<Classification, 'decision' | 'loss'>;

function exactClass(instance: Instance): Classified {
  const proof = classOf(instance);
  const { loss } = proof.decision;
  return { ...proof, loss: [loss, loss] };
}

function classAtSpectrum(instance: InstanceInCoordinates): Classified {
  const settled = settle(instance, classOf)!;
  const { proof, precision } = settled;
  if (!settled.settled) {
    const open = `${precision} digits of the spectrum of Σ leave it open: ${settled.open}`;
    throw new Failure('UNDECIDED', '/coordinates', open);
  }
  const { coordinates } = settled;
  return { ...proof, coordinates, precision, loss: lossBounds(instance) };
}

/** The class of a point, `rank` of R before the evidence for it; at weights in an eigenbasis, at a rational point near the spectrum. */
export const classOf = (instance: Instance) => classAt(pointOf(instance));

/** {@link classOf} for a point whose products are known already. */
export function classAt(point: SquarePoint) {
  const decision = decidePoint(point);
  const { verdict, rank } = decision;
  return {
    decision,
    verdict,
    rank,
    hypotheses: [],
    evidence: [{ kind: 'rank', of: 'R', rank } as const, ...decision.evidence],
  };
}
