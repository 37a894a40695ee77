import type { Enclosures } from '../enclosure/enclosures.ts';
import { Undecided } from '../enclosure/undecided.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { TranscendentalInstance } from '../network/instance.ts';
import { partialProducts } from '../network/network.ts';
import { curve } from './curve.ts';
import type { EvidenceOf } from './evidence.ts';

/** No radius is larger than 2^−LEAST, no t smaller than 2^−MOST. */
const LEAST = 3;
const MOST = 64;

/**
 * A point of a descent curve with a smaller loss, as near as 1/8: W(t) for the largest t = 1/2, 1/4, … where both are proved. The radius is the least power of 2 that
 * the distance does not exceed. Throws Undecided if no loss down to t = 2⁻⁶⁴ is proved smaller.
 */
export function nearbyPoint(
  instance: TranscendentalInstance,
  { curve: terms }: EvidenceOf<'descent-curve' | 'ascent-curve'>,
  enclosures: Enclosures,
): EvidenceOf<'nearby-point'> {
  const { widths, weights, loss } = instance;
  const parsed = terms.map((term) => ({ ...term, matrix: Matrix.fromRows(term.matrix, widths[term.layer - 1]!) }));
  const layers = curve(instance, parsed);
  const value = (W: readonly Matrix[]) => loss.enclosedValue(partialProducts({ widths, weights: W }).R, enclosures);
  const here = value(weights);
  for (const k of range(MOST).map((n) => n + 1)) {
    const t = new Rational(1n, 1n << BigInt(k));
    const there = layers.map((p) => p.reduceRight((sum, c) => sum.scale(t).add(c)));
    const radius = powerAbove(there.map((w, h) => w.sub(weights[h]!)));
    if (radius > -LEAST || value(there).compare(here) !== -1) continue;
    return { kind: 'nearby-point', to: there.map((w) => w.toRows()), radius: `1/${1n << BigInt(-radius)}` };
  }
  throw new Undecided('the loss at some point of the curve is smaller');
}

/** The least n with Σ‖V_h‖² ≤ 4ⁿ, if it is negative, else 0. */
function powerAbove(V: readonly Matrix[]): number {
  const squared = V.reduce((sum, v) => sum.add(v.dot(v)), Rational.zero);
  let n = 0;
  while (squared.mul(new Rational(1n << BigInt(2 - 2 * n))).compare(Rational.one) <= 0 && squared.sign > 0) n--;
  return n;
}
