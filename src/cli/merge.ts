import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { planShards } from '../campaign/campaign.ts';
import { requireUsable } from '../campaign/output.ts';
import { summarizeShards } from '../campaign/run-store.ts';
import { verifiedOf } from '../campaign/tally.ts';
import { commonCampaign, refuseInside, uniteStores, writeUnion } from '../store/merge.ts';
import { EXIT } from './exit.ts';
import { complain, printJson } from './print.ts';
import { Progress } from './progress.ts';
import { printReport, reportJson, type StoreReport } from './store-report.ts';
import { exitOfCampaign } from './summary.ts';

export const mergeCommand = (): Command =>
  new Command('merge')
    .description('the union of stores of one campaign (see: depthcert campaign run)')
    .argument('<store...>', 'folders; they are only read')
    .requiredOption('--out <dir>', 'the store to be written: a new or empty folder')
    .option('--partial', 'write a store even if shards are missing, without manifest.json')
    .option('--json', 'one JSON object instead of a table')
    .addHelpText(
      'after',
      `
Every shard is read, and its hash and its number of certificates compared. Where two stores have the same shard, it is taken once.
Refused with exit code 3: damaged shards, shards of another campaign, two different shards under one index.
Missing shards are named, and nothing is written: exit code 2. The order of the stores does not matter, nor in how many steps they are
merged; the result has the bytes that one process would have written. Files are hard links where possible, else copies.
The table and the exit code are those of the campaign; the certificates are not verified again (see: depthcert verify).

Example:
  depthcert merge part-1 part-2 part-3 --out whole`,
    )
    .action(merge);

interface Options {
  readonly out: string;
  readonly partial?: true;
  readonly json?: true;
}

/** Names of missing shards that are printed. */
const SHOWN = 20;

async function merge(stores: readonly string[], { out, partial, json }: Options): Promise<void> {
  const campaign = commonCampaign(stores);
  refuseInside(stores, out);
  requireUsable(out, false, 'name a new folder, or remove this one');
  const plans = planShards(campaign, properties);
  const progress = new Progress();
  const union = await uniteStores(stores, campaign, plans, (done, of) =>
    progress.show(`reading shard ${done} of ${of}`),
  );
  progress.clear();
  const { shards, missing } = union;
  if (missing.length > 0 && !partial) {
    process.exitCode = EXIT.open;
    for (const name of missing.slice(0, SHOWN)) complain(`depthcert: missing ${name}`);
    if (missing.length > SHOWN) complain(`depthcert: and ${missing.length - SHOWN} more`);
    complain(
      `depthcert: ${missing.length} of ${plans.length} shards are missing, nothing is written; make them, or merge --partial`,
    );
    return;
  }
  const inventory = await writeUnion(union, out);
  const statements = summarizeShards(
    campaign,
    properties,
    shards.map(({ record }) => record),
  );
  const gap = missing.length > 0 ? `, ${missing.length} missing` : '';
  const report: StoreReport = {
    campaign,
    summary: {
      statements,
      verified: verifiedOf(statements),
      interrupted: false,
      coverageEnforced: inventory !== undefined,
    },
    out,
    shards: `${shards.length} shards from ${stores.length} stores${gap}`,
    sealed: inventory && { certificates: inventory.certificates, root: inventory.root() },
    nothing: 'nothing to check',
  };
  process.exitCode = exitOfCampaign(report.summary);
  if (json) await printJson({ ...reportJson(report), shards: plans.length, missing });
  else await printReport(report);
}
