import { childPointer, LIMITS, malformed, overLimit } from './result.ts';

/** A parsed document. Objects have no prototype, so that a key `__proto__` is a key like any other. */
export type Json = string | number | bigint | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface ParseOptions {
  /** Read integers of any sign and size (unsafe ones as bigint). Without it: natural numbers below 2^53 only. */
  integers?: boolean;
  /** Nesting allowed; the outermost array or object has depth 1. */
  depth?: number;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...(['"', '\\', '/'] as const).map((c) => [c, c] as const),
  ...([...'bfnrt'] as const).map((c, i) => [c, '\b\f\n\r\t'.charAt(i)] as const),
]);
/** In a regular expression with the flag `u`, a surrogate is matched only when it is alone. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Strict RFC 8259: no byte order mark, no duplicate key, no trailing bytes, no fraction or exponent.
 * Throws a `Failure` that points to the place (for a duplicate key: to the key).
 */
export function parseStrict(text: string, options: ParseOptions = {}): Json {
  const depthLimit = options.depth ?? LIMITS.depth;
  const path: (string | number)[] = [];
  let at = 0;

  const here = () => path.reduce<string>(childPointer, '');
  const fail = (message: string): never => malformed('JSON', here(), `${message} at offset ${at}`);

  function skipSpace(): void {
    for (let c = text.charCodeAt(at); c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09; ) c = text.charCodeAt(++at);
  }

  /** Skips white space; true, and one step on, if the next character is this one. */
  function accept(character: string): boolean {
    skipSpace();
    if (text[at] !== character) return false;
    at++;
    return true;
  }

  function escaped(): string {
    const letter = text.charAt(at + 1);
    const hex = text.slice(at + 2, at + 6);
    if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) {
      at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = ESCAPES.get(letter) ?? fail('unknown escape');
    at += 2;
    return plain;
  }

  /** The rest of a string whose opening quote has been read. */
  function string(): string {
    let out = '';
    let start = at;
    for (let c = text.charCodeAt(at); c !== 0x22; c = text.charCodeAt(at)) {
      if (!(c >= 0x20)) fail('control character or end of text in a string');
      if (c === 0x5c) {
        out += text.slice(start, at) + escaped();
        start = at;
      } else at++;
    }
    out += text.slice(start, at++);
    if (LONE_SURROGATE.test(out)) malformed('UTF8', here(), 'lone surrogate in a string');
    return out;
  }

  function number(): number | bigint {
    const start = at;
    while (at < text.length && '+-.eE0123456789'.includes(text.charAt(at))) at++;
    const token = text.slice(start, at);
    if (token.length > LIMITS.digits) overLimit(here(), 'number with too many digits');
    if (!(options.integers ? /^(0|-?[1-9][0-9]*)$/ : /^(0|[1-9][0-9]*)$/).test(token)) {
      malformed('NUMBER', here(), `not ${options.integers ? 'an integer' : 'a natural number'} in plain digits`);
    }
    if (Number.isSafeInteger(Number(token))) return Number(token);
    return options.integers ? BigInt(token) : overLimit(here(), 'natural number above 2^53 - 1');
  }

  function array(depth: number): Json[] {
    const out: Json[] = [];
    if (accept(']')) return out;
    do {
      path.push(out.length);
      out.push(value(depth));
      path.pop();
    } while (accept(','));
    return accept(']') ? out : fail('expected , or ]');
  }

  function object(depth: number): JsonObject {
    const out: JsonObject = Object.create(null);
    if (accept('}')) return out;
    do {
      if (!accept('"')) fail('expected a key');
      const key = string();
      path.push(key);
      if (Object.hasOwn(out, key)) malformed('DUPLICATE_KEY', here(), 'the key occurs twice');
      if (!accept(':')) fail('expected :');
      out[key] = value(depth);
      path.pop();
    } while (accept(','));
    return accept('}') ? out : fail('expected , or }');
  }

  function value(depth: number): Json {
    const list = accept('[');
    if (list || accept('{')) {
      if (depth >= depthLimit) overLimit(here(), `nested deeper than ${depthLimit}`);
      return list ? array(depth + 1) : object(depth + 1);
    }
    if (accept('"')) return string();
    if ('-0123456789'.includes(text[at] ?? 'end')) return number();
    for (const [word, meaning] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (text.startsWith(word, at)) {
        at += word.length;
        return meaning;
      }
    }
    return fail('expected a value');
  }

  if (text.charCodeAt(0) === 0xfeff) malformed('UTF8', '', 'byte order mark');
  const result = value(0);
  skipSpace();
  return at === text.length ? result : fail('bytes after the end of the document');
}

/** Canonical form, RFC 8785 (keys by UTF-16 code units). Numbers must be integers; throws TypeError on anything else. */
export function canonical(value: unknown): string {
  if (typeof value === 'string' && !LONE_SURROGATE.test(value)) return JSON.stringify(value);
  if (Number.isSafeInteger(value) || typeof value === 'bigint') return BigInt(value as number | bigint).toString();
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`no canonical form for ${typeof value} ${String(value)}`);
  const object = value as Record<string, unknown>;
  const members = Object.keys(object).sort();
  return `{${members.map((key) => `${canonical(key)}:${canonical(object[key])}`).join(',')}}`;
}
