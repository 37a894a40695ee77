import type { Combination } from '../enclosure/combination.ts';
import type { Enclosures } from '../enclosure/enclosures.ts';
import { Undecided } from '../enclosure/undecided.ts';
import { curveEvidence } from '../evidence/curve.ts';
import type { EvidenceOf } from '../evidence/evidence.ts';
import { roundings } from '../evidence/floats.ts';
import { zeros } from '../exact/doubles.ts';
import { primitive } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import { SmallIntegers } from '../exact/small-integers.ts';
import { type AnyPoint, type EnclosedPoint, isCritical, isEnclosed } from './point.ts';

/**
 * Step 1: where some gradient is not zero, W_i descends at order 1 along its largest entry, or along a matrix near −∇_{W_i}L. Undefined at a critical point. Throws Undecided
 * if the digits at an enclosed point do not show any gradient to be other than zero, though a part of one is not.
 */
export function gradientDescent(point: AnyPoint): EvidenceOf<'descent-curve' | 'ascent-curve'> | undefined {
  if (isCritical(point)) return undefined;
  const { layer, along } = isEnclosed(point) ? enclosedGradient(point) : exactGradient(point.gradients);
  return curveEvidence('descent-curve', 1, [{ layer, power: 1, matrix: along.neg() }]);
}

function exactGradient(gradients: readonly Matrix[]): { layer: number; along: Matrix } {
  const k = gradients.findIndex((g) => !g.isZero());
  return { layer: k + 1, along: largestEntry(gradients[k]!) };
}

/** ±E_ab for the (first) largest entry m_ab in absolute value, with its sign: ⟨m, ·⟩ > 0. For m ≠ 0. */
export function largestEntry(m: Matrix): Matrix {
  const [at, sign] = m.small ? largestOf(m.small.entries) : largestOf(m.num);
  const entries = zeros(m.rows * m.cols);
  entries[at] = sign;
  return new Matrix(m.rows, m.cols, new SmallIntegers(entries));
}

/** Place and sign of the first entry with the largest absolute value. */
function largestOf<N extends number | bigint>(entries: ArrayLike<N>): [place: number, sign: number] {
  let place = 0;
  for (let k = 1; k < entries.length; k++) {
    if (magnitude(entries[k]!) > magnitude(entries[place]!)) place = k;
  }
  return [place, entries[place]! < 0 ? -1 : 1];
}

const magnitude = <N extends number | bigint>(x: N): number | bigint => (x < 0 ? -x : x);

function enclosedGradient({ gradients, enclosures }: EnclosedPoint): { layer: number; along: Matrix } {
  for (const [k, g] of gradients.entries()) {
    const along = nearbyMultiple(g, enclosures);
    if (along) return { layer: k + 1, along };
  }
  throw new Undecided('the gradient of some layer is not 0');
}

/** A positive multiple of m with coprime integer entries. */
export function primitiveMultiple(m: Matrix): Matrix {
  const p = new Matrix(m.rows, m.cols, primitive(m.num));
  return p.dot(m).sign < 0 ? p.neg() : p;
}

/** A matrix of entries −1, 0, 1, proposed by doubles near m, with ⟨m, ·⟩ > 0. Undefined if the digits do not prove this. */
export function nearbyMultiple(m: Combination, enclosures: Enclosures): Matrix | undefined {
  const near = m.enclosed(enclosures).middle();
  const [coarse] = roundings(near.toDoubles().flat());
  const along = coarse && new Matrix(near.rows, near.cols, coarse.num);
  return along && m.enclosedAlong(along, enclosures).sign() === 1 ? along : undefined;
}
