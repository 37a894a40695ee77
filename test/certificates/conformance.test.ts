import { expect, test } from 'vitest';
import { type Result, verifyCertificate } from '../../src/verifier/index.ts';
import { archive } from './archive.ts';
import { survey } from './conformance.ts';

const files = archive();

/** Tens of thousands of verifications: about a minute on a machine with nothing else to do. */
const SURVEY = { timeout: 600_000 };

test(
  'the verifier accepts the archive, turns down the reject corpus, and notices every change of a field',
  SURVEY,
  () => {
    const { tried, findings, idle } = survey(files, verifyCertificate);
    expect(findings).toEqual([]);
    expect(idle, 'entries of the list of harmless changes that no change meets').toEqual([]);
    expect(tried).toBeGreaterThan(5000);
  },
);

// The suite itself: a verifier that does not verify must not pass it.
const controls: readonly (readonly [string, (text: string) => Result])[] = [
  ['accepts everything', () => ({ status: 'VALID_EXACT' })],
  ['rejects everything', () => ({ status: 'REJECTED', code: 'RANK', pointer: '' })],
  ['calls everything malformed', () => ({ status: 'MALFORMED', code: 'JSON', pointer: '' })],
  [
    'believes the digest',
    (text) => {
      const result = verifyCertificate(text);
      return result.status === 'REJECTED' && result.code !== 'DIGEST' ? { status: 'VALID_EXACT' } : result;
    },
  ],
  [
    'gives one reason for everything',
    (text) => {
      const result = verifyCertificate(text);
      return result.status === 'VALID_EXACT' ? result : { ...result, code: 'RANK' };
    },
  ],
];

// A few certificates are enough to find these out; the full survey takes its time.
const few = new Map(
  [...files].filter(([path]) => path.startsWith('reject/') || path.includes('/depthcert/decision/strict-saddle.')),
);

test('the few certificates of the controls are themselves in order', () => {
  expect(survey(few, verifyCertificate).findings).toEqual([]);
});

test.each(controls)('a verifier that %s is found out', (_, verify) => {
  expect(survey(few, verify).findings.length).toBeGreaterThan(0);
});
