import { type Conclusion, Disagreement } from '../../src/campaign/property.ts';
import { decidePoint } from '../../src/decision/decide.ts';
import type { Decision } from '../../src/decision/decision.ts';
import { secondOrder } from '../../src/decision/dense-hessian.ts';
import type { SquarePoint as Point } from '../../src/decision/point.ts';
import { primitiveMultiple } from '../../src/decision/step-1-gradient.ts';
import { distinctSpectrum } from '../../src/evidence/distinct-spectrum.ts';
import { type Evidence, texts } from '../../src/evidence/evidence.ts';
import { leastSquaresEvidence } from '../../src/evidence/least-squares.ts';
import { columnBasis, compareSpectra } from '../../src/evidence/subspaces.ts';
import { rank, solve } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { weightCount } from '../../src/network/derivatives.ts';
import { classified as classEvidence } from '../conclusions.ts';
import { isTightened, type Pivot, pivots } from './pivots.ts';

/** Largest Hessian that is shown to be positive semidefinite as a whole, and whose exact inertia is compared with the verdict. */
export const LARGEST_HESSIAN = 40;

/** The theorem's own verdict, from ranks and the separation of two spectra, with its conditions as evidence. */
export interface Prediction {
  readonly verdict: Decision['verdict'];
  readonly evidence: readonly Evidence[];
  /** S = {1..r} */
  readonly isPrefix: boolean;
}

/** A critical point, what the theorem says of it, and what is so. */
export interface Classified {
  readonly point: Point;
  readonly pivots: readonly Pivot[];
  readonly prediction: Prediction;
  /** The decision without hypotheses. */
  readonly decision: Decision;
}

/** Throws {@link Disagreement} where the eigenvalues that R fits are not those that the spectra say. */
export function classify(point: Point): Classified {
  const all = pivots(point.instance, point.products);
  const prediction = predict(point, all);
  const S = fittedIndices(point, distinctSpectrum(point.leastSquares.sigma));
  if (S && S.every((k, index) => k === index) !== prediction.isPrefix) {
    throw new Disagreement(`R fits the eigenvalues number ${S.map((k) => k + 1)}, but the spectra say otherwise`);
  }
  return { point, pivots: all, prediction, decision: decidePoint(point) };
}

function predict({ products: { R }, leastSquares, rank: r, bottleneck: d }: Point, all: readonly Pivot[]): Prediction {
  const spectra = compareSpectra(leastSquares.sigma, columnBasis(R));
  if (!spectra.separated) {
    const { u, v } = spectra.crossing;
    const c = solve(R, v)!;
    const swap: Evidence = { kind: 'swap', u: texts(primitiveMultiple(u)), c: texts(primitiveMultiple(c)) };
    return { verdict: 'strict-saddle', evidence: [swap], isPrefix: false };
  }
  const prefix: Evidence = { kind: 'prefix', ...spectra.subspaces };
  if (r === d) return { verdict: 'global-minimizer', evidence: [prefix], isPrefix: true };
  const loose = all.find((pivot) => !isTightened(pivot, r));
  if (loose) {
    const evidence = [prefix, loose.inner.evidence(), loose.outer.evidence()];
    return { verdict: 'strict-saddle', evidence, isPrefix: true };
  }
  return { verdict: 'non-strict-saddle', evidence: [prefix, ...all.map((p) => tight(p, r))], isPrefix: true };
}

/** Rank evidence for a block of rank r of a tightened pivot. */
export const tight = ({ inner, outer }: Pivot, r: number): Evidence => (inner.rank === r ? inner : outer).evidence();

/** S, 0-based and ascending, where the eigenvalues of Σ are rational: u_k ∈ col R or Rᵀu_k = 0. Undefined where they are not. */
function fittedIndices({ products: { R }, rank: r }: Point, spectrum: Evidence | undefined): number[] | undefined {
  if (spectrum?.kind !== 'distinct-spectrum' || spectrum.form !== 'eigen') return undefined;
  const values = spectrum.values.map((x) => Rational.parse(x));
  const U = Matrix.fromRows(spectrum.vectors);
  const descending = range(values.length).sort((a, b) => values[b]!.compare(values[a]!));
  const S = range(values.length).filter((k) => !R.transpose().mul(U.col(descending[k]!)).isZero());
  if (S.length !== r || S.some((k) => rank(R.beside(U.col(descending[k]!))) > r)) {
    throw new Disagreement('col R is not spanned by eigenvectors of Σ');
  }
  return S;
}

/** `rank` of R, class evidence and conditions: FORMAT.md, section 6.6. Throws {@link Disagreement} where the theorem and the decision differ. */
export function conclusionOf({ point, decision, prediction }: Classified, more: readonly Evidence[] = []): Conclusion {
  if (decision.verdict !== prediction.verdict) {
    throw new Disagreement(`the theorem says ${prediction.verdict}, the decision ${decision.verdict}`);
  }
  const { verdict, evidence } = classEvidence(point, withHessian(point, decision));
  return {
    verdict,
    evidence: [...evidence, leastSquaresEvidence(point.leastSquares), ...prediction.evidence, ...more],
  };
}

/**
 * Square completion rests on the ranks that the theorem speaks of. Where the Hessian fits into memory, it is shown to be positive semidefinite without them.
 */
function withHessian(point: Point, decision: Decision): Decision {
  if (decision.verdict !== 'non-strict-saddle' || weightCount(point.instance) > LARGEST_HESSIAN) return decision;
  const second = secondOrder(point);
  if (!('psd' in second)) throw new Disagreement('the pivots are tightened, but the Hessian has a negative eigenvalue');
  const [zero, ...evidence] = decision.evidence;
  const curves = evidence.filter(({ kind }) => kind === 'descent-curve' || kind === 'ascent-curve');
  return { ...decision, evidence: [zero!, { kind: 'psd', of: 'hessian', proof: second.psd }, ...curves] };
}
