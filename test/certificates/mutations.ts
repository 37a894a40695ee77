import { digestOf } from '../../src/certificate/write.ts';
import type { Loose } from './attacks/attack.ts';

/** A valid certificate with one field changed and the digest made anew. */
export interface Mutation {
  /** JSON pointer to the changed place. */
  readonly pointer: string;
  /** What was done there. */
  readonly how: string;
  readonly text: string;
}

type Change = readonly [how: string, value: unknown];

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** Other numbers in place of a rational: negated, one more, zero, doubled; and the same number written otherwise. */
function otherRationals(text: string): Change[] {
  const [num, den] = text.split('/');
  const [p, q] = [BigInt(num!), BigInt(den ?? '1')];
  const write = (a: bigint, b: bigint): string => {
    const g = gcd(a, b);
    return b / g === 1n ? `${a / g}` : `${a / g}/${b / g}`;
  };
  const others: Change[] = [
    ['negated', write(-p, q)],
    ['one more', write(p + q, q)],
    ['zero', '0'],
    ['doubled', write(2n * p, q)],
  ];
  return [...others.filter(([, value]) => value !== text), ['written otherwise', `${2n * p}/${2n * q}`]];
}

/** The certificate's own vocabulary: a word is replaced by every other word of its group. */
const WORDS: readonly (readonly string[])[] = [
  [
    ...['not-critical', 'global-minimizer', 'strict-saddle', 'non-strict-saddle', 'not-a-local-minimum'],
    ...['neither-convex-nor-concave', 'convex', 'saddle', 'holds', 'fails', 'undecided'],
    ...['spurious-local-minimum', 'tower-minimizer', 'within-gap', 'rank-constrained-minimizer'],
  ],
  [
    ...['depthcert/decision', 'lu-kawaguchi-2017/thm-2.1', 'zhang-2019/full-rank', 'achour-2021/thm-classification'],
    ...['kawaguchi-2016/thm-2.3-i', 'zhu-2018/thm-shallow', 'depthcert/real-data'],
  ],
  ['descent-curve', 'ascent-curve'],
  ['ky-fan', 'prefix', 'convexity', 'leading', 'square-completion'],
  ['zero', 'loss', 'dimensions', 'balanced'],
  ['above', 'below'],
  ['independent', 'one-coin'],
  ['path-expansion', 'bernoulli'],
  ['X', 'Y', 'R', 'Sigma_XY', 'inner(2,1)', 'outer(2,1)', 'left(2)', 'right(1)', 'right-sigma(1)'],
  ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'],
  ['eigen', 'bezout'],
  ['threshold', 'kronecker'],
  ['sum-of-squares', 'dominance'],
  ['depthcert/1', 'depthcert/2'],
  ['square', 'huber', 'quartic', 'weighted-square', 'absolute', 'balanced-square'],
  ['hessian', 'domination'],
  ['local-minimum', 'better-point', 'better-matrix'],
];

function changesOf(value: unknown, key: string): Change[] {
  if (typeof value === 'number')
    return [['one more', value + 1], ...(value > 0 ? [['one less', value - 1] as const] : [])];
  if (typeof value === 'string') {
    if (key !== 'seed' && /^-?\d+(\/\d+)?$/.test(value)) return otherRationals(value);
    const group = WORDS.find((words) => words.includes(value));
    return group
      ? group.filter((word) => word !== value).map((word) => [`→ ${word}`, word] as const)
      : [['changed', `${value}x`]];
  }
  if (value === null) return [['not null', []]];
  if (Array.isArray(value)) {
    const out: Change[] = [['an entry too many', [...value, value.length > 0 ? value[value.length - 1] : '0']]];
    if (value.length > 0) out.push(['last entry dropped', value.slice(0, -1)]);
    if (value.length > 1 && JSON.stringify(value[0]) !== JSON.stringify(value[1])) {
      out.push(['first two exchanged', [value[1], value[0], ...value.slice(2)]]);
    }
    return out;
  }
  const object = value as Record<string, unknown>;
  return [
    ['unknown field', { ...object, extra: '0' }],
    ...Object.keys(object).map((name): Change => {
      const { [name]: _, ...rest } = object;
      return [`without ${name}`, rest];
    }),
  ];
}

/** Every field of the certificate changed alone, in every way above. The digest itself is changed without being made anew. */
export function* mutations(certificate: Loose): Generator<Mutation> {
  function* visit(value: unknown, path: readonly (string | number)[]): Generator<Mutation> {
    const key = String(path[path.length - 1] ?? '');
    if (key === 'version' || key === 'digest') return;
    for (const [how, changed] of changesOf(value, key)) {
      const copy = replaced(certificate, path, changed);
      if (how !== 'without digest') copy.digest = digestOf(copy);
      yield { pointer: path.map((p) => `/${p}`).join(''), how, text: JSON.stringify(copy) };
    }
    if (typeof value === 'object' && value !== null) {
      for (const [k, child] of Object.entries(value)) {
        yield* visit(child, [...path, Array.isArray(value) ? Number(k) : k]);
      }
    }
  }
  yield* visit(certificate, []);
  yield {
    pointer: '/digest',
    how: 'changed',
    text: JSON.stringify({ ...certificate, digest: `sha256:${'0'.repeat(64)}` }),
  };
}

function replaced(value: Loose, path: readonly (string | number)[], changed: unknown): Loose {
  if (path.length === 0) return changed;
  const [first, ...rest] = path;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[first!] = replaced(value[first!], rest, changed);
  return copy;
}

/** Where the change is, in the words of FORMAT.md: the kind of evidence and the field, without indices. */
export function placeOf(certificate: Loose, pointer: string): string {
  const parts = pointer.split('/').slice(1);
  let value = certificate;
  let kind = '';
  let since: string[] = [];
  for (const part of parts) {
    value = value?.[part];
    since = /^\d+$/.test(part) ? since : [...since, part];
    if (typeof value?.kind === 'string' && part !== 'loss' && part !== 'coordinates') {
      kind = value.kind;
      since = [];
    }
  }
  return [kind, ...since].filter((s) => s !== '').join('.');
}
