import { dimensions, distinctSpectrum, leastSquares, lossIsConvex, rankOf, zeroGradient } from './checks-facts.ts';
import { betterMatrix, chord, convexity, curve, lift, negativeCurvature, swap } from './checks-point.ts';
import { hessianIsPsd, kyFan, prefix } from './checks-psd.ts';
import type { Matrix } from './matrix.ts';
import type { Network } from './network.ts';
import type { Place } from './read.ts';
import { malformed } from './result.ts';

/** What earlier evidence of the same certificate has proved, beside the instance itself. */
export interface Known {
  readonly net: Network;
  /** rank R, from `rank` evidence. */
  rank?: number;
  /** Σ = YP_XYᵀ (d_H × d_H), P_X the projection onto the rows of X, from `least-squares` evidence. */
  sigma?: Matrix;
}

/** Evidence as read: its shape is right, nothing is proved until `check` returns. */
export interface Evidence {
  /** Added to the kind where statements tell evidence of one kind apart, as in `rank R` or `chord above`. */
  readonly name?: string;
  /** The rank that is shown (`rank`, `least-squares`), or the order of a curve. */
  readonly number?: number;
  /** Throws a `Failure` unless the evidence proves what its kind says. */
  readonly check: (known: Known) => void;
}

/** Reads one kind of evidence for an instance. */
export type EvidenceReader = (place: Place, net: Network) => Evidence;

const KINDS: ReadonlyMap<string, EvidenceReader> = new Map([
  ['zero', zeroGradient],
  ['rank', rankOf],
  ['loss', lossIsConvex],
  ['dimensions', dimensions],
  ['least-squares', leastSquares],
  ['distinct-spectrum', distinctSpectrum],
  ['negative-curvature', negativeCurvature],
  ['descent-curve', curve(-1)],
  ['ascent-curve', curve(1)],
  ['psd', hessianIsPsd],
  ['convexity', convexity],
  ['ky-fan', kyFan],
  ['prefix', prefix],
  ['swap', swap],
  ['lift', lift],
  ['chord', chord],
  ['better-matrix', betterMatrix],
]);

export interface Item extends Evidence {
  readonly kind: string;
  /** Kind and name. */
  readonly label: string;
  readonly pointer: string;
}

export function readEvidence(place: Place, net: Network): Item {
  const kind = place.field('kind').text();
  const reader = KINDS.get(kind);
  if (!reader) return malformed('ENUM', `${place.pointer}/kind`, 'unknown kind of evidence');
  const evidence = reader(place, net);
  const label = evidence.name === undefined ? kind : `${kind} ${evidence.name}`;
  return { ...evidence, kind, label, pointer: place.pointer };
}
