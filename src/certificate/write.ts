import { createHash } from 'node:crypto';
import { coordinatesToJson } from '../network/coordinates.ts';
import { type AnyInstance, instanceToJson } from '../network/instance.ts';
import { towerToJson } from '../network/tower.ts';
import { canonical } from '../verifier/json.ts';
import { type Certificate, FORMAT, type Proof, type Provenance } from './certificate.ts';
import { JsonBytes } from './json-bytes.ts';

/** `sha256:` and the hash of the canonical form of the certificate without its digest. */
export function digestOf(certificate: Omit<Certificate, 'digest'> & { digest?: string }): string {
  const { digest: _, ...body } = certificate;
  return hashed(canonical(body));
}

const hashed = (text: string | Uint8Array): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

export function makeCertificate(
  statement: string,
  instance: AnyInstance,
  { verdict, hypotheses, evidence, coordinates }: Proof,
  provenance: Provenance,
): Certificate {
  const body = {
    format: FORMAT,
    statement,
    instance: instanceToJson(coordinates ? { ...instance, coordinates } : instance),
    verdict,
    hypotheses,
    evidence,
    provenance,
  } as const;
  return { ...body, digest: digestOf(body) };
}

/** The canonical form, RFC 8785, with the line feed that ends a line of a `.jsonl` file. */
export const certificateLine = (certificate: Certificate): string => `${canonical(certificate)}\n`;

/** Where the digest will be. */
const PLACE = `{"digest":"sha256:${'0'.repeat(64)}",`;
const out = new JsonBytes();

/** The line of {@link makeCertificate}, without the object. */
export function writeCertificate(
  statement: string,
  instance: AnyInstance,
  { verdict, hypotheses, evidence, coordinates }: Proof,
  provenance: Provenance,
): string {
  out.cut(0);
  out.raw(PLACE);
  // Keys in the order of the canonical form.
  out.raw('"evidence":');
  out.value(evidence);
  out.raw(`,"format":"${FORMAT}","hypotheses":`);
  out.value(hypotheses);
  out.raw(',"instance":');
  writeInstance(coordinates ? { ...instance, coordinates } : instance);
  out.raw(',"provenance":');
  out.value(provenance);
  out.raw(',"statement":');
  out.value(statement);
  out.raw(`,"verdict":"${verdict}"}`);
  // The digest is that of the form without it, which begins with the brace.
  const body = PLACE.length - 1;
  out.put('{', body);
  out.put(`{"digest":"${hashed(out.from(body))}",`, 0);
  out.raw('\n');
  return out.toString();
}

/** The canonical form of {@link instanceToJson}. */
function writeInstance({ weights, X, Y, loss, widths, others = [], coordinates }: AnyInstance): void {
  out.raw('{"W":');
  for (const [k, w] of weights.entries()) {
    out.raw(k === 0 ? '[' : ',');
    out.matrix(w);
  }
  out.raw('],"X":');
  out.matrix(X);
  out.raw(',"Y":');
  out.matrix(Y);
  if (coordinates) {
    out.raw(',"coordinates":');
    out.value(coordinatesToJson(coordinates));
  }
  out.raw(',"loss":');
  out.value(loss.toJson());
  if (others.length > 0) {
    out.raw(',"others":');
    out.value(others.map(towerToJson));
  }
  out.raw(',"widths":');
  out.value(widths);
  out.raw('}');
}

/** Keys in the order in which FORMAT.md lists them; keys that are not here come after `order`. */
const READING_ORDER = [
  ...['format', 'statement', 'instance', 'widths', 'X', 'Y', 'W', 'loss', 'verdict', 'hypotheses'],
  ...['id', 'kind', 'form', 'of', 'rank', 'rows', 'cols', 'layer', 'power', 'j', 'order', 'C', 'D', 'A', 'B', 'E'],
  ...['t', 'p', 'q', 'generator', 'seed', 'path', 'index', 'scale', 'factor', 'kernel', 'version', 'tier', 'to'],
];
const LAST = ['evidence', 'provenance', 'digest'];

/**
 * A layout for people: fields in the order in which they are read, indented, and whatever fits (a vector, a short
 * matrix, a term of a curve) on one line. The same certificate: white space and the order of keys do not matter.
 */
export const readable = (certificate: Certificate): string => `${layout(certificate, '')}\n`;

const ROOM = 120;

function layout(value: unknown, indent: string): string {
  const flat = oneLine(value);
  const outermost = indent === '';
  if (typeof value !== 'object' || value === null || (!outermost && flat.length <= ROOM - indent.length)) return flat;
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => layout(item, inner))
    : members(value).map(([key, item]) => `${JSON.stringify(key)}: ${layout(item, inner)}`);
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${members(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`)
    .join(', ')} }`;
}

function members(object: object): [string, unknown][] {
  const place = (key: string) => {
    const [first, last] = [READING_ORDER.indexOf(key), LAST.indexOf(key)];
    return last >= 0 ? READING_ORDER.length + 1 + last : first >= 0 ? first : READING_ORDER.length;
  };
  return Object.entries(object).sort(([a], [b]) => place(a) - place(b));
}
