import type { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';

/** A real number that can be enclosed with any number of digits. */
export type RealNumber = (context: Enclosures) => Enclosure;

/** The same number, enclosed once in each context. */
export function remembered(x: RealNumber): RealNumber {
  const known = new WeakMap<Enclosures, Enclosure>();
  return (context) => {
    const found = known.get(context) ?? x(context);
    known.set(context, found);
    return found;
  };
}
