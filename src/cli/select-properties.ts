import { properties } from '../../properties/index.ts';
import type { Property } from '../campaign/property.ts';
import { brief } from '../certificate/plain.ts';
import { unusable } from './exit.ts';

/** The properties with these ids; all of them if none is named. */
export function selectProperties(ids: readonly string[]): readonly Property[] {
  const known = properties.map((p) => p.id);
  for (const id of ids) {
    if (!known.includes(id)) throw unusable(`unknown statement ${brief(id)}; known are:\n  ${known.join('\n  ')}`);
  }
  return ids.length === 0 ? properties : properties.filter((p) => ids.includes(p.id));
}
