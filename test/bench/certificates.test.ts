import { expect, test } from 'vitest';
import { bitsIn, distribution, statementCost } from '../../bench/certificates.ts';
import { decision } from '../../properties/depthcert/decision.ts';
import type { Property } from '../../src/campaign/property.ts';

test.each<[unknown, number[]]>([
  ['5', [3]],
  ['-7/16', [5]],
  ['global-minimizer', []],
  ['1.5', []],
  [12, []],
  [null, []],
  [
    {
      kind: 'rank',
      A: [
        ['1', '0'],
        ['1/2', '-8'],
      ],
      of: undefined,
    },
    [1, 1, 2, 4],
  ],
])('the bits in %j are %j', (value, bits) => {
  expect(bitsIn(value)).toEqual(bits);
});

test('a distribution is median, 95 % and maximum', () => {
  expect(distribution(Array.from({ length: 101 }, (_, k) => k))).toEqual({ median: 50, high: 95, most: 100 });
  expect(distribution([])).toEqual({ median: 0, high: 0, most: 0 });
});

test('certificates of a statement are counted', () => {
  const cost = statementCost(decision, 3);
  expect(cost.statement).toBe('depthcert/decision');
  expect(cost.certificates).toBe(3);
  expect(cost.bytes.median).toBeGreaterThan(100);
  expect(cost.ratio).toBeCloseTo(cost.made / cost.verified, 9);
});

test('a certificate that is not verified is an error', () => {
  const wrong: Property = { ...decision, prove: (instance) => ({ ...decision.prove(instance), evidence: [] }) };
  expect(() => statementCost(wrong, 2)).toThrow(/depthcert\/decision, number 0, is REJECTED/);
});
