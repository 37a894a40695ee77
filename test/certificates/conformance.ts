import { isVerified } from '../../src/certificate/verified.ts';
import { decide } from '../../src/decision/decide.ts';
import type { NearCriticalPoint } from '../../src/evidence/evidence.ts';
import { type AnyInstanceJson, type InstanceJson, instanceFromJson } from '../../src/network/instance.ts';
import type { Result } from '../../src/verifier/index.ts';
import { attacks } from './attacks.ts';
import { mutations, placeOf } from './mutations.ts';
import { falsehoodOfOtherLoss, isOfOtherLoss } from './other-losses.ts';
import { falsehoodOfRegularized, understatedGap } from './two-layers.ts';

export type Verify = (text: string) => Result;

/** Codes with which a change inside evidence of a kind may be rejected, beside the codes of malformed files. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'ascent-curve': ['CURVE', 'EVIDENCE'],
  balanced: ['EVIDENCE'],
  'better-point': ['BETTER', 'EVIDENCE'],
  bernoulli: ['EVIDENCE', 'CONCLUSION'],
  'better-matrix': ['BETTER', 'CONCLUSION'],
  chord: ['CHORD', 'EVIDENCE'],
  convexity: ['EVIDENCE'],
  'critical-map': ['MAP', 'EVIDENCE'],
  'critical-values': ['VALUES', 'EVIDENCE'],
  'descent-curve': ['CURVE', 'EVIDENCE'],
  digest: ['DIGEST'],
  domination: ['MINIMUM', 'EVIDENCE'],
  dimensions: ['HYPOTHESES'],
  'distinct-spectrum': ['SPECTRUM'],
  eigenbasis: ['SPECTRUM', 'MAP', 'EVIDENCE'],
  // Lifts at several layers come in the order of the layers.
  evidence: ['EVIDENCE', 'CONCLUSION', 'TIER'],
  flat: ['FLAT'],
  format: ['VERSION'],
  'full-rank-curve': ['RANK'],
  gap: ['GAP', 'CONCLUSION'],
  'gradient-norm': ['NEAR', 'CONCLUSION'],
  hypotheses: ['HYPOTHESES'],
  'ky-fan': ['SEPARATION', 'EVIDENCE'],
  leading: ['SEPARATION', 'RANK'],
  'least-squares': ['LEAST_SQUARES'],
  lift: ['LIFT'],
  'local-minimum': ['MINIMUM', 'PSD', 'EVIDENCE'],
  loss: ['HYPOTHESES'],
  moved: ['FLAT'],
  // The evidence in it is that of a point of its own.
  'near-critical-point': [
    'NEAR',
    'SPECTRUM',
    'ZERO',
    'PSD',
    'RANK',
    'CURVE',
    'CURVATURE',
    'SEPARATION',
    'KY_FAN',
    'EVIDENCE',
    'CONCLUSION',
  ],
  'nearby-point': ['NEAR', 'BETTER', 'EVIDENCE'],
  'negative-curvature': ['CURVATURE'],
  parameterization: ['FORM', 'EVIDENCE', 'CONCLUSION'],
  'point-lift': ['LIFT', 'CONCLUSION'],
  prefix: ['SEPARATION', 'EVIDENCE'],
  psd: ['PSD'],
  rank: ['RANK', 'EVIDENCE', 'HYPOTHESES', 'HYPOTHESIS'],
  'square-completion': ['EVIDENCE'],
  statement: ['STATEMENT', 'HYPOTHESES', 'LOSS'],
  swap: ['SWAP'],
  verdict: ['VERDICT', 'EVIDENCE'],
  // An instance is what the evidence is about: any check may be the first to notice that it is another one.
  // Left out: other towers.
  instance: ['CONVEXITY', 'CONCLUSION', 'TIER'],
  'instance.coordinates': ['SPECTRUM', 'PSD', 'RANK', 'SEPARATION', 'CURVATURE'],
  'instance.W': [
    'BETTER',
    'RANK',
    'CURVE',
    'PSD',
    'CHORD',
    'KY_FAN',
    'ZERO',
    'HYPOTHESIS',
    'CONVEXITY',
    'SEPARATION',
    'CURVATURE',
    'CONCLUSION',
    'LIFT',
    'FLAT',
    'GAP',
    'MINIMUM',
    'FORM',
    'NEAR',
  ],
  'instance.X': [
    'NEAR',
    'HYPOTHESIS',
    'VALUES',
    'SPECTRUM',
    'BETTER',
    'RANK',
    'CURVE',
    'PSD',
    'CONVEXITY',
    'KY_FAN',
    'ZERO',
    'LEAST_SQUARES',
    'CURVATURE',
    'SEPARATION',
    'CONCLUSION',
    'GAP',
    'MINIMUM',
    'LIFT',
  ],
  'instance.Y': [
    'NEAR',
    'HYPOTHESIS',
    'VALUES',
    'BETTER',
    'GAP',
    'CONCLUSION',
    'RANK',
    'CURVE',
    'PSD',
    'CONVEXITY',
    'KY_FAN',
    'ZERO',
    'CURVATURE',
    'SEPARATION',
    'SPECTRUM',
    'MINIMUM',
    'LIFT',
  ],
  'instance.loss': ['LOSS', 'CURVE', 'LIFT', 'MINIMUM', 'PSD', 'CONVEXITY', 'ZERO', 'BETTER', 'EVIDENCE'],
  'instance.others': ['CURVE', 'CONVEXITY', 'ZERO', 'CONCLUSION'],
};

const MALFORMED = ['UNKNOWN_FIELD', 'MISSING_FIELD', 'TYPE', 'NUMBER', 'SHAPE', 'RANGE', 'ENUM'];

/** Changes that leave a valid certificate of a true claim, and why. The claim is that of the file before the change. */
const HARMLESS: readonly (readonly [place: RegExp, reason: string])[] = [
  [/^near-critical-point\.distance (one more|doubled)/, 'a larger distance holds, too'],
  [/^near-critical-point\.vectors /, 'an approximation of an eigenvector that is worse may be good enough'],
  [/^near-critical-point\.coordinates\.above (one more|doubled)/, 'a larger simplex encloses the spectrum, too'],
  [/^gradient-norm\.above (one more|doubled)/, 'a larger upper bound holds, too'],
  [/^rank\.inverse one more/, 'at the vertices of coordinates a neighbour of the inverse will do'],
  [/^better-matrix\.(left|right) /, 'a neighbouring matrix may be better, too'],
  [/^provenance\.(generator|seed|path|index|precision) /, 'how an instance was found proves nothing'],
  [/^statement → depthcert\//, 'real-data and decision are one rule with two sources of instances'],
  [/^nearby-point\.radius (one more|doubled)/, 'a larger radius holds, too'],
  [/^nearby-point\.to /, 'a neighbouring point may be as near and better, too'],
  [/^negative-curvature\.V /, 'a neighbouring direction may have negative curvature, too; −V and 2V always do'],
  [
    /^(ascent|descent)-curve\.curve(\.(matrix|power|layer) | last entry dropped)/,
    'a neighbouring or shorter curve may descend or ascend at the same order',
  ],
  [/^lift\.(A|B)\.matrix /, 'a neighbouring shallow curve may descend at the same order'],
  [/^flat\.curve( |\.)/, 'a neighbouring or shorter curve may keep the product, too'],
  [/^moved\.matrix /, 'another C may move the product as well'],
  [/^point-lift\.target /, 'the same matrices may lift a neighbouring R′'],
  [/^point-lift\.bound (one more|doubled)/, 'a larger bound holds, too'],
  [/^gap\.gap (one more|doubled)/, 'a larger gap holds, too'],
  [/^gap\.L negated/, 'Z does not see the sign of a column'],
  [/^gap\.slack\.(scale|factor|L) /, 'another scale or factor may keep the remainder dominant'],
  [/^swap\.(u|c) /, 'a neighbouring vector may have a Rayleigh quotient on the same side'],
  [/^bernoulli\.rho /, 'the expected output is ρRX for every ρ'],
  [/^chord\.to /, 'a chord to a neighbouring point may lie on the same side'],
  [/^critical-map\.p (negated|first two exchanged)/, 'the same subspace by another basis'],
  [/^critical-values\.points\.W (one more|first two exchanged)/, 'another critical point with the same value'],
  [/^eigenbasis\.(mixed one more|vectors first two exchanged)/, 'another vector, or another basis, that col R splits'],
  [/^parameterization\.(p|q) negated/, 'the same subspace by another basis, where nothing else is written in it'],
  [/^distinct-spectrum\.vectors (doubled|negated|one more)/, 'a multiple of an eigenvector is one'],
  [/^(ky-fan|prefix)\.(p|q) negated/, 'the same subspace (of one dimension) by another basis'],
  [
    /^(ky-fan|prefix)\.separation\.(above|below)\.(scale|factor) /,
    'another scale or factor may keep the remainder dominant',
  ],
  [/^leading\.t (one more|doubled)/, 'any t between the two spectra will do, where the factors leave room for it'],
  [
    /^leading\.(above|below)\.(scale (one more|doubled)|factor (negated|zero))/,
    'another scale or factor may keep the remainder dominant; signs of a whole column are free',
  ],
  [/^(ky-fan|prefix)\.separation\.(above|below)\.L negated/, 'a square does not see the sign of what is squared'],
  [/^(ky-fan|prefix)\.separation\.proof\.L negated/, 'a square does not see the sign of what is squared'],
  [
    /^psd\.proof\.(L|factor) (negated|zero|one more|doubled)/,
    'the remainder may stay dominant; signs of a whole column are free',
  ],
  [/^local-minimum\.proof\.proof\.factor negated/, 'signs of a whole column are free'],
  [/^psd\.proof\.scale (doubled|one more)/, 'another scale may keep the remainder dominant'],
];

export interface Finding {
  readonly path: string;
  readonly pointer: string;
  readonly how: string;
  readonly problem: string;
}

export interface Survey {
  readonly tried: number;
  /** What a sound verifier does not do. */
  readonly findings: readonly Finding[];
  /** Harmless changes that did not occur: entries of the list that say nothing. */
  readonly idle: readonly string[];
}

/** Every file of the archive, and every field of every accepted one changed alone, against a verifier. */
export function survey(archive: ReadonlyMap<string, string>, verify: Verify): Survey {
  const findings: Finding[] = [];
  const used = new Set<RegExp>();
  let tried = 0;
  const find = (path: string, pointer: string, how: string, problem: string) =>
    findings.push({ path, pointer, how, problem });

  for (const attack of attacks) {
    const path = `reject/${attack.name}.json`;
    const { status, code, pointer } = verify(archive.get(path)!);
    tried++;
    if (status !== attack.status || code !== attack.code || pointer !== attack.pointer) {
      find(
        path,
        attack.pointer,
        attack.says,
        `${status} ${code} at "${pointer}" instead of ${attack.status} ${attack.code}`,
      );
    }
  }
  for (const [path, text] of archive) {
    if (!/^(accepted|refuted|audited)\/.*\.json$/.test(path)) continue;
    const before = verify(text);
    tried++;
    if (!isVerified(before.status)) {
      find(path, '', 'as it is', `${before.status} ${before.code} at "${before.pointer}"`);
      continue;
    }
    // Those of the audit have the evidence of the accepted ones.
    if (path.startsWith('audited/')) continue;
    const certificate = JSON.parse(text);
    for (const { pointer, how, text: changed } of mutations(certificate)) {
      tried++;
      if (changed === JSON.stringify(certificate)) find(path, pointer, how, 'the change does not change the bytes');
      const { status, code } = verify(changed);
      const place = placeOf(certificate, pointer);
      if (isVerified(status)) {
        if (pointer.startsWith('/instance')) {
          const problem = falsehood(JSON.parse(changed));
          if (problem) find(path, pointer, how, problem);
          continue;
        }
        const harmless = HARMLESS.find(([pattern]) => pattern.test(`${place} ${how}`));
        if (harmless) used.add(harmless[0]);
        else find(path, pointer, how, 'accepted, and not on the list of harmless changes');
        continue;
      }
      const [first, second] = place.split('.');
      const expected = CODES[`${first}.${second}`] ?? CODES[first!] ?? [];
      const fits = status === 'MALFORMED' ? MALFORMED.includes(code!) : expected.includes(code!);
      if (!fits && status !== 'UNDECIDED') find(path, pointer, how, `turned down as ${status} ${code}`);
    }
  }
  return { tried, findings, idle: HARMLESS.filter(([p]) => !used.has(p)).map(([p, reason]) => `${p}: ${reason}`) };
}

interface Accepted {
  readonly verdict: string;
  readonly instance: AnyInstanceJson;
  readonly evidence: readonly { readonly kind: string; readonly gap?: string }[];
}

/** What an accepted certificate of another instance says wrongly, by the decision procedure; undefined if it is true. */
function falsehood(certificate: Accepted): string | undefined {
  try {
    return falsehoodOf(certificate);
  } catch (error) {
    return `accepted, though it cannot be judged: ${error}`;
  }
}

/** The critical point near the instance, in its place. */
const pointOf = ({ W, coordinates, evidence }: NearCriticalPoint, { widths, X, Y, loss }: AnyInstanceJson) => ({
  instance: { widths, X, Y, W, loss, ...(coordinates && { coordinates }) },
  evidence,
});

function falsehoodOf({ verdict, instance, evidence }: Accepted): string | undefined {
  const near = evidence.find((e) => e.kind === 'near-critical-point');
  if (near) return falsehoodOf({ verdict, ...pointOf(near as object as NearCriticalPoint, instance) });
  if (evidence.some((e) => e.kind === 'gradient-norm')) {
    return decide(instanceFromJson(instance as InstanceJson)).verdict === verdict
      ? undefined
      : 'a gradient of no length';
  }
  if (verdict === 'neither-convex-nor-concave') return undefined; // two strict inequalities, recomputed by the verifier
  if (verdict === 'convex') {
    const isConstant = instance.X.flat().every((x) => x === '0');
    return instance.W.length === 1 || isConstant ? undefined : 'convex, with more than one layer';
  }
  if (verdict === 'holds' || verdict === 'fails') return undefined; // identities, recomputed by the verifier
  const gap = evidence.find((e) => e.kind === 'gap')?.gap;
  if (verdict === 'within-gap') return understatedGap(instance, gap!);
  if (instance.loss.kind === 'balanced-square') return falsehoodOfRegularized(verdict, instance);
  if (isOfOtherLoss(instance)) return falsehoodOfOtherLoss(verdict, instance);
  const decided: string = decide(instanceFromJson(instance as InstanceJson)).verdict;
  const saddle = decided === 'strict-saddle' || decided === 'non-strict-saddle';
  if (verdict === decided || (['not-a-local-minimum', 'saddle'].includes(verdict) && saddle)) return undefined;
  if (verdict === 'rank-constrained-minimizer' && ['global-minimizer', 'non-strict-saddle'].includes(decided))
    return undefined;
  return `accepted as ${verdict}, but the decision procedure says ${decided}`;
}
