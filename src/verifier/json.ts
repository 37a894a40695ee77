import { childPointer, LIMITS, malformed, overLimit } from './result.ts';

/** A parsed document. Objects have no prototype, so that a key `__proto__` is a key like any other. */
export type Json = string | number | bigint | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** A mark, a string, a number, a word; or else one character, or nothing at the end. */
const TOKEN =
  /[[\]{},:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"|[-0-9][-+.eE0-9]*|true|false|null|.?/sy;
/** Most strings. */
const PLAIN = /"[ !#-[\]-~]*"/y;
/** With the flag `u`, a surrogate is matched only when it is alone; without it always, and that is quick to exclude. */
const hasLoneSurrogate = (text: string): boolean => /[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text);

/**
 * Strict RFC 8259: no byte order mark, no duplicate key, no trailing bytes. Numbers are natural, below 2^53, in plain
 * digits; with `integers`, of any sign and size (unsafe ones as bigint); with `doubles`, also all others, as the doubles that they denote. Throws
 * a `Failure` that points to the place.
 */
export function parseStrict(text: string, { integers = false, doubles = false } = {}): Json {
  const path: (string | number)[] = [];
  /** Where the token at hand begins. */
  let at = 0;
  let values = 0;
  const here = () => path.reduce<string>(childPointer, '');
  function token(): string {
    TOKEN.lastIndex = at;
    return TOKEN.exec(text)![0];
  }
  const fail = (expected: string): never =>
    malformed('JSON', here(), `expected ${expected} before offset ${at + token().length}`);
  /** Goes on to the token that begins at `to` or after white space there. */
  function advance(to: number): void {
    at = to;
    while (text.charCodeAt(at) <= 0x20 && ' \t\n\r'.includes(text[at]!)) at++;
  }
  function accept(wanted: string): boolean {
    const found = text.startsWith(wanted, at);
    if (found) advance(at + wanted.length);
    return found;
  }
  function string(expected: string): string {
    PLAIN.lastIndex = at;
    const isPlain = PLAIN.test(text);
    const quoted = isPlain ? text.slice(at, PLAIN.lastIndex) : token();
    if (quoted.length < 2 || quoted[0] !== '"') fail(expected);
    const value: string = isPlain || !quoted.includes('\\') ? quoted.slice(1, -1) : JSON.parse(quoted);
    if (!isPlain && hasLoneSurrogate(value)) malformed('UTF8', here(), 'lone surrogate in a string');
    advance(at + quoted.length);
    return value;
  }
  function number(): number | bigint {
    const digits = token();
    if (digits.length > LIMITS.digits) overLimit(here(), 'number with too many digits');
    const isPlain = (integers || doubles ? /^(0|-?[1-9][0-9]*)$/ : /^(0|[1-9][0-9]*)$/).test(digits);
    if (!isPlain && !doubles)
      malformed('NUMBER', here(), `not ${integers ? 'an integer' : 'natural'}, in plain digits`);
    const value = isPlain ? Number(digits) : double(digits);
    const isExact = !isPlain || Number.isSafeInteger(value);
    if (!isExact && !integers && !doubles) overLimit(here(), 'natural number above 2^53 - 1');
    advance(at + digits.length);
    return isExact ? value : BigInt(digits);
  }
  function double(text: string): number {
    const [, digits] = /^(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?:[eE][-+]?[0-9]+)?$/.exec(text) ?? [];
    const value = digits === undefined ? Number.NaN : Number(text);
    const vanishes = value === 0 && /[1-9]/.test(digits!);
    if (!Number.isFinite(value) || vanishes) malformed('NUMBER', here(), 'not a JSON number in the range of doubles');
    return value === 0 ? 0 : value;
  }
  /** The members of an array or object, each read by a function that pushes its key. */
  function members(last: string, read: () => void): void {
    if (path.length >= LIMITS.depth) overLimit(here(), `nested deeper than ${LIMITS.depth}`);
    advance(at + 1);
    if (accept(last)) return;
    do {
      read();
      path.pop();
    } while (accept(','));
    if (!accept(last)) fail(`, or ${last}`);
  }
  function array(): Json[] {
    const out: Json[] = [];
    members(']', () => {
      path.push(out.length);
      out.push(value());
    });
    return out;
  }
  function object(): JsonObject {
    const out: JsonObject = Object.create(null);
    members('}', () => {
      const key = string('a key');
      path.push(key);
      if (Object.hasOwn(out, key)) malformed('DUPLICATE_KEY', here(), 'the key occurs twice');
      if (!accept(':')) fail(':');
      out[key] = value();
    });
    return out;
  }
  function value(): Json {
    if (++values > LIMITS.values) overLimit(here(), `more than ${LIMITS.values} values`);
    const c = text[at] ?? '';
    if (c === '"') return string('a value');
    if (c === '[') return array();
    if (c === '{') return object();
    if (c === '-' || (c >= '0' && c <= '9')) return number();
    if (accept('null')) return null;
    if (accept('true')) return true;
    return accept('false') ? false : fail('a value');
  }

  if (text.startsWith('\ufeff')) malformed('UTF8', '', 'byte order mark');
  advance(0);
  const document = value();
  return at === text.length ? document : fail('the end of the document');
}

/** Strings and integers, and lists of such. */
const isSimple = (value: unknown): boolean =>
  typeof value === 'string' || Number.isSafeInteger(value) || (Array.isArray(value) && value.every(isSimple));
/** Canonical form, RFC 8785 (keys by UTF-16 code units). Numbers must be integers; throws TypeError on anything else. */
export function canonical(value: unknown): string {
  if (typeof value === 'string' && /^[\w ./-]*$/.test(value)) return `"${value}"`;
  if (isSimple(value)) {
    const text = JSON.stringify(value);
    // What it writes for a lone surrogate, among others.
    if (!text.includes('\\ud')) return text;
  }
  if (typeof value === 'string' && !hasLoneSurrogate(value)) return JSON.stringify(value);
  if (Number.isSafeInteger(value) || typeof value === 'bigint') return `${value === 0 ? 0 : value}`;
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`no canonical form for ${typeof value} ${String(value)}`);
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${canonical(key)}:${canonical(object[key])}`).join(',')}}`;
}
