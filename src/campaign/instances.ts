import { hash } from 'node:crypto';
import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';
import { type Proof, type Provenance, tierOf } from '../certificate/certificate.ts';
import { VERSION } from '../certificate/version.ts';
import type { AnyInstance } from '../network/instance.ts';
import type { Property, Variant } from './property.ts';

/** The fast-check seed of one instance: 32 bits of a hash of (campaign seed, generator, index), whatever the machine. */
export function instanceSeed(seed: string, generator: string, index: number): number {
  return hash('sha256', JSON.stringify([seed, generator, index]), 'buffer').readInt32BE(0);
}

/** Instance number `index` of a statement; with a path, what shrinking it along the path leads to. */
export function instanceAt(property: Property, seed: string, index: number, path = ''): AnyInstance {
  if (property.instances) {
    const make = property.instances[index];
    if (!make)
      throw new RangeError(`${property.id} has ${property.instances.length} instances, none has index ${index}`);
    return make();
  }
  const found = fc.sample(property.generator, { seed: instanceSeed(seed, property.id, index), numRuns: 1, path })[0];
  if (!found) throw new RangeError(`no instance has the path ${path}`);
  return found;
}

/** The id of a variant: the statement's, `~`, and its own. */
export const variantId = (property: Property, variant: Variant): string => `${property.id}~${variant.id}`;

export const variantGenerator = (property: Property, variant: Variant): Arbitrary<AnyInstance> =>
  variant.generator ?? property.generator;

/** The counterexample that a search from `seed` came to by `path`: run number, then the choices of each shrink. */
export function counterexampleAt(property: Property, variant: Variant, seed: string, path: string): AnyInstance {
  const search = fc.property(variantGenerator(property, variant), (_: AnyInstance) => false);
  const parameters = { seed: instanceSeed(seed, variantId(property, variant), 0), path, endOnFailure: true };
  const found = fc.check(search, parameters).counterexample;
  if (!found) throw new RangeError(`no instance has the path ${path}`);
  return found[0];
}

export const provenance = (
  generator: string,
  seed: string,
  path: string,
  index: number,
  proof: Pick<Proof, 'precision'>,
): Provenance => ({ generator, seed, path, index, version: VERSION, ...tierOf(proof) });
