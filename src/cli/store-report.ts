import type { Sealed } from '../campaign/run-store.ts';
import type { CampaignSummary } from '../campaign/tally.ts';
import { type Campaign, campaignId } from '../store/campaign.ts';
import type { Exit } from './exit.ts';
import { printLine } from './print.ts';
import { exitOfCampaign, FINDINGS, IDS, lastLine, printSummary, RUNS, VERDICTS } from './summary.ts';

/** What a command has to say of a store. */
export interface StoreReport {
  readonly campaign: Campaign;
  readonly summary: CampaignSummary;
  readonly out: string;
  /** How many shards it is about, and what became of them, in words. */
  readonly shards: string;
  readonly sealed: Sealed | undefined;
  /** Why there are no runs, where there are none. */
  readonly nothing: string;
}

/** The table of a store, as of `check`, without times: the same store, the same text. */
export async function printReport({ campaign, summary, out, shards, sealed, nothing }: StoreReport): Promise<void> {
  const { seed, runs } = campaign;
  await printLine(`campaign ${campaignId(campaign)}`);
  await printLine(`seed ${JSON.stringify(seed)}, ${runs} runs a statement\n`);
  await printSummary(summary, [IDS, ...RUNS, ...FINDINGS, VERDICTS]);
  await printLine(shards);
  if (sealed) await printLine(`${sealed.certificates} certificates in ${out}, Merkle root ${sealed.root}`);
  await printLine(lastLine(summary, nothing));
}

/** The fields of `--json` that say the same. */
export const reportJson = ({ campaign, summary, sealed }: StoreReport): object => ({
  campaign: { ...campaign, id: campaignId(campaign) },
  ...summary,
  sealed: sealed ?? null,
  exit: exitOfCampaign(summary) satisfies Exit,
});
