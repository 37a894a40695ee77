import { describe, expect, test } from 'vitest';
import { brief, plain, visible } from '../../src/certificate/plain.ts';

describe('a text from outside', () => {
  test.each([
    ['letters of any script', 'W₁ ≠ Ω, 線形', 'W₁ ≠ Ω, 線形'],
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['line ends', 'a\r\nb\u2028c\u0085', 'a\\u000d\\u000ab\\u2028c\\u0085'],
    ['a change of direction', 'a\u202eb', 'a\\u202eb'],
    ['a character beyond 16 bits', '\u{e0001}', '\\udb40\\udc01'],
  ])('%s', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test('is shortened', () => {
    expect(brief('x'.repeat(200))).toBe('x'.repeat(200));
    expect(brief('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
  });

  test('in a template, whose own text stays as it is', () => {
    expect(plain`${'a\nb'}\n${3}: ${null}`).toBe('a\\u000ab\n3: null');
  });
});
