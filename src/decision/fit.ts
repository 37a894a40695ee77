import type { Evidence } from '../evidence/evidence.ts';
import { leadingEvidence } from '../evidence/leading.ts';
import { leastSquaresEvidence } from '../evidence/least-squares.ts';
import { roundedPair } from '../evidence/pair.ts';
import { proposeFit } from '../evidence/spectra.ts';
import type { Matrix } from '../exact/matrix.ts';
import type { SquarePoint } from './point.ts';
import { spectraAt, swapDirection, withCommonScale } from './step-4-full-rank.ts';

/** Evidence that R fits the leading eigenvalues of Σ, or a direction of negative curvature, which exists where it does not. */
export type Fit = { readonly evidence: readonly Evidence[] } | { readonly direction: readonly Matrix[] };

/**
 * Of a critical point with G ≠ 0. Doubles propose a threshold with two short factors, or the rounded direction of the swap; where neither stands up exactly
 * (ties, spectra that doubles cannot tell apart, entries beyond their range), exact elimination decides.
 */
export function fitOf(point: SquarePoint): Fit {
  const proposed = proposeFit(point);
  if (proposed) {
    const { inside, outside } = proposed;
    const swap = outside < inside! ? undefined : proposed.swap();
    const direction = swap && roundedPair(point, swap);
    if (direction) return { direction: withCommonScale(direction) };
    const leading = leadingEvidence(point, proposed);
    if (leading) return { evidence: [leading] };
  }
  return exactFit(point);
}

function exactFit(point: SquarePoint): Fit {
  const spectra = spectraAt(point);
  if (!spectra.separated) return { direction: swapDirection(point, spectra.crossing) };
  const kind = point.rank === point.bottleneck ? 'ky-fan' : 'prefix';
  return { evidence: [leastSquaresEvidence(point.leastSquares), { kind, ...spectra.subspaces }] };
}
