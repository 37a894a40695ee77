/** The kinds of evidence (FORMAT.md, sections 4.1 and 4.2), and lists of evidence about an instance. */
import { knownAt } from './coordinates.ts';
import type { Subject } from './instance.ts';
import { balance } from './kinds/balance.ts';
import { curves } from './kinds/curves.ts';
import { dominations } from './kinds/domination.ts';
import { facts } from './kinds/facts.ts';
import { gaps } from './kinds/gap.ts';
import type { Check } from './kinds/kind.ts';
import { leading } from './kinds/leading.ts';
import { lifts } from './kinds/lifts.ts';
import { maps } from './kinds/maps.ts';
import { minima } from './kinds/minima.ts';
import { nearPoints } from './kinds/near.ts';
import { paths } from './kinds/paths.ts';
import { perturbations } from './kinds/perturbations.ts';
import { spectra } from './kinds/spectra.ts';
import type { Network } from './network.ts';
import type { Place } from './read.ts';
import type { Code } from './result.ts';
import { type Choice, type Claim, pointClass, rankR, type Verdict } from './statements/statement.ts';

const KINDS = new Map(
  [
    [facts, balance, gaps, curves, dominations, leading, lifts],
    [maps, minima, perturbations, spectra, paths, nearPoints(readClass)],
  ].flatMap((list) => list.flatMap((readers) => Object.entries(readers))),
);

/** Evidence as read: shapes and limits are right; nothing is proved until `check` returns. */
export interface Item {
  readonly kind: string;
  /** The kind, and what statements tell apart within it: `rank R`, `chord above`. */
  readonly label: string;
  readonly place: Place;
  readonly check: Check;
}
type Shown = Omit<Item, 'check'>;

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

/** What is linear in L, or says nothing of the data: where it holds at all vertices, it holds between them (FORMAT.md, 3.3). */
// biome-ignore format: a list
const CARRIED_OVER = [
  'zero', 'rank', 'negative-curvature', 'descent-curve', 'ascent-curve', 'psd', 'convexity', 'leading', 'square-completion',
  'ky-fan', 'prefix', 'swap', 'critical-map', 'lift', 'better-point', 'better-matrix',
];
const OF_DATA = ['X', 'Y', 'Sigma_XY'];
/** Readings of evidence, however short, take time. */
const READING = 1000;

/** Evidence read for the instance, or for each vertex of its coordinates where it is not about the data. */
export interface Given extends Shown {
  readonly isOnVertices: boolean;
  readonly check: (claims: Claims) => void;
}
export function readGiven(place: Place, { net, coordinates }: Subject): Given {
  const first = place.field('kind').value;
  const isCarriedOver = CARRIED_OVER.some((kind) => kind === first);
  const isOfData = first === 'rank' && OF_DATA.some((name) => name === place.field('of').value);
  const vertices = isCarriedOver && !isOfData ? coordinates?.vertices : undefined;
  if (vertices) place.charge(vertices.length * READING);
  const items = (vertices ?? [net]).map((at) => readEvidence(place, at));
  const { kind, label } = items[0]!;
  const check = ({ ofData, everywhere }: Claims) => {
    const claims = vertices ? everywhere : [ofData];
    for (const [k, item] of items.entries()) item.check(claims[k]!);
  };
  return { kind, label, place, isOnVertices: vertices !== undefined, check };
}

/** What is claimed of the instance, and at each vertex of its coordinates; without coordinates both are the same. */
export interface Claims {
  readonly ofData: Claim;
  readonly everywhere: readonly Claim[];
}
export function claimsOf({ net, towers, coordinates }: Subject, verdict: Verdict, evidence: readonly Given[]): Claims {
  const about = { towers, verdict, evidence };
  const ofData: Claim = { ...about, net, ranks: new Map() };
  const atVertex = (at: Network): Claim => ({ ...about, net: at, ...knownAt(at), ranksAtLeast: new Map() });
  return { ofData, everywhere: coordinates?.vertices.map(atVertex) ?? [ofData] };
}

/** The items of a list are exactly those prescribed, in their order. */
export function matchList(list: Place, items: readonly Shown[], wanted: readonly Choice[], code: Code): void {
  for (const [k, choice] of wanted.entries()) {
    const labels = [choice].flat();
    const item = items[k];
    (item?.place ?? list).demand(labels.includes(item?.label ?? ''), code, `expected ${labels.join(' or ')}`);
  }
  items[wanted.length]?.place.fail(code, 'more than the statement prescribes');
}

/** The list is the one prescribed, and each item proves what its kind says: at a point in coordinates, by each vertex. */
export function prove(list: Place, evidence: readonly Given[], prescribed: readonly Choice[], claims: Claims): void {
  const { everywhere, ofData } = claims;
  const hasVertices = everywhere[0] !== ofData;
  // At a vertex Σ is known.
  const wanted = prescribed.filter((choice) => !(hasVertices && choice === 'least-squares'));
  matchList(list, evidence, wanted, 'EVIDENCE');
  for (const { place, isOnVertices } of evidence) {
    place.demand(isOnVertices === hasVertices, 'EVIDENCE', 'does not carry over from the vertices of the coordinates');
  }
  // A gradient that is not zero shows at order 1.
  const descent = evidence.find(({ kind }) => kind === 'descent-curve');
  const order = ofData.verdict === 'not-critical' ? descent?.place.field('order') : undefined;
  order?.demand(order.value === 1, 'EVIDENCE', 'expected order 1');
  for (const item of evidence) item.check(claims);
}

/** What the table of lemmas calls evidence: its kind, or form, and its label. */
export const namesOf = (items: readonly Shown[]): string[] =>
  items.flatMap(({ kind, label, place }) => [
    kind === 'rank' && !place.has('inverse') ? 'rank modulo primes' : kind,
    label,
  ]);

/** The class of a point, by the rule of `depthcert/decision`. */
function readClass(list: Place, subject: Subject) {
  const evidence = list.list().map((place) => readGiven(place, subject));
  return (verdict: Verdict) => {
    const claims = claimsOf(subject, verdict, evidence);
    prove(list, evidence, pointClass(claims.ofData), claims);
    return { rank: rankR(claims.everywhere[0]!), used: namesOf(evidence) };
  };
}
