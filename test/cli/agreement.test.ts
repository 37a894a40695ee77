import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classification } from '../../properties/achour-2021/thm-classification.ts';
import { criticalPoint } from '../../properties/generators/critical-point.ts';
import { mixed } from '../../properties/generators/mixed.ts';
import { pointOf } from '../../src/decision/point.ts';
import { inertia } from '../../src/exact/symmetric.ts';
import { hessian } from '../../src/network/derivatives.ts';
import { instanceToJson } from '../../src/network/instance.ts';

// 300 mixed instances of widths up to 5 and depth up to 5: the command line against two independent ways to the class.
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const general = fc.sample(mixed(), { numRuns: 200, seed: 11 });
const underHypotheses = fc.sample(criticalPoint({ maxWidth: 5, maxDepth: 5 }), { numRuns: 100, seed: 12 });
const instances = [...general, ...underHypotheses];
const input = instances
  .map((instance, id) => JSON.stringify({ id: String(id), ...instanceToJson(instance) }))
  .join('\n');
const { stdout, status } = spawnSync('node', [main, 'classify', '-', '--jsonl'], {
  input: `${input}\n`,
  encoding: 'utf8',
});
const rows = stdout
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test('every line is decided', () => {
  expect(status).toBe(0);
  expect(rows.map((row) => row.id)).toEqual(instances.map((_, id) => String(id)));
  expect(new Set(rows.map((row) => row.verdict)).size).toBe(4);
  expect(Math.max(...instances.flatMap((i) => i.widths))).toBeGreaterThanOrEqual(5);
  expect(Math.max(...instances.map((i) => i.weights.length))).toBe(5);
});

test.each(rows.map((row, k) => [k, row.verdict] as const))(
  'instance %i, %s, agrees with the exact inertia of its Hessian',
  (k, verdict) => {
    const instance = instances[k]!;
    const { negative } = inertia(hessian(instance, instance.loss));
    const critical = pointOf(instance).gradients.every((g) => g.isZero());
    expect(verdict === 'not-critical').toBe(!critical);
    if (critical) expect(verdict === 'strict-saddle').toBe(negative > 0);
    expect(rows[k].rank).toBe(pointOf(instance).rank);
  },
);

test.each(underHypotheses.map((instance, k) => [k + general.length, instance] as const))(
  'instance %i agrees with the rank conditions of achour-2021/thm-classification',
  (k, instance) => {
    expect(classification.prove(instance).verdict).toBe(rows[k].verdict);
  },
);
