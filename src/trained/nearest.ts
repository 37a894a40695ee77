import { isCritical, pointOf } from '../decision/point.ts';
import { RepeatedEigenvalue } from '../enclosure/spectrum.ts';
import { rank } from '../exact/elimination.ts';
import type { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { Instance } from '../network/instance.ts';
import { bottleneckWidth, depth } from '../network/network.ts';
import { distanceBetween, distanceInFrame } from './distance.ts';
import { candidateSets, criticalNear, layersInFrame } from './eigen-candidates.ts';
import { type Eigenframe, eigenframe } from './eigenframe.ts';
import { type CriticalWeights, nearestFitted, nearestOfRankZero } from './rational-candidates.ts';
import { rounded } from './rounding.ts';

/** A critical point and how far it is at most. Its weights are in eigen-coordinates where there is a frame, with `vectors` near unit eigenvectors. */
export interface NearPoint extends Omit<CriticalWeights, 'S' | 'pattern'> {
  /** Null where it is not known: W itself is critical, and the data have no eigen-coordinates. */
  readonly S: readonly number[] | null;
  readonly pattern: readonly number[] | null;
  readonly distance: Rational;
  readonly frame?: { readonly eigenframe: Eigenframe; readonly vectors: Matrix };
}

export interface Nearest {
  /** Upper bound of the distance of the nearest critical point that can be built; undefined where there is none. */
  readonly distance: Rational | undefined;
  /** This point with as few digits as let its distance grow by at most so large a part of it. */
  readonly point: (growth: Rational) => NearPoint;
  /** Why only critical points of rank 0 and such with G = 0 were tried: a clause about the data. */
  readonly missing: string | undefined;
}

/** Binary digits while candidates are compared. */
const FINE = 192;

/** Outputs beyond which eigenvectors take too long. */
const MOST_OUTPUTS = 32;

/** The nearest of the critical points that can be built near W. Its numbers can be shorter where it may be a little farther away. */
export function nearestCritical(instance: Instance): Nearest {
  const { weights } = instance;
  if (isCritical(pointOf(instance))) {
    const itself = { weights, S: null, pattern: null, distance: Rational.zero };
    return { distance: itself.distance, point: () => itself, missing: undefined };
  }
  const { frame, missing } = frameOf(instance);
  const candidates = [...plain(instance), ...(frame ? inCoordinates(frame) : [])];
  const best = candidates.reduce<Candidate | undefined>(
    (x, y) => (x && x.distance.compare(y.distance) <= 0 ? x : y),
    undefined,
  );
  return { distance: best?.distance, point: (growth) => shortened(best!, growth), missing };
}

/** A way to build a critical point with so many binary digits, and of eigenvectors so many; and its distance with many. */
interface Candidate {
  readonly distance: Rational;
  readonly at: (bits: number, vectorBits: number) => NearPoint | undefined;
}

function candidate(at: Candidate['at']): Candidate[] {
  const distance = at(FINE, FINE)?.distance;
  return distance ? [{ distance, at }] : [];
}

/** Those that need no eigenvectors. */
const plain = (instance: Instance): Candidate[] =>
  [nearestOfRankZero, nearestFitted].flatMap((build) =>
    candidate((bits) => {
      const found = build(instance, bits);
      return found && { ...found, distance: distanceBetween(instance.weights, found.weights) };
    }),
  );

function inCoordinates(frame: Eigenframe): Candidate[] {
  const { instance } = frame;
  const layers = layersInFrame(frame);
  return candidateSets(layers, instance.Y.rows, bottleneckWidth(instance)).flatMap((S) =>
    candidate((bits, vectorBits) => {
      const found = criticalNear(frame, layers, S, bits);
      const vectors = rounded(frame.vectors, vectorBits);
      const distance = found && distanceInFrame(frame, vectors, found.weights);
      return distance && { ...found, distance, frame: { eigenframe: frame, vectors } };
    }),
  );
}

function shortened({ distance, at }: Candidate, growth: Rational): NearPoint {
  const size = distance.mul(growth).toDouble();
  const least = Math.max(4, Math.floor(-Math.log2(size)) - 8);
  const limit = (part: bigint) => distance.add(distance.mul(growth).mul(new Rational(part, 2n)));
  const bits = fewest(least, limit(1n), (b) => at(b, FINE));
  const vectorBits = fewest(bits, limit(2n), (b) => at(bits, b));
  return at(bits, vectorBits)!;
}

/** The least number of bits, from `least` on in small steps, for which the distance is within the limit. */
function fewest(least: number, limit: Rational, at: (bits: number) => NearPoint | undefined): number {
  for (let bits = least; bits < FINE; bits += 4) {
    const point = at(bits);
    if (point && point.distance.compare(limit) <= 0) return bits;
  }
  return FINE;
}

function frameOf(instance: Instance): { frame?: Eigenframe; missing: string | undefined } {
  if (depth(instance) < 2) return { missing: undefined };
  if (instance.Y.rows > MOST_OUTPUTS) return { missing: `more than ${MOST_OUTPUTS} outputs` };
  try {
    return { frame: eigenframe(instance), missing: undefined };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { missing: reasonOf(instance, error) };
  }
}

/** Why the data have no eigen-coordinates. */
function reasonOf({ X, Y, loss }: Instance, error: RangeError): string {
  const [inputs, both] = [rank(X), rank(loss.Syx)];
  if (inputs < X.rows) return `dependent inputs: X has ${X.rows} rows and rank ${inputs}`;
  if (both < Y.rows) return `an eigenvalue 0 of Σ: XYᵀ has ${Y.rows} columns and rank ${both}`;
  return error instanceof RepeatedEigenvalue ? 'a repeated eigenvalue of Σ' : 'eigenvalues of Σ that are too close';
}
