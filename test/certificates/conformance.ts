import { decide } from '../../src/decision/decide.ts';
import { type InstanceJson, instanceFromJson } from '../../src/network/instance.ts';
import type { Result } from '../../src/verifier/index.ts';
import { attacks } from './attacks.ts';
import { mutations, placeOf } from './mutations.ts';

export type Verify = (text: string) => Result;

/** Codes with which a change inside evidence of a kind may be rejected, beside the codes of malformed files. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'ascent-curve': ['CURVE', 'EVIDENCE'],
  'better-matrix': ['BETTER'],
  chord: ['CHORD', 'EVIDENCE'],
  'descent-curve': ['CURVE', 'EVIDENCE'],
  digest: ['DIGEST'],
  dimensions: ['HYPOTHESES'],
  'distinct-spectrum': ['SPECTRUM'],
  evidence: ['EVIDENCE'],
  format: ['VERSION'],
  hypotheses: ['HYPOTHESES'],
  'ky-fan': ['SEPARATION', 'EVIDENCE'],
  'least-squares': ['LEAST_SQUARES'],
  lift: ['LIFT'],
  loss: ['HYPOTHESES'],
  'negative-curvature': ['CURVATURE'],
  prefix: ['SEPARATION', 'EVIDENCE'],
  psd: ['PSD'],
  rank: ['RANK', 'EVIDENCE', 'HYPOTHESES', 'HYPOTHESIS'],
  statement: ['STATEMENT', 'HYPOTHESES'],
  swap: ['SWAP'],
  verdict: ['VERDICT', 'EVIDENCE'],
  // An instance is what the evidence is about: any check may be the first to notice that it is another one.
  'instance.W': [
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
  ],
  'instance.X': ['RANK', 'CURVE', 'PSD', 'CONVEXITY', 'KY_FAN', 'ZERO', 'LEAST_SQUARES', 'CURVATURE', 'SEPARATION'],
  'instance.Y': ['RANK', 'CURVE', 'PSD', 'CONVEXITY', 'KY_FAN', 'ZERO', 'CURVATURE', 'SEPARATION', 'SPECTRUM'],
  'instance.loss': ['LOSS'],
};

const MALFORMED = ['UNKNOWN_FIELD', 'MISSING_FIELD', 'TYPE', 'NUMBER', 'SHAPE', 'RANGE', 'ENUM'];

/** Changes that leave a valid certificate of a true claim, and why. The claim is that of the file before the change. */
const HARMLESS: readonly (readonly [place: RegExp, reason: string])[] = [
  [/^provenance\.(generator|seed|path|index) /, 'how an instance was found proves nothing'],
  [/^statement → depthcert\//, 'real-data and decision are one rule with two sources of instances'],
  [/^negative-curvature\.V /, 'a neighbouring direction may have negative curvature, too; −V and 2V always do'],
  [
    /^(ascent|descent)-curve\.curve\.(matrix|power|layer) /,
    'a neighbouring curve may descend or ascend at the same order',
  ],
  [/^lift\.(A|B)\.matrix /, 'a neighbouring shallow curve may descend at the same order'],
  [/^swap\.(u|c) /, 'a neighbouring vector may have a Rayleigh quotient on the same side'],
  [/^chord\.to /, 'a chord to a neighbouring point may lie on the same side'],
  [/^distinct-spectrum\.vectors (doubled|negated|one more)/, 'a multiple of an eigenvector is one'],
  [/^(ky-fan|prefix)\.(p|q) negated/, 'the same subspace (of one dimension) by another basis'],
  [/^(ky-fan|prefix)\.separation\.(above|below)\.L negated/, 'a square does not see the sign of what is squared'],
  [/^(ky-fan|prefix)\.separation\.proof\.L negated/, 'a square does not see the sign of what is squared'],
  [
    /^psd\.proof\.(L|factor) (negated|zero|one more|doubled)/,
    'the remainder may stay dominant; signs of a whole column are free',
  ],
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
    if (!/^(accepted|refuted)\/.*\.json$/.test(path)) continue;
    const before = verify(text);
    tried++;
    if (before.status !== 'VALID_EXACT') {
      find(path, '', 'as it is', `${before.status} ${before.code} at "${before.pointer}"`);
      continue;
    }
    const certificate = JSON.parse(text);
    for (const { pointer, how, text: changed } of mutations(certificate)) {
      tried++;
      if (changed === JSON.stringify(certificate)) find(path, pointer, how, 'the change does not change the bytes');
      const { status, code } = verify(changed);
      const place = placeOf(certificate, pointer);
      if (status === 'VALID_EXACT') {
        if (pointer.startsWith('/instance/')) {
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
  readonly instance: InstanceJson;
}

/** What an accepted certificate of another instance says wrongly, by the decision procedure; undefined if it is true. */
function falsehood({ verdict, instance }: Accepted): string | undefined {
  if (verdict === 'neither-convex-nor-concave') return undefined; // two strict inequalities, recomputed by the verifier
  if (verdict === 'convex') return instance.W.length === 1 ? undefined : 'convex, with more than one layer';
  let decided: string;
  try {
    decided = decide(instanceFromJson(instance)).verdict;
  } catch {
    return 'accepted, though the instance is not one';
  }
  const saddle = decided === 'strict-saddle' || decided === 'non-strict-saddle';
  if (verdict === decided || (verdict === 'not-a-local-minimum' && saddle)) return undefined;
  return `accepted as ${verdict}, but the decision procedure says ${decided}`;
}
