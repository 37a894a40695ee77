import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha256, utf8 } from '../../src/verifier/sha256.ts';

describe('SHA-256', () => {
  test.each([
    ['the empty string', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc (FIPS 180-4)', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('%s', (_, text, expected) => {
    expect(sha256(text)).toBe(expected);
  });
  test('agrees with node:crypto for every length around the block size, and beyond ASCII', () => {
    for (let n = 0; n <= 200; n++) {
      const text = 'aé€😀'
        .repeat(n)
        .slice(0, n)
        .replace(/[\ud800-\udbff]$/, 'x');
      expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }
  });
  test('encodes as UTF-8', () => {
    expect([...utf8('aé€😀')].map((c) => c.charCodeAt(0))).toEqual([...new TextEncoder().encode('aé€😀')]);
    expect(utf8('\ud800x')).toHaveLength(4);
  });
  test('differs when one character differs', () => {
    expect(sha256('a')).not.toBe(sha256('b'));
  });
});
