import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { campaignId, makeCampaign, planShards } from '../../src/campaign/campaign.ts';
import { VERSION } from '../../src/certificate/version.ts';
import { listed, toy } from './toy.ts';

const options = { seed: 'test', runs: 25, shardSize: 10, mutants: true };

describe('a campaign', () => {
  const campaign = makeCampaign([toy, listed], options);

  test('names its statements in order, and its version', () => {
    expect(campaign).toEqual({
      format: 'depthcert-campaign/1',
      version: VERSION,
      statements: ['depthcert/decision', 'depthcert/real-data'],
      ...options,
    });
    expect(campaignId(campaign)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is cut into shards in the order in which one process would make them', () => {
    expect(planShards(campaign, [listed, toy])).toEqual([
      { index: 0, name: 'depthcert.decision.000000-000010', statement: toy.id, from: 0, to: 10 },
      { index: 1, name: 'depthcert.decision.000010-000020', statement: toy.id, from: 10, to: 20 },
      { index: 2, name: 'depthcert.decision.000020-000025', statement: toy.id, from: 20, to: 25 },
      { index: 3, name: 'depthcert.decision.variants', statement: toy.id, variants: true },
      // a fixed list of three, without variants
      { index: 4, name: 'depthcert.real-data.000000-000003', statement: listed.id, from: 0, to: 3 },
    ]);
    expect(planShards({ ...campaign, mutants: false }, [listed, toy]).length).toBe(4);
  });

  test('has names that sort like its runs, and are different for all statements there are', () => {
    const plans = planShards(makeCampaign(properties, { ...options, runs: 2_000_000, shardSize: 100_000 }), properties);
    expect(new Set(plans.map(({ name }) => name)).size).toBe(plans.length);
    const names = plans.filter((plan) => plan.statement === toy.id && 'from' in plan).map(({ name }) => name);
    expect([...names].sort()).toEqual(names);
    for (const { name } of plans) expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
  });

  test('is refused with too many shards, or with a statement that nobody knows', () => {
    expect(() => planShards({ ...campaign, runs: 1_000_000, shardSize: 1 }, [toy, listed])).toThrow(/--shard-size/);
    expect(() => planShards(campaign, [toy])).toThrow(/does not know the statement depthcert\/real-data/);
  });
});
