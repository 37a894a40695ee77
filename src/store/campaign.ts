import { createHash } from 'node:crypto';
import { canonical, parseStrict } from '../verifier/json.ts';
import { Place } from '../verifier/read.ts';

export const CAMPAIGN_FORMAT = 'depthcert-campaign/1';

/** What is to be made. The same campaign gives the same shards, whoever makes them, wherever. */
export interface Campaign {
  readonly format: typeof CAMPAIGN_FORMAT;
  /** Of the library: other code may give other bytes. */
  readonly version: string;
  readonly seed: string;
  /** Instances of each statement; a statement with a fixed list has all of it. */
  readonly runs: number;
  /** Ids, in the order in which they are made. */
  readonly statements: readonly string[];
  /** Instances in a shard; the last one of a statement may have fewer. */
  readonly shardSize: number;
  /** Whether variants are refuted, too. */
  readonly mutants: boolean;
}

/** The SHA-256 of the canonical form (RFC 8785), 64 hex digits: the name of the campaign. */
export const campaignId = (campaign: Campaign): string =>
  createHash('sha256').update(canonical(campaign), 'utf8').digest('hex');

/** Reads a campaign from JSON. Throws a `Failure` (verifier/result.ts) with a JSON pointer. */
export const readCampaign = (text: string): Campaign => campaignAt(new Place(parseStrict(text)));

export function campaignAt(place: Place): Campaign {
  const f = place.fields('format', 'version', 'seed', 'runs', 'statements', 'shardSize', 'mutants');
  f.format.demand(f.format.text() === CAMPAIGN_FORMAT, 'VERSION', `unknown format; this is ${CAMPAIGN_FORMAT}`);
  const statements = f.statements.list().map((id) => id.text());
  f.statements.demand(statements.length > 0, 'SHAPE', 'expected at least one statement');
  f.statements.demand(new Set(statements).size === statements.length, 'SHAPE', 'a statement is named twice');
  const mutants = f.mutants.value;
  if (typeof mutants !== 'boolean') return f.mutants.fail('TYPE', 'expected true or false');
  return {
    format: CAMPAIGN_FORMAT,
    version: f.version.text(),
    seed: f.seed.text(),
    runs: f.runs.natural(1),
    statements,
    shardSize: f.shardSize.natural(1),
    mutants,
  };
}

/** Says how a campaign differs from another one, for people; undefined if it does not. */
export function campaignDifference(found: Campaign, wanted: Campaign): string | undefined {
  for (const key of ['version', 'seed', 'runs', 'shardSize', 'mutants', 'statements'] as const) {
    const [a, b] = [canonical(found[key]), canonical(wanted[key])];
    if (a !== b) return key === 'statements' ? 'other statements' : `${key} ${a} instead of ${b}`;
  }
  return undefined;
}
