import { describe, expect, test } from 'vitest';
import { certificateLine, digestOf, readable } from '../../src/certificate/write.ts';
import { digestOf as verifiersDigest, verifyCertificate } from '../../src/verifier/index.ts';
import { canonical } from '../../src/verifier/json.ts';
import { certificateOf, points } from './examples.ts';

describe.each(points)('the certificate of %s', (_name, verdict, instance) => {
  const certificate = certificateOf(instance);

  test('is verified, as a line and as a page', () => {
    expect(verifyCertificate(certificateLine(certificate))).toMatchObject({ status: 'VALID_EXACT', verdict });
    expect(verifyCertificate(readable(certificate))).toMatchObject({ status: 'VALID_EXACT', verdict });
  });

  test('has one line, the canonical form, with a line feed', () => {
    const line = certificateLine(certificate);
    expect(line.split('\n').length).toBe(2);
    expect(line).toBe(`${canonical(JSON.parse(line))}\n`);
  });

  test('has the digest that the verifier computes in its own way', () => {
    expect(certificate.digest).toBe(verifiersDigest(certificate));
    expect(digestOf(certificate)).toBe(certificate.digest);
  });

  test('has a readable layout with the same content', () => {
    const page = readable(certificate);
    expect(JSON.parse(page)).toEqual(JSON.parse(certificateLine(certificate)));
    expect(Object.keys(JSON.parse(page))[0]).toBe('format');
    expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThan(140);
  });
});

test('a changed certificate has another digest', () => {
  const certificate = certificateOf(points[0]![2]);
  expect(digestOf({ ...certificate, verdict: 'convex' })).not.toBe(certificate.digest);
});

test('short matrices stand on one line', () => {
  expect(readable(certificateOf(points[2]![2]))).toContain('"Y": [["3", "0"], ["0", "1/2"]]');
});
