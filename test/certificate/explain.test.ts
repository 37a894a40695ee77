import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { explain } from '../../src/certificate/explain/explain.ts';
import { digestOf } from '../../src/certificate/write.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';
import { certificateOf, points } from './examples.ts';

const explained = (line: string) => explain(JSON.parse(line), verifyCertificate(line));

test.each(points)('%s: the verifier comes first, then instance and evidence', (_, verdict, instance) => {
  const page = explained(JSON.stringify(certificateOf(instance)));
  const lines = page.split('\n');
  expect(lines[0]).toBe(`# depthcert/decision: ${verdict}`);
  expect(lines[2]).toMatch(/^\*\*The verifier says VALID_EXACT\.\*\* /);
  expect(page).not.toMatch(/undefined|NaN|\[object/);
});

describe('numbers are recomputed', () => {
  test.each([
    ['the loss', 3, 'L(W) = ½‖RX − Y‖² = 9/2'],
    ['the curvature', 3, /D²L\[V,V\] = D²f\[R₁,R₁\] \+ 2⟨G,R₂⟩ = \S+ \+ 2·\(-\S+\) = -\S+ < 0/],
    ['the least loss', 2, 'no matrix of rank ≤ 1 has a smaller loss than L(W) = ½(‖Y‖² − tr PΣ) = 1/8.'],
    ['the coefficient of the descent curve', 4, /L\(W\(t\)\) − L\(W\) = \(-1\)·t\^3 \+ higher powers/],
    ['the gradient', 1, 'G = ∇f(R) = (RX − Y)Xᵀ is the zero matrix'],
  ])('%s', (_, k, expected) => {
    expect(explained(JSON.stringify(certificateOf(points[k]![2])))).toMatch(expected);
  });
});

test('what the provenance says cannot begin a line', () => {
  const certificate = certificateOf(points[0]![2]);
  const provenance = { ...certificate.provenance, generator: 'a\n# b', seed: '\u001b[2J', version: 'x'.repeat(1000) };
  const changed = { ...certificate, provenance };
  const line = JSON.stringify({ ...changed, digest: digestOf(changed) });
  const page = explained(line);
  expect(page).toContain('**The verifier says VALID_EXACT.**');
  expect(page).toContain('Generator a\\u000a# b, seed "\\u001b[2J", index 0');
  expect(page).not.toContain('x'.repeat(200));
});

describe('every kind of evidence has words', () => {
  test.each(properties.map((p) => [p.id, p] as const))('%s', (_, property) => {
    const lines = [...Array(8).keys()].map((k) => runInstance(property, 'explain', k).line!);
    lines.push(...property.variants.map((v) => refuteVariant(property, v, 'depthcert').line!));
    for (const line of lines) {
      const page = explained(line);
      expect(page).not.toMatch(/undefined|NaN|\[object/);
      for (const { id } of JSON.parse(line).hypotheses) expect(page).toContain(`### ${id}`);
    }
  });
});
