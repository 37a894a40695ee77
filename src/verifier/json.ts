import { childPointer, LIMITS, malformed, overLimit } from './result.ts';

/** A parsed document. Objects have no prototype, so that a key `__proto__` is a key like any other. */
export type Json = string | number | bigint | boolean | null | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** White space, then a mark, a string, a number, a word; or else one character, or nothing at the end. */
const TOKEN =
  /[ \t\n\r]*([[\]{},:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"|[-0-9][-+.eE0-9]*|true|false|null|.?)/sy;
/** With the flag `u`, a surrogate is matched only when it is alone; without it always, and that is quick to exclude. */
const hasLoneSurrogate = (text: string): boolean => /[\ud800-\udfff]/.test(text) && /\p{Surrogate}/u.test(text);

/**
 * Strict RFC 8259: no byte order mark, no duplicate key, no trailing bytes. Numbers are natural, below 2^53, in plain
 * digits; with `integers`, of any sign and size (unsafe ones as bigint); with `doubles`, also all others, as the doubles that they denote. Throws
 * a `Failure` that points to the place.
 */
export function parseStrict(text: string, { integers = false, doubles = false } = {}): Json {
  const path: (string | number)[] = [];
  let end = 0;
  let token = '';
  let values = 0;
  const here = () => path.reduce<string>(childPointer, '');
  const fail = (expected: string): never => malformed('JSON', here(), `expected ${expected} before offset ${end}`);

  function advance(): void {
    TOKEN.lastIndex = end;
    try {
      token = TOKEN.exec(text)![1]!;
    } catch {
      overLimit(here(), 'string with too many escapes');
    }
    end = TOKEN.lastIndex;
  }
  function accept(wanted: string): boolean {
    const found = token === wanted;
    if (found) advance();
    return found;
  }
  function string(expected: string): string {
    if (token.length < 2 || token[0] !== '"') fail(expected);
    const value: string = token.includes('\\') ? JSON.parse(token) : token.slice(1, -1);
    if (hasLoneSurrogate(value)) malformed('UTF8', here(), 'lone surrogate in a string');
    advance();
    return value;
  }
  function number(): number | bigint {
    const plain = integers || doubles ? /^(0|-?[1-9][0-9]*)$/ : /^(0|[1-9][0-9]*)$/;
    if (token.length > LIMITS.digits) overLimit(here(), 'number with too many digits');
    if (doubles && !plain.test(token)) return double();
    if (!plain.test(token)) malformed('NUMBER', here(), `not ${integers ? 'an integer' : 'natural'}, in plain digits`);
    const safe = Number.isSafeInteger(Number(token));
    if (!safe && !integers && !doubles) overLimit(here(), 'natural number above 2^53 - 1');
    const value = safe ? Number(token) : BigInt(token);
    advance();
    return value;
  }
  function double(): number {
    const [, digits] = /^(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?:[eE][-+]?[0-9]+)?$/.exec(token) ?? [];
    const value = digits === undefined ? Number.NaN : Number(token);
    const vanishes = value === 0 && /[1-9]/.test(digits!);
    if (!Number.isFinite(value) || vanishes) malformed('NUMBER', here(), 'not a JSON number in the range of doubles');
    advance();
    return value === 0 ? 0 : value;
  }
  /** The members of an array or object, each read by a function that pushes its key. */
  function members(last: string, read: () => void): void {
    if (path.length >= LIMITS.depth) overLimit(here(), `nested deeper than ${LIMITS.depth}`);
    advance();
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
    if (token === '[') return array();
    if (token === '{') return object();
    if (token.startsWith('"')) return string('a value');
    if (/^[-0-9]/.test(token)) return number();
    if (accept('null')) return null;
    if (accept('true')) return true;
    return accept('false') ? false : fail('a value');
  }

  if (text.startsWith('\ufeff')) malformed('UTF8', '', 'byte order mark');
  advance();
  const document = value();
  return token === '' ? document : fail('the end of the document');
}

/** A string that JSON writes as it is. */
const isPlain = (text: string): boolean => /^[ !#-[\]-~]*$/.test(text);
/** Canonical form, RFC 8785 (keys by UTF-16 code units). Numbers must be integers; throws TypeError on anything else. */
export function canonical(value: unknown): string {
  if (typeof value === 'string' && isPlain(value)) return `"${value}"`;
  if (typeof value === 'string' && !hasLoneSurrogate(value)) return JSON.stringify(value);
  if (Number.isSafeInteger(value) || typeof value === 'bigint') return `${value === 0 ? 0 : value}`;
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`no canonical form for ${typeof value} ${String(value)}`);
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${canonical(key)}:${canonical(object[key])}`).join(',')}}`;
}
