import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { readRecord } from '../../../src/store/record.ts';
import { campaignOf } from '../../../src/store/store.ts';

/** The store that a single process has made (setup.ts). */
export const reference = inject('reference');
export const campaign = campaignOf(reference);
/** All its shards, in order. */
export const plans = readdirSync(join(reference, 'shards'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => readRecord(readFileSync(join(reference, 'shards', name), 'utf8')))
  .map(({ index, name }) => ({ index, name }))
  .sort((a, b) => a.index - b.index);
