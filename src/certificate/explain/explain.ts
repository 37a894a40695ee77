import type { Evidence } from '../../evidence/evidence.ts';
import { isAboutData } from '../../evidence/vertices.ts';
import type { Matrix } from '../../exact/matrix.ts';
import { isTranscendental } from '../../network/loss.ts';
import type { Result } from '../../verifier/result.ts';
import { LEMMAS } from '../../verifier/trust.ts';
import type { Certificate } from '../certificate.ts';
import { plain } from '../plain.ts';
import { explainBalanced } from './balance.ts';
import { type Context, contextOf, sub } from './context.ts';
import { explainCoordinates, placeOf } from './coordinates.ts';
import { explainCurve, explainLift } from './curves.ts';
import { explainFact } from './facts.ts';
import { explainGap } from './gap.ts';
import { explainLeading, explainSquareCompletion } from './leading.ts';
import { lossFormula, PRINTED } from './losses.ts';
import { explainCriticalMap, explainCriticalValues, explainEigenbasis, explainParameterization } from './maps.ts';
import { explainBetterPoint, explainLocalMinimum } from './minima.ts';
import { explainGradientNorm, explainNearbyPoint, explainNearCriticalPoint } from './near.ts';
import { explainBernoulli, explainPathExpansion } from './paths.ts';
import {
  explainDomination,
  explainFlat,
  explainFullRankCurve,
  explainMoved,
  explainPointLift,
} from './perturbations.ts';
import { explainNegativeCurvature, explainPsd } from './second-order.ts';
import { explainSubspaces, explainSwap } from './spectra.ts';
import { show, showAll } from './text.ts';
import { explainBetterMatrix, explainChord, explainConvexity } from './values.ts';

/** What is known of a statement beside its id. */
export interface StatementText {
  readonly source: string;
  readonly statement: string;
  readonly hypotheses: readonly { readonly id: string; readonly text: string }[];
}

/** The proof in words and formulas, as Markdown. `result` is the verifier's, and it is valid. */
export function explain(certificate: Certificate, result: Result, statement?: StatementText): string {
  const context = contextOf(certificate.instance);
  const place = placeOf(context);
  const lines = [
    `# ${certificate.statement}: ${certificate.verdict}`,
    '',
    `**The verifier says ${result.status}.** ${result.claim ?? ''}`,
    '',
    ...(statement ? [`*${statement.source}.* ${statement.statement}`, ''] : []),
    '## The instance',
    '',
    ...instanceText(context),
  ];
  if (certificate.hypotheses.length > 0) lines.push('## Hypotheses', '');
  for (const { id, evidence } of certificate.hypotheses) {
    const text = statement?.hypotheses.find((h) => h.id === id)?.text;
    lines.push(
      `### ${id}${text ? `: ${text}` : ''}`,
      '',
      ...explainEvidence(evidence, isAboutData(evidence) ? context : place),
    );
  }
  lines.push('## Evidence', '');
  for (const [k, evidence] of certificate.evidence.entries()) {
    lines.push(
      `### ${k + 1}. ${evidence.kind}${evidence.kind === 'rank' ? ` of ${evidence.of}` : ''}`,
      '',
      ...explainEvidence(evidence, isAboutData(evidence) ? context : place),
    );
  }
  lines.push('## Relied on, not recomputed', '');
  const lemmas = LEMMAS.filter(({ id }) => result.reliesOn?.includes(id));
  for (const { id, statement: says, source } of lemmas) lines.push(`- **${id}.** ${says} *(${source})*`);
  if (lemmas.length === 0) lines.push('Nothing but arithmetic.');
  const { generator, seed, path, index, version } = certificate.provenance;
  lines.push(
    '',
    '## Provenance',
    '',
    plain`Generator ${generator}, seed ${JSON.stringify(seed)}, index ${index}, path ${JSON.stringify(path)}, version ${version}. Nothing here is evidence.`,
    '',
  );
  return lines.join('\n');
}

function lossText(context: Context): string {
  const { loss } = context.instance;
  const { R } = context.products;
  const value = isTranscendental(loss) ? loss.enclosedValue(R, PRINTED) : loss.value(R);
  if (loss.kind === 'square' && !context.instance.others) return `loss L(W) = ½‖RX − Y‖² = ${value}`;
  return `loss ${lossFormula(context)}; f(R) = ${value}`;
}

function instanceText(context: Context): string[] {
  const { instance, products } = context;
  const { widths, X, Y, weights, loss, others = [], coordinates } = instance;
  if (coordinates) return explainCoordinates(instance, coordinates);
  return [
    `Widths ${widths.join('-')}, m = ${X.cols}, ${lossText(context)} with R = W_H⋯W_1.`,
    '',
    ...showAll([['X', X], ['Y', Y], ...weights.map((w, k) => [`W${sub(k + 1)}`, w] as const)]),
    ...('weights' in loss ? show('w', loss.weights as Matrix) : []),
    ...others.flatMap((tower, t) => [
      `Tower ${t + 2}, held fixed:`,
      '',
      ...showAll([[`X${sub(t + 2)}`, tower.X], ...tower.weights.map((w, k) => [`W${sub(k + 1)}`, w] as const)]),
    ]),
    ...(weights.length > 1 ? show('R', products.R) : []),
  ];
}

function explainEvidence(evidence: Evidence, context: Context): string[] {
  switch (evidence.kind) {
    case 'negative-curvature':
      return explainNegativeCurvature(evidence, context);
    case 'psd':
      return explainPsd(evidence, context);
    case 'descent-curve':
    case 'ascent-curve':
      return explainCurve(evidence, context);
    case 'lift':
      return explainLift(evidence, context);
    case 'point-lift':
      return explainPointLift(evidence, context);
    case 'flat':
      return explainFlat(evidence);
    case 'moved':
      return explainMoved(evidence, context);
    case 'full-rank-curve':
      return explainFullRankCurve(evidence, context);
    case 'domination':
      return explainDomination(evidence, evidence.j, context);
    case 'ky-fan':
    case 'prefix':
      return explainSubspaces(evidence, context);
    case 'leading':
      return explainLeading(evidence, context);
    case 'square-completion':
      return explainSquareCompletion(context);
    case 'swap':
      return explainSwap(evidence, context);
    case 'critical-map':
      return explainCriticalMap(evidence, context);
    case 'eigenbasis':
      return explainEigenbasis(evidence);
    case 'critical-values':
      return explainCriticalValues(evidence, context);
    case 'parameterization':
      return explainParameterization(evidence, context);
    case 'convexity':
      return explainConvexity(context);
    case 'path-expansion':
      return explainPathExpansion(context);
    case 'bernoulli':
      return explainBernoulli(evidence, context);
    case 'local-minimum':
      return explainLocalMinimum(evidence, context);
    case 'better-point':
      return explainBetterPoint(evidence, context);
    case 'nearby-point':
      return explainNearbyPoint(evidence, context);
    case 'gradient-norm':
      return explainGradientNorm(evidence);
    case 'near-critical-point':
      return explainNearCriticalPoint(evidence, context);
    case 'gap':
      return explainGap(evidence, context);
    case 'balanced':
      return explainBalanced(context);
    case 'chord':
      return explainChord(evidence, context);
    case 'better-matrix':
      return explainBetterMatrix(evidence, context);
    case 'zero':
    case 'rank':
    case 'loss':
    case 'dimensions':
    case 'least-squares':
    case 'distinct-spectrum':
      return explainFact(evidence, context);
  }
}
