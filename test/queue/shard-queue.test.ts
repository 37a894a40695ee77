import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { makeCampaign, planShards } from '../../src/campaign/campaign.ts';
import { jobId } from '../../src/queue/shard-queue.ts';

describe('ids of jobs', () => {
  test('every shard of a campaign has one of its own', () => {
    const campaign = makeCampaign(properties, { seed: 's', runs: 5000, shardSize: 1000, mutants: true });
    const ids = planShards(campaign, properties).map(jobId);
    expect(ids.length).toBeGreaterThan(5 * properties.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(['a:b', '12', ''])('%j is none: BullMQ would read it as something else', (name) =>
    expect(() => jobId({ name })).toThrow('cannot be the id of a job'),
  );
});
