import { expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { depthcert } from './run.ts';

test('list names every statement and what it proves', () => {
  const { exit, out } = depthcert(['list']);
  expect(exit).toBe(0);
  for (const { id, proves, source } of properties) {
    for (const text of [id, proves, source]) expect(out).toContain(text);
  }
});

test('list --json is one object with hypotheses, classes and variants', () => {
  const { exit, out } = depthcert(['list', '--json']);
  expect(exit).toBe(0);
  const { statements } = JSON.parse(out);
  expect(statements.map((s: { id: string }) => s.id)).toEqual(properties.map((p) => p.id));
  expect(statements[0].variants[0].id).toBe(`${properties[0]!.id}~${properties[0]!.variants[0]!.id}`);
});
