import { properties } from '../../../properties/index.ts';
import { makeCertificate } from '../../../src/certificate/write.ts';
import type { AnyInstance } from '../../../src/network/instance.ts';
import type { Draft } from '../examples.ts';

const provenance = { generator: 'test', seed: '0', path: '', index: 0, version: '0', tier: 'exact' } as const;

/** The certificate of an instance, as a draft that may be changed; `statement~variant` for one that refutes a variant. */
export function draft(id: string, instance: AnyInstance): Draft {
  const [statement, variant] = id.split('~');
  const property = properties.find((p) => p.id === statement)!;
  const proof = variant ? property.variants.find((v) => v.id === variant)!.refute(instance) : property.prove(instance);
  if (!proof) throw new Error(`${id}: no proof`);
  return JSON.parse(JSON.stringify(makeCertificate(id, instance, proof, provenance)));
}
