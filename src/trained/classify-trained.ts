import type { Certificate } from '../certificate/certificate.ts';
import { classOf, INPUT } from '../certificate/classify.ts';
import { requirePlainBases } from '../certificate/read.ts';
import { VERSION } from '../certificate/version.ts';
import { certificateLine, makeCertificate } from '../certificate/write.ts';
import type { PointClass } from '../decision/decision.ts';
import { pointOf } from '../decision/point.ts';
import type { Evidence, NearCriticalPoint } from '../evidence/evidence.ts';
import { settle } from '../evidence/settle.ts';
import { decimalText, roundDecimal } from '../exact/decimal.ts';
import type { Matrix } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { squareRoot } from '../exact/square-root.ts';
import { coordinatesToJson } from '../network/coordinates.ts';
import { type Instance, makeInstance } from '../network/instance.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { overLimit, type Result } from '../verifier/result.ts';
import { distanceInFrame } from './distance.ts';
import { type NearPoint, nearestCritical } from './nearest.ts';
import { squaredNorm } from './rounding.ts';

/** The statement that a classification of a trained network certifies. */
export const NEAR_CRITICAL = 'depthcert/near-critical';

/** A point counts as near where the distance is at most this part of the size of the weights. */
export const TOLERANCE = 1e-2;

export interface TrainedClassification {
  /** Of the critical point near W; `not-critical` where none is near. */
  readonly verdict: PointClass;
  /** Of that critical point; null where none is near. */
  readonly rank: number | null;
  /** R = U_SU_SᵀM there, eigenvalues counted from the largest, from 1; null where none is near, or where it is not known. */
  readonly S: readonly number[] | null;
  /** The layers of which the part outside R vanishes there, from 1; null where none has to. */
  readonly pattern: readonly number[] | null;
  /** An upper bound of the distance; null where none is near. */
  readonly distance: Rational | null;
  /** ‖∇L(W)‖ is between these two. */
  readonly gradientNorm: readonly [below: Rational, above: Rational];
  /** What W is. */
  readonly sentence: string;
  readonly certificate: Certificate;
  /** The certificate as a line of a `.jsonl` file. */
  readonly line: string;
  /** What the independent verifier says of that line. */
  readonly result: Result;
}

/**
 * The class of the critical point near W, and how near it is at most, or the length of the gradient; writes the certificate and has it verified.
 * Throws a `Failure` with `LIMIT` where the class would take too long, or more digits than are tried.
 */
export function classifyTrained(instance: Instance, { tolerance = TOLERANCE, index = 0 } = {}): TrainedClassification {
  requirePlainBases(instance);
  const gradient = squaredNorm(...pointOf(instance).gradients);
  const gradientNorm = [squareRoot(gradient, 3, 'down'), squareRoot(gradient, 3, 'up')] as const;
  const { distance, point, missing } = nearestCritical(instance);
  const isNear = (x: Rational) => x.toDouble() <= tolerance * sizeOf(instance);
  if (!distance || !isNear(distance)) {
    return verified(instance, notCritical(gradientNorm, missing), gradientNorm, index);
  }
  for (const growth of GROWTHS) {
    const near = point(growth);
    if (!isNear(near.distance)) break;
    const found = verified(instance, nearPoint(instance, near), gradientNorm, index);
    if (found.result.status !== 'LIMIT') return found;
  }
  return overLimit(
    '',
    'the class of the critical point near W needs more arithmetic than the verifier agrees to do; smaller widths need less, and data with fewer digits, as X and Y rounded before training',
  );
}

/** By how much the distance may grow, as a part of it: more only where the numbers are too long for the verifier otherwise. */
const GROWTHS = [new Rational(1n, 16n), new Rational(8n), new Rational(1024n), new Rational(1n << 20n)];

function verified(
  instance: Instance,
  { evidence, tier, ...said }: Found,
  gradientNorm: TrainedClassification['gradientNorm'],
  index: number,
): TrainedClassification {
  const proof = { verdict: said.verdict, hypotheses: [], evidence: [evidence] };
  const certificate = makeCertificate(NEAR_CRITICAL, instance, proof, {
    ...{ generator: INPUT, seed: '', path: '', index, version: VERSION },
    ...tier,
  });
  const line = certificateLine(certificate);
  return { ...said, gradientNorm, certificate, line, result: verifyCertificate(line) };
}

/**
 * The size of weights that fit the data, √H·μ^{1/H} where they are balanced, or of W where this is larger: it decides what is said, not whether it is true.
 * μ = √d_0·‖MX‖/‖X‖ is what ‖M‖ is for XXᵀ = cI; M itself has no bound where inputs are nearly dependent.
 */
function sizeOf(instance: Instance): number {
  const H = instance.weights.length;
  const { sigma } = pointOf(instance).leastSquares;
  const inputs = trace(instance.loss.Sxx);
  const mu = inputs.sign === 0 ? 0 : Math.sqrt(trace(sigma).div(inputs).toDouble() * instance.X.rows);
  return Math.max(Math.sqrt(H) * mu ** (1 / H), Math.sqrt(squaredNorm(...instance.weights).toDouble()));
}

const trace = (m: Matrix): Rational =>
  Array.from({ length: m.rows }, (_, k) => m.entry(k, k)).reduce((sum, x) => sum.add(x), Rational.zero);

type Said = Pick<TrainedClassification, 'verdict' | 'rank' | 'S' | 'pattern' | 'distance' | 'sentence'>;
interface Found extends Said {
  readonly evidence: Evidence;
  readonly tier: { readonly tier: 'exact' } | { readonly tier: 'enclosed'; readonly precision: number };
}

function notCritical([below, above]: TrainedClassification['gradientNorm'], missing: string | undefined): Found {
  const why = missing === undefined ? '' : `; the data have ${missing}, so only ranks 0 and exact fits were tried`;
  return {
    verdict: 'not-critical',
    ...{ rank: null, S: null, pattern: null, distance: null },
    sentence: `near no critical point that was tried, the gradient has a length between ${decimalText(below)} and ${decimalText(above)}${why}`,
    evidence: { kind: 'gradient-norm', below: below.toString(), above: above.toString() },
    tier: { tier: 'exact' },
  };
}

function nearPoint(instance: Instance, point: NearPoint): Found {
  const { S, pattern } = point;
  const { proof, near, distance, precision } = point.frame
    ? provedInFrame(instance, point, point.frame)
    : provedPlainly(instance, point);
  const { verdict, rank } = proof;
  const where = distance.sign === 0 ? 'at' : `within ${decimalText(distance)} of`;
  const name = verdict.replaceAll('-', ' ').replace('non strict', 'non-strict');
  const known = rank === 0 ? [] : S;
  return {
    ...{ verdict, rank, S: known, pattern, distance },
    sentence: `${where} a ${name} of rank ${rank}${known ? `, S = {${known.join(',')}}` : ''}`,
    evidence: { kind: 'near-critical-point', ...near },
    tier: { tier: 'enclosed', precision },
  };
}

interface Proved {
  readonly proof: ReturnType<typeof classOf>;
  readonly near: NearCriticalPoint;
  readonly distance: Rational;
  readonly precision: number;
}

/** Significant digits of the distance. */
const DIGITS = 2;
const shown = (distance: Rational): Rational => roundDecimal(distance, DIGITS, 'up');

function provedPlainly({ X, Y, widths }: Instance, { weights, distance: exact }: NearPoint): Proved {
  const proof = classOf(makeInstance(X, Y, weights, widths));
  const distance = shown(exact);
  return {
    ...{ proof, distance, precision: digitsOf(distance) },
    near: {
      W: weights.map((w) => w.toRows()),
      ...{ coordinates: null, S: null, vectors: null },
      evidence: proof.evidence,
      distance: distance.toString(),
    },
  };
}

function provedInFrame(
  { X, Y, widths }: Instance,
  { weights, S }: NearPoint,
  { eigenframe, vectors }: NonNullable<NearPoint['frame']>,
): Proved {
  const start = { ...makeInstance(X, Y, weights, widths), coordinates: eigenframe.coordinates };
  const settled = settle(start, classOf)!;
  if (!settled.settled) overLimit('', `${settled.precision} digits of the spectrum leave open: ${settled.open}`);
  const { proof, coordinates, precision } = settled;
  const distance = shown(distanceInFrame({ ...eigenframe, coordinates }, vectors, weights)!);
  return {
    ...{ proof, distance, precision: Math.max(precision, digitsOf(distance)) },
    near: {
      W: weights.map((w) => w.toRows()),
      coordinates: coordinatesToJson(coordinates),
      S: S!,
      vectors: vectors.toRows(),
      evidence: proof.evidence,
      distance: distance.toString(),
    },
  };
}

/** Decimal digits with which a number of this size is told from 0. */
const digitsOf = (distance: Rational): number =>
  distance.sign === 0 ? 1 : Math.max(1, Math.ceil(-Math.log10(distance.toDouble())) + DIGITS);
