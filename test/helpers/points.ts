import type { Proof } from '../../src/certificate/certificate.ts';
import { certificateLine, makeCertificate } from '../../src/certificate/write.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';

type Rows = readonly (readonly (string | number)[])[];

/** An instance with integer or rational entries, W_1 first. */
export const point = (X: Rows, Y: Rows, ...W: Rows[]): Instance =>
  makeInstance(
    Matrix.fromRows(X),
    Matrix.fromRows(Y),
    W.map((w) => Matrix.fromRows(w)),
  );

/** One neuron a layer: L = ½(w_H ⋯ w_1 − y)². */
export const scalar = (y: number, ...w: number[]): Instance => point([[1]], [[y]], ...w.map((x) => [[x]]));

/** The code that the verifier rejects the proof with, or its status if it accepts it. */
export function verified(statement: string, instance: Instance, proof: Proof): string {
  const provenance = { generator: 'test', seed: '0', path: '', index: 0, version: '0', tier: 'exact' } as const;
  const { status, code } = verifyCertificate(certificateLine(makeCertificate(statement, instance, proof, provenance)));
  return code ?? status;
}

export const kinds = (proof: Proof): string[] => proof.evidence.map((e) => ('of' in e ? `${e.kind} ${e.of}` : e.kind));
