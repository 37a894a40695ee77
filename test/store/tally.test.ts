import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecord, recordText } from '../../src/store/record.ts';
import { type ShardTally, sumTallies, TROUBLES_KEPT } from '../../src/store/tally.ts';
import { id } from './fixtures.ts';

const names = fc.constantFrom('a', 'b', 'c', '__proto__');
const counts = fc
  .array(fc.tuple(names, fc.integer({ min: 1, max: 9 })), { maxLength: 3 })
  .map((entries) => Object.fromEntries(entries));
const keys = fc.uniqueArray(fc.constantFrom('1-1:0', '1-1:1', '2-1:1'), { maxLength: 3 }).map((list) => list.sort());
const troubles = fc.array(
  fc.nat().map((index) => ({ statement: 's', seed: 'x', index, code: 'ERROR', pointer: '', message: 'no' })),
  { maxLength: 12 },
);
const refutations = fc.array(fc.constantFrom({ id: 's~v', claim: 'false', status: 'VALID_EXACT', widths: [1, 1] }), {
  maxLength: 2,
});
const tally: fc.Arbitrary<ShardTally> = fc.record({
  runs: fc.nat(9),
  statuses: counts,
  verdicts: counts,
  classes: counts,
  patterns: fc.record({ partial: keys, critical: keys }),
  troubles,
  refutations,
});

test('sums are associative, and nothing adds nothing', () => {
  fc.assert(
    fc.property(tally, tally, tally, (a, b, c) => {
      const [left, right] = [sumTallies([sumTallies([a, b]), c]), sumTallies([a, sumTallies([b, c])])];
      expect(left).toEqual(right);
      expect(sumTallies([a, b, c])).toEqual(left);
      expect(sumTallies([sumTallies([]), a, sumTallies([])])).toEqual(sumTallies([a]));
      expect(left.troubles).toEqual([...a.troubles, ...b.troubles, ...c.troubles].slice(0, TROUBLES_KEPT));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('a sum is the same once it has been written and read', () => {
  fc.assert(
    fc.property(tally, (given) => {
      const record = {
        campaign: id,
        index: 0,
        name: 's',
        file: `shards/s-${'0'.repeat(16)}.jsonl.gz`,
        lines: 0,
        bytes: 0,
        sha256: '0'.repeat(64),
        tally: sumTallies([given]),
      };
      expect(readRecord(recordText(record))).toEqual(record);
    }),
    { seed: 2, numRuns: 100 },
  );
});
