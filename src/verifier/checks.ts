/** The kinds of evidence: FORMAT.md, sections 4.1 and 4.2. */
import { balance } from './kinds/balance.ts';
import { curves } from './kinds/curves.ts';
import { dominations } from './kinds/domination.ts';
import { facts } from './kinds/facts.ts';
import { gaps } from './kinds/gap.ts';
import type { Check } from './kinds/kind.ts';
import { lifts } from './kinds/lifts.ts';
import { maps } from './kinds/maps.ts';
import { minima } from './kinds/minima.ts';
import { paths } from './kinds/paths.ts';
import { perturbations } from './kinds/perturbations.ts';
import { spectra } from './kinds/spectra.ts';
import type { Network } from './network.ts';
import type { Place } from './read.ts';

const KINDS = new Map(
  Object.entries({
    ...facts,
    ...balance,
    ...gaps,
    ...curves,
    ...dominations,
    ...lifts,
    ...maps,
    ...minima,
    ...perturbations,
    ...spectra,
    ...paths,
  }),
);

/** Evidence as read: shapes and limits are right; nothing is proved until `check` returns. */
export interface Item {
  readonly kind: string;
  /** The kind, and what statements tell apart within it: `rank R`, `chord above`. */
  readonly label: string;
  readonly place: Place;
  readonly check: Check;
}

/** Kinds whose label has the text of one field after it. */
const TOLD_APART: Record<string, (place: Place) => Place> = {
  rank: (place) => place.field('of'),
  bernoulli: (place) => place.field('joint'),
  chord: (place) => place.field('side'),
  'local-minimum': (place) => place.field('proof').field('form'),
};

export function readEvidence(place: Place, net: Network): Item {
  place.startEvidence();
  const kind = place.field('kind').text();
  const read = KINDS.get(kind) ?? place.field('kind').fail('ENUM', 'unknown kind of evidence');
  const check = read(place, net);
  const apart = TOLD_APART[kind]?.(place).text();
  return { kind, label: apart === undefined ? kind : `${kind} ${apart}`, place, check };
}
