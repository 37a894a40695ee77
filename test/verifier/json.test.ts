import { describe, expect, test } from 'vitest';
import { canonical, parseStrict } from '../../src/verifier/json.ts';
import { Failure } from '../../src/verifier/result.ts';

const failure = (text: string, options = {}): unknown[] => {
  try {
    parseStrict(text, options);
  } catch (error) {
    if (error instanceof Failure) return [error.status, error.code, error.pointer];
    throw error;
  }
  return ['ACCEPTED'];
};

describe('accepted documents', () => {
  test.each([
    ['a string with every escape', '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"', '"\\"\\\\/\\b\\f\\n\\r\\té"'],
    ['a pair of surrogates by escapes', '"\\ud83d\\ude00"', '"😀"'],
    ['a raw character above the basic plane', '"😀"', '"😀"'],
    ['white space of every kind', ' \t\r\n[ 1 ,2 ] \n', '[1,2]'],
    ['literals', '[true,false,null]', '[true,false,null]'],
    ['empty containers', '[{},[],""]', '[{},[],""]'],
    ['keys in any order', '{"b":1,"a":2}', '{"a":2,"b":1}'],
    ['a key __proto__', '{"__proto__":{"a":1},"toString":2}', '{"__proto__":{"a":1},"toString":2}'],
    ['the largest natural number', '9007199254740991', '9007199254740991'],
  ])('%s', (_, text, expected) => {
    expect(canonical(parseStrict(text))).toBe(expected);
  });

  test('a key __proto__ does not reach the prototype', () => {
    const object = parseStrict('{"__proto__":{"polluted":1}}') as Record<string, unknown>;
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(Object.keys(object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
  test('integers of any size and sign, if asked for', () => {
    expect(parseStrict('[-1,0,12345678901234567890]', { integers: true })).toEqual([-1, 0, 12345678901234567890n]);
  });
  test.each([
    ['[0.1,-2.5e-3,1E2,-0,-0.0,0e9]', [0.1, -0.0025, 100, 0, 0, 0]],
    ['[1e22,12345678901234567890]', [1e22, 12345678901234567890n]],
  ])('other numbers as doubles, if asked for: %s', (text, expected) => {
    expect(parseStrict(text, { doubles: true })).toEqual(expected);
  });
  test.each(['1e400', '-1e400', '1e-400', '1.', '.5', '01.5', '1e', '--1', '1.5.5', '+1'])('no double: %s', (text) => {
    expect(failure(`[${text}]`, { doubles: true })[1]).toBe(/^[.+]/.test(text) ? 'JSON' : 'NUMBER');
  });
  test('nesting up to the limit', () => {
    expect(failure(`${'['.repeat(32)}${']'.repeat(32)}`)).toEqual(['ACCEPTED']);
  });
});

describe('refused documents', () => {
  test.each([
    ['the empty text', '', 'JSON', ''],
    ['white space only', ' ', 'JSON', ''],
    ['two values', '1 2', 'JSON', ''],
    ['a trailing comma in an array', '[1,]', 'JSON', '/1'],
    ['a trailing comma in an object', '{"a":1,}', 'JSON', ''],
    ['no colon', '{"a" 1}', 'JSON', '/a'],
    ['a key without quotes', '{a:1}', 'JSON', ''],
    ['single quotes', "{'a':1}", 'JSON', ''],
    ['an array that does not end', '[1', 'JSON', ''],
    ['a string that does not end', '{"a":"b', 'JSON', '/a'],
    ['a raw line feed in a string', '"\n"', 'JSON', ''],
    ['an unknown escape', '"\\x"', 'JSON', ''],
    ['a short escape', '"\\u12"', 'JSON', ''],
    ['a comment', '[/**/]', 'JSON', '/0'],
    ['NaN', '[NaN]', 'JSON', '/0'],
    ['a plus sign', '[+1]', 'JSON', '/0'],
    ['a misspelt literal', '[tru]', 'JSON', '/0'],
    ['white space outside ASCII', '[\u00a01]', 'JSON', '/0'],
    ['a byte order mark', '\ufeff{}', 'UTF8', ''],
    ['a lone high surrogate', '["\\ud83d"]', 'UTF8', '/0'],
    ['a lone low surrogate', '["\ude00"]', 'UTF8', '/0'],
    ['a lone surrogate in a key', '{"\\ud83d":1}', 'UTF8', ''],
    ['a key twice', '{"x":{"a":1,"b":2,"a":1}}', 'DUPLICATE_KEY', '/x/a'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":1}', 'DUPLICATE_KEY', '/a'],
    ['a key __proto__ twice', '{"__proto__":1,"__proto__":1}', 'DUPLICATE_KEY', '/__proto__'],
    ['a key with / and ~ twice', '{"a/~b":1,"a/~b":1}', 'DUPLICATE_KEY', '/a~1~0b'],
    ['a fraction', '[1.0]', 'NUMBER', '/0'],
    ['an exponent', '{"n":1e3}', 'NUMBER', '/n'],
    ['minus zero', '[-0]', 'NUMBER', '/0'],
    ['a negative number', '[-1]', 'NUMBER', '/0'],
    ['a leading zero', '[01]', 'NUMBER', '/0'],
  ])('%s', (_, text, code, pointer) => {
    expect(failure(text)).toEqual(['MALFORMED', code, pointer]);
  });

  test.each(['1.0', '1e3', '-0', '00', '-', '--1', '1-1'])('%s is not an integer either', (text) => {
    expect(failure(text, { integers: true })).toEqual(['MALFORMED', 'NUMBER', '']);
  });
  test.each([
    ['nesting beyond the limit', '['.repeat(33), {}, '/0'.repeat(32)],
    ['a natural number of 2^53', '[9007199254740992]', {}, '/0'],
    ['an integer of 20,001 digits', '1'.repeat(20_001), { integers: true }, ''],
  ])('%s is over a limit', (_, text, options, pointer) => {
    expect(failure(text, options)).toEqual(['LIMIT', 'LIMIT', pointer]);
  });
});

describe('canonical form', () => {
  test('sorts keys by UTF-16 code units, as in RFC 8785, 3.2.3', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const object = Object.fromEntries(keys.map((key) => [key, 0]));
    expect(Object.keys(JSON.parse(canonical(object))).length).toBe(7);
    expect(canonical(object)).toBe('{"\\r":0,"1":0,"\u0080":0,"\u00f6":0,"\u20ac":0,"\ud83d\ude00":0,"\ufb33":0}');
  });
  test.each([
    ['a fraction', 0.5],
    ['undefined', undefined],
    ['a lone surrogate', '\ud800'],
    ['NaN', Number.NaN],
  ])('does not exist for %s', (_, value) => {
    expect(() => canonical({ a: value })).toThrow(TypeError);
  });
});
