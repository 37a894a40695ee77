import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decision } from '../../properties/depthcert/decision.ts';
import { campaignId, makeCampaign, planShards } from '../../src/campaign/campaign.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { writeManifest } from '../../src/store/manifest.ts';
import type { ShardRecord } from '../../src/store/record.ts';
import { ShardWriter } from '../../src/store/shard.ts';
import { openStore } from '../../src/store/store.ts';
import type { ShardTally } from '../../src/store/tally.ts';

/** A certificate of depthcert/decision, as a line. */
const made = runInstance({ ...decision, instances: [() => decision.examples[0]!.instance] }, 'test', 0);
export const LINE = made.line!;
const VERDICT = made.verdict!;

export const campaignOfDecisions = (runs: number, shardSize: number) =>
  makeCampaign([decision], { seed: 'test', runs, shardSize, mutants: false });

/** So many of them, all verified. */
export const tallyOf = (runs: number): ShardTally => ({
  runs,
  statuses: { VALID_EXACT: runs },
  verdicts: { [VERDICT]: runs },
  classes: {},
  patterns: { partial: [], critical: [] },
  troubles: [],
  refutations: [],
});

/** A complete store of depthcert/decision with whatever lines; all of them count as verified. */
export async function storeOf(
  store: string,
  runs: number,
  shardSize: number,
  lineOf: (index: number) => string = () => LINE,
): Promise<ShardRecord[]> {
  const campaign = campaignOfDecisions(runs, shardSize);
  openStore(store, campaign);
  const records: ShardRecord[] = [];
  for (const plan of planShards(campaign, [decision])) {
    if ('variants' in plan) continue;
    const writer = new ShardWriter(store, plan.name);
    for (let index = plan.from; index < plan.to; index++) await writer.write(lineOf(index));
    const { index, name } = plan;
    records.push(
      await writer.finish({ campaign: campaignId(campaign), index, name, tally: tallyOf(plan.to - plan.from) }),
    );
  }
  writeManifest(store, campaign, records);
  return records;
}

/** Every file of a folder with its bytes. */
export const bytesOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  );
