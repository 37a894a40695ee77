import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecord, recordText } from '../../src/store/record.ts';
import { type ShardTally, sumTallies, TROUBLES_KEPT } from '../../src/store/tally.ts';
import { id } from './fixtures.ts';

const names = fc.constantFrom('a', 'b', 'c', '__proto__');
const counted = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 1]));
const pattern = fc.subarray(['1-1:0', '1-1:1', '2-1:1'], { maxLength: 1 });
const instance = fc
  .record({
    status: fc.constantFrom('VALID_EXACT', 'VALID_ENCLOSED', 'REJECTED', 'ERROR'),
    verdict: names,
    classes: fc.uniqueArray(names),
    patterns: fc.record({ partial: pattern, critical: pattern }),
    index: fc.nat(),
  })
  .map(({ status, verdict, classes, patterns, index }): ShardTally => {
    const isGood = status.startsWith('VALID');
    const trouble = { statement: 's', seed: 'x', index, code: status, pointer: '', message: 'no' };
    return {
      runs: 1,
      statuses: counted([status]),
      verdicts: counted(isGood ? [verdict] : []),
      classes: counted(classes),
      patterns,
      troubles: isGood ? [] : [trouble],
      refutations: [],
    };
  });
const refutations = fc.array(fc.constantFrom({ id: 's~v', claim: 'false', status: 'VALID_EXACT', widths: [1, 1] }), {
  maxLength: 2,
});
const tally = fc
  .tuple(fc.array(instance, { maxLength: 12 }), refutations)
  .map(([instances, variants]): ShardTally => ({ ...sumTallies(instances), refutations: variants }));

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
        lines: given.runs + given.refutations.length,
        bytes: 0,
        sha256: '0'.repeat(64),
        tally: sumTallies([given]),
      };
      expect(readRecord(recordText(record))).toEqual(record);
    }),
    { seed: 2, numRuns: 100 },
  );
});
