import { describe, expect, test } from 'vitest';
import { campaignDifference, campaignId, readCampaign } from '../../src/store/campaign.ts';
import { canonical } from '../../src/verifier/json.ts';
import { campaign } from './fixtures.ts';

const changes = [
  { version: '0.0.1' },
  { seed: 'Test' },
  { runs: 13 },
  { statements: ['paper/other'] },
  { shardSize: 3 },
  { mutants: true },
] as const;

describe('the id of a campaign', () => {
  test('is pinned: stores of this version must stay what they are', () => {
    expect(campaignId(campaign)).toBe('9da1a72ba7b05f3cc313ec71ed3ba11beac9276afe91097e21adf00be593c51c');
  });

  test.each(changes)('depends on %j', (change) => {
    expect(campaignId({ ...campaign, ...change })).not.toBe(campaignId(campaign));
    expect(campaignDifference({ ...campaign, ...change }, campaign)).toContain(Object.keys(change)[0]);
  });

  test('does not depend on the order of keys', () => {
    expect(campaignId(readCampaign(JSON.stringify(campaign)))).toBe(campaignId(campaign));
    expect(campaignDifference(readCampaign(canonical(campaign)), campaign)).toBeUndefined();
  });
});

describe('a campaign is not read', () => {
  test.each([
    ['another format', { format: 'depthcert-campaign/2' }, '/format', /this is depthcert-campaign\/1/],
    ['no runs', { runs: 0 }, '/runs', /not in 1\.\./],
    ['runs that are no number', { runs: '12' }, '/runs', /natural number/],
    ['no statement', { statements: [] }, '/statements', /at least one/],
    ['a statement twice', { statements: ['a/b', 'a/b'] }, '/statements', /twice/],
    ['a shard of nothing', { shardSize: 0 }, '/shardSize', /not in 1\.\./],
    ['mutants that are neither', { mutants: 1 }, '/mutants', /true or false/],
    ['a field of its own', { host: 'here' }, '/host', /unknown field/],
  ])('%s', (_, change, pointer, message) => {
    expect(() => readCampaign(JSON.stringify({ ...campaign, ...change }))).toThrow(
      expect.objectContaining({ pointer, message: expect.stringMatching(message) }),
    );
  });
});
