import type { Certificate, Proof, Provenance } from '../certificate/certificate.ts';
import { certificateLine, writeCertificate } from '../certificate/write.ts';
import type { AnyInstance } from '../network/instance.ts';
import { certifyWithout, withoutId } from './audit.ts';
import { instanceAt, provenance, variantId } from './instances.ts';
import { certifyCounterexample, SEARCH_RUNS } from './mutants.ts';
import type { Property } from './property.ts';
import { describe } from './run-instance.ts';

export type Replay =
  | { readonly line: string }
  | { readonly unknown: string }
  /** The provenance does not lead to a certificate, though its generator is known. */
  | { readonly failed: string };

/** The `generator` of instances that are known by name; the name is the path. */
export const EXAMPLE = 'example';

/** Where instances come from. */
export interface Sources {
  readonly properties: readonly Property[];
  readonly examples: readonly { readonly statement: string; readonly name: string; readonly instance: AnyInstance }[];
}

/** Makes a certificate again: the instance from its provenance, then the proof. */
export function replay(
  { properties, examples }: Sources,
  certificate: Pick<Certificate, 'statement' | 'provenance'>,
): Replay {
  const { generator, seed, path, index } = certificate.provenance;
  const proved = (property: Property, instance: AnyInstance, originOf: (proof: Proof) => Provenance): Replay => {
    const proof = property.prove(instance);
    return { line: writeCertificate(property.id, instance, proof, originOf(proof)) };
  };
  try {
    if (generator === EXAMPLE) {
      const property = properties.find((p) => p.id === certificate.statement);
      const example = examples.find((e) => e.statement === certificate.statement && e.name === path);
      if (!property || !example) return { failed: `there is no example ${path} of ${certificate.statement}` };
      return proved(property, example.instance, (proof) => provenance(EXAMPLE, '', path, 0, proof));
    }
    for (const property of properties) {
      if (property.id === generator) {
        requirePath(path);
        const instance = instanceAt(property, seed, index, path);
        return proved(property, instance, (proof) => provenance(generator, seed, path, index, proof));
      }
      const dropped = property.hypotheses.find((h) => withoutId(property, h.id) === generator);
      if (dropped) {
        const line = certifyWithout(property, dropped.id, seed, index);
        return line === undefined
          ? { failed: 'the instance of this provenance has the hypothesis, or lacks another' }
          : { line };
      }
      const variant = property.variants.find((v) => variantId(property, v) === generator);
      if (variant) {
        requirePath(path);
        const made = path === '' ? undefined : certifyCounterexample(property, variant, seed, path);
        return made ?? { failed: 'the instance of this provenance does not refute the variant' };
      }
    }
  } catch (error) {
    return { failed: describe(error) };
  }
  return { unknown: generator };
}

/** Numbers joined by colons; the first, a run, is bounded, because every run before it is generated. */
function requirePath(path: string): void {
  if (path === '' || (/^\d{1,6}(:\d{1,6}){0,9999}$/.test(path) && Number.parseInt(path, 10) < SEARCH_RUNS)) return;
  throw new RangeError(`"${path}" is not a path of run and shrink numbers`);
}

/** The first place, in the order of keys, where two JSON values differ. */
export function firstDifference(
  a: unknown,
  b: unknown,
  pointer = '',
): { pointer: string; a: unknown; b: unknown } | undefined {
  if (a === b) return undefined;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  ) {
    return { pointer, a, b };
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)].sort(byNumberOrText))) {
    const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1');
    const found = firstDifference(left[key], right[key], `${pointer}/${escaped}`);
    if (found) return found;
  }
  return undefined;
}

function byNumberOrText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? (a < b ? -1 : a > b ? 1 : 0) : x - y;
}

/** Where a certificate differs from the one made again; undefined if they are the same, byte for byte, in canonical form. */
export function differenceFrom(line: string, certificate: Certificate) {
  if (certificateLine(certificate) === line) return undefined;
  const again: Certificate = JSON.parse(line);
  // The digest of different certificates differs: it is named only where nothing else is to blame.
  const difference = firstDifference({ ...certificate, digest: '' }, { ...again, digest: '' });
  return difference ?? firstDifference(certificate, again);
}
