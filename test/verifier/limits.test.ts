import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { verifyCertificate } from '../../src/verifier/index.ts';

// Files within every size limit that would take minutes or gigabytes: refused before the arithmetic.
const source = readFileSync(
  new URL('../../certificates/accepted/depthcert/decision/non-strict-saddle.json', import.meta.url),
  'utf8',
);

const matrix = (rows: number, cols: number, entry: (i: number, j: number) => string) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: cols }, (_, j) => entry(i, j)));
const ones = (rows: number, cols: number) => matrix(rows, cols, () => '1');
const long = `1/${'7'.repeat(19_000)}`;
/** One long number: it weighs on all products. */
const cornered = (i: number, j: number) => (i + j === 0 ? '7'.repeat(200) : '1');

/** The widths d, d, …, d with H layers of ones. */
function wide(d: number, H: number, entry: (i: number, j: number) => string = () => '1') {
  const certificate = JSON.parse(source);
  certificate.instance = {
    ...certificate.instance,
    widths: Array(H + 1).fill(d),
    X: ones(d, 1),
    Y: ones(d, 1),
    W: Array.from({ length: H }, () => matrix(d, d, entry)),
  };
  certificate.evidence[0] = { kind: 'rank', of: 'R', rank: 0, rows: [], cols: [], inverse: [] };
  return certificate;
}

const attacks: Record<string, () => string> = {
  'the same long denominator under thousands of entries': () =>
    JSON.stringify(wide(60, 40, (i, j) => (i === 0 && j === 0 ? long : '1'))),
  'the product of many wide layers': () => JSON.stringify(wide(200, 30)),
  'greatest common divisors of long numbers': () =>
    JSON.stringify(wide(6, 1, (_, j) => `${'3'.repeat(19_000 + j)}1/${'3'.repeat(19_000 + j)}2`)),
  'a large sum of squares of long numbers': () => {
    const certificate = wide(15, 2);
    const n = 2 * 15 * 15;
    const D = Array.from({ length: n }, () => `1/${'7'.repeat(500)}`);
    certificate.evidence[2] = { kind: 'psd', of: 'hessian', proof: { form: 'sum-of-squares', D, L: ones(n, n) } };
    return JSON.stringify(certificate);
  },
  'a curve of many powers': () => {
    const certificate = wide(60, 2);
    const curve = Array.from({ length: 120 }, (_, k) => ({
      layer: 1 + Math.floor(k / 60),
      power: 1 + (k % 60) * 8,
      matrix: ones(60, 60),
    }));
    certificate.evidence.splice(2, Number.POSITIVE_INFINITY, { kind: 'descent-curve', order: 1000, curve });
    return JSON.stringify(certificate);
  },
  'millions of values': () => JSON.stringify({ format: 'depthcert/1', junk: Array(4_000_001).fill(0) }),
};

test('wide layers are refused where they stand, whatever the evidence', () => {
  const certificate = { ...wide(420, 2, cornered), verdict: 'undecided', evidence: [] };
  expect(verifyCertificate(JSON.stringify(certificate))).toMatchObject({ status: 'LIMIT', pointer: '/instance/W' });
});

/** Evidence that is too much for an instance that is not: alone the instance is read. */
const heavy: Record<string, () => [certificate: ReturnType<typeof wide>, evidence: object]> = {
  'another point of wide layers': () => [
    wide(360, 2),
    { kind: 'better-point', to: [matrix(360, 360, cornered), ones(360, 360)] },
  ],
  'a short curve through many wide layers': () => [
    wide(150, 14),
    {
      kind: 'descent-curve',
      order: 1,
      curve: Array.from({ length: 14 }, (_, h) => ({ layer: h + 1, power: 1, matrix: matrix(150, 150, cornered) })),
    },
  ],
  'a long curve through a narrow layer': () => {
    const certificate = wide(64, 2);
    certificate.instance.widths = [64, 1, 64];
    certificate.instance.W = [ones(1, 64), ones(64, 1)];
    const curve = Array.from({ length: 256 }, (_, k) => ({ layer: 1, power: k + 1, matrix: ones(1, 64) }));
    return [certificate, { kind: 'descent-curve', order: 256, curve }];
  },
};

test.each(Object.keys(heavy))('%s: LIMIT at the evidence', (name) => {
  const [certificate, evidence] = heavy[name]!();
  const verified = (list: object[]) => verifyCertificate(JSON.stringify({ ...certificate, evidence: list }));
  expect(verified([])).toMatchObject({ status: 'REJECTED', code: 'DIGEST' });
  expect(verified([evidence])).toMatchObject({ status: 'LIMIT', pointer: '/evidence/0' });
});

test.each(Object.keys(attacks))('%s: LIMIT', (name) => {
  expect(verifyCertificate(attacks[name]!())).toMatchObject({ status: 'LIMIT', code: 'LIMIT' });
});

test.each([
  ['moderate layers', () => wide(40, 4)],
  ['long denominators', () => wide(2, 2, () => `1/${'7'.repeat(3_000)}`)],
])('%s: read, and rejected for the digest', (_, make) => {
  const certificate = make();
  certificate.evidence.length = 1;
  expect(verifyCertificate(JSON.stringify(certificate))).toMatchObject({ status: 'REJECTED', code: 'DIGEST' });
});

test.each([[undefined], [null], [3], [{}]])('%s is not a text', (value) => {
  expect(verifyCertificate(value as unknown as string)).toMatchObject({ status: 'MALFORMED', code: 'TYPE' });
});
