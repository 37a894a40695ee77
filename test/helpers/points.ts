import { type Proof, tierOf } from '../../src/certificate/certificate.ts';
import { certificateLine, makeCertificate } from '../../src/certificate/write.ts';
import type { AnyInstance } from '../../src/network/instance.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';

export { point, scalar } from '../../properties/points.ts';

/** The code that the verifier rejects the proof with, or its status if it accepts it. */
export function verified(statement: string, instance: AnyInstance, proof: Proof): string {
  const provenance = { generator: 'test', seed: '0', path: '', index: 0, version: '0', ...tierOf(proof) };
  const { status, code } = verifyCertificate(certificateLine(makeCertificate(statement, instance, proof, provenance)));
  return code ?? status;
}

/** `VALID` if the verifier accepts the proof with the status of its tier; otherwise what it says. */
export function accepted(statement: string, instance: AnyInstance, proof: Proof): string {
  const status = verified(statement, instance, proof);
  return status === (proof.precision === undefined ? 'VALID_EXACT' : 'VALID_ENCLOSED') ? 'VALID' : status;
}

export const kinds = (proof: Proof): string[] => proof.evidence.map((e) => ('of' in e ? `${e.kind} ${e.of}` : e.kind));
