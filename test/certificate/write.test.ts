import { describe, expect, test } from 'vitest';
import { certificateLine, digestOf, makeCertificate, readable, writeCertificate } from '../../src/certificate/write.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { eigenCoordinates } from '../../src/network/coordinates.ts';
import { type AnyInstance, makeInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
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

  test('is the same when it is written at once', () => {
    const { statement, provenance, verdict, hypotheses, evidence } = certificate;
    expect(writeCertificate(statement, instance, { verdict, hypotheses, evidence }, provenance)).toBe(
      certificateLine(certificate),
    );
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

test('written at once: long numbers, other towers, and weights in an eigenbasis', () => {
  const long = new Rational(10n ** 30n + 1n, 10n ** 20n + 39n);
  const X = Matrix.fromRows([
    [1, long],
    ['-3/7', 0],
  ]);
  const spectrum = makeInstance(
    Matrix.identity(2),
    Matrix.fromRows([
      [2, 1],
      [1, 1],
    ]),
    [Matrix.fromRows([[1, 0]]), Matrix.fromRows([[1], [0]])],
  );
  const instances: AnyInstance[] = [
    makeInstance(X, X.scale(long), [Matrix.identity(2), X]),
    makeInstanceWithLoss(X, X, [X], { kind: 'square' }, undefined, [{ widths: [2, 2], X, weights: [X] }]),
    makeInstanceWithLoss(X, X, [X], { kind: 'log-cosh' }),
    { ...spectrum, coordinates: eigenCoordinates(spectrum.X, spectrum.Y) },
  ];
  const provenance = { generator: 'test', seed: 'é "', path: '', index: 0, version: '1', tier: 'exact' } as const;
  const proof = { verdict: 'holds', hypotheses: [], evidence: [{ kind: 'convexity' }] } as const;
  for (const instance of instances) {
    const line = certificateLine(makeCertificate('a/b', instance, proof, provenance));
    expect(writeCertificate('a/b', instance, proof, provenance)).toBe(line);
  }
});

test('a changed certificate has another digest', () => {
  const certificate = certificateOf(points[0]![2]);
  expect(digestOf({ ...certificate, verdict: 'convex' })).not.toBe(certificate.digest);
});

test('short matrices stand on one line', () => {
  expect(readable(certificateOf(points[2]![2]))).toContain('"Y": [["3", "0"], ["0", "1/2"]]');
});
