import type { Certificate, Provenance } from '../certificate/certificate.ts';
import { certificateLine, makeCertificate } from '../certificate/write.ts';
import { instanceAt, provenance, variantId } from './instances.ts';
import { certifyCounterexample, SEARCH_RUNS } from './mutants.ts';
import type { Property } from './property.ts';
import { describe } from './run-instance.ts';

export type Replay =
  | { readonly line: string }
  | { readonly unknown: string }
  /** The provenance does not lead to a certificate, though its generator is known. */
  | { readonly failed: string };

/** Makes the certificate of a provenance again: the instance from seed, index and path, then the proof. */
export function replay(properties: readonly Property[], { generator, seed, path, index }: Provenance): Replay {
  if (!isPath(path)) return { failed: `"${path}" is not a path of run and shrink numbers` };
  try {
    for (const property of properties) {
      if (property.id === generator) {
        const instance = instanceAt(property, seed, index, path);
        const origin = provenance(generator, seed, path, index);
        return { line: certificateLine(makeCertificate(generator, instance, property.prove(instance), origin)) };
      }
      const variant = property.variants.find((v) => variantId(property, v) === generator);
      if (variant) {
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
const isPath = (path: string): boolean =>
  path === '' || (/^\d{1,6}(:\d{1,6}){0,9999}$/.test(path) && Number.parseInt(path, 10) < SEARCH_RUNS);

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
export const differenceFrom = (line: string, certificate: Certificate) =>
  certificateLine(certificate) === line ? undefined : firstDifference(certificate, JSON.parse(line));
