import { VERSION } from '../certificate/version.ts';
import { CAMPAIGN_FORMAT, type Campaign } from '../store/campaign.ts';
import { StoreRefused } from '../store/refused.ts';
import type { Property } from './property.ts';

export { type Campaign, campaignId, readCampaign } from '../store/campaign.ts';

/** A range of the runs of one statement, or all its variants. */
export type ShardPlan = {
  /** Place in the list of all shards, from 0. */
  readonly index: number;
  /** Readable, and different for all shards of a campaign: `zhu-2018.thm-shallow.000000-001000`, `zhu-2018.thm-shallow.variants`. */
  readonly name: string;
  readonly statement: string;
} & ({ readonly from: number; readonly to: number } | { readonly variants: true });

/** The campaign of these statements, in their order, for this version. */
export const makeCampaign = (
  properties: readonly Property[],
  { seed, runs, shardSize, mutants }: Pick<Campaign, 'seed' | 'runs' | 'shardSize' | 'mutants'>,
): Campaign => ({
  format: CAMPAIGN_FORMAT,
  version: VERSION,
  seed,
  runs,
  statements: properties.map(({ id }) => id),
  shardSize,
  mutants,
});

/** More of them, and folders and manifests get slow. */
const MOST_SHARDS = 100_000;

/** All shards, in the order in which a single process would make them. Throws {@link StoreRefused} for too many, or for a statement that is not known. */
export function planShards(campaign: Campaign, properties: readonly Property[]): ShardPlan[] {
  const { runs, shardSize, mutants } = campaign;
  const statements = campaign.statements.map((id) => findStatement(properties, id));
  const instances = (property: Property) => property.instances?.length ?? runs;
  const count = statements.reduce((n, p) => n + Math.ceil(instances(p) / shardSize) + 1, 0);
  if (count > MOST_SHARDS) {
    throw new StoreRefused(`a campaign of more than ${MOST_SHARDS} shards; make them larger (--shard-size)`);
  }
  const plans: ShardPlan[] = [];
  for (const property of statements) {
    const base = { statement: property.id, name: property.id.replaceAll('/', '.') };
    const total = instances(property);
    const digits = Math.max(6, String(total).length);
    for (let from = 0; from < total; from += shardSize) {
      const to = Math.min(from + shardSize, total);
      const range = [from, to].map((n) => String(n).padStart(digits, '0')).join('-');
      plans.push({ ...base, index: plans.length, name: `${base.name}.${range}`, from, to });
    }
    if (mutants && property.variants.length > 0) {
      plans.push({ ...base, index: plans.length, name: `${base.name}.variants`, variants: true });
    }
  }
  return plans;
}

/** The statement with this id. Throws {@link StoreRefused} if there is none. */
export function findStatement(properties: readonly Property[], id: string): Property {
  const found = properties.find((property) => property.id === id);
  if (!found)
    throw new StoreRefused(
      `this version does not know the statement ${id} of the campaign; use the version that made it`,
    );
  return found;
}
