import { isVerified } from '../certificate/verified.ts';
import { canonical, type JsonObject, parseStrict } from '../verifier/json.ts';
import { Place } from '../verifier/read.ts';
import { type RefutationRecord, type ShardTally, TROUBLES_KEPT, type Trouble } from './tally.ts';

/** What is known of one shard. Deterministic: no times, no machines. */
export interface ShardRecord {
  /** The id of the campaign. */
  readonly campaign: string;
  /** Place in the list of all shards, from 0. */
  readonly index: number;
  readonly name: string;
  /** Path in the store: `shards/<name>-<first 16 hex digits of sha256>.jsonl.gz`. */
  readonly file: string;
  /** Certificates. */
  readonly lines: number;
  /** Of the JSON Lines, before compression. */
  readonly bytes: number;
  /** Of these bytes, 64 hex digits. */
  readonly sha256: string;
  readonly tally: ShardTally;
}

/** Path in the store of the certificates of a shard, named by their content. */
export const fileOfShard = (name: string, sha256: string): string => `shards/${name}-${sha256.slice(0, 16)}.jsonl.gz`;

/** The name of the shard in the name of such a file; undefined for any other one, also for a draft. */
export const nameInFile = (file: string): string | undefined => /^([^.].*)-[0-9a-f]{16}\.jsonl\.gz$/.exec(file)?.[1];

/** Path in the store of the record of a shard. */
export const fileOfRecord = (name: string): string => `shards/${name}.json`;

/** The canonical form (RFC 8785). Its bytes are a leaf of the Merkle tree of the manifest. */
export const recordText = (record: ShardRecord): string => canonical(record);

/** Reads a record from JSON. Throws a `Failure` (verifier/result.ts) with a JSON pointer, also where the numbers of the record contradict each other. */
export const readRecord = (text: string): ShardRecord => recordAt(new Place(parseStrict(text)));

export function recordAt(place: Place): ShardRecord {
  const f = place.fields('campaign', 'index', 'name', 'file', 'lines', 'bytes', 'sha256', 'tally');
  const [name, sha256] = [f.name.text(), hexAt(f.sha256)];
  f.name.demand(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name), 'RANGE', 'no name of a shard');
  f.file.demand(f.file.text() === fileOfShard(name, sha256), 'RANGE', 'not the path of a shard of this name and hash');
  const [lines, tally] = [f.lines.natural(), tallyAt(f.tally)];
  const { least, most } = certificatesOf(tally);
  f.lines.demand(
    lines >= least && lines <= most,
    'RANGE',
    `the tally is of ${least}${most > least ? ` to ${most}` : ''} certificates`,
  );
  return {
    campaign: hexAt(f.campaign),
    index: f.index.natural(),
    name,
    file: f.file.text(),
    lines,
    bytes: f.bytes.natural(),
    sha256,
    tally,
  };
}

/**
 * How many certificates there are by a tally. A variant that ended in an error, or was not refuted, has none; an instance that ended in one has
 * none, unless it was the verifier that failed.
 */
function certificatesOf({ runs, statuses, refutations }: ShardTally): { least: number; most: number } {
  const variants = refutations.filter(({ status }) => status !== 'ERROR' && status !== 'NOT_REFUTED').length;
  return { least: runs - (statuses.ERROR ?? 0) + variants, most: runs + variants };
}

export function hexAt(place: Place): string {
  const text = place.text();
  place.demand(/^[0-9a-f]{64}$/.test(text), 'NUMBER', 'expected 64 lowercase hex digits');
  return text;
}

function tallyAt(place: Place): ShardTally {
  const f = place.fields('runs', 'statuses', 'verdicts', 'classes', 'patterns', 'troubles', 'refutations');
  const patterns = f.patterns.fields('partial', 'critical');
  const tally = {
    runs: f.runs.natural(),
    statuses: countsAt(f.statuses),
    verdicts: countsAt(f.verdicts),
    classes: countsAt(f.classes),
    patterns: { partial: textsAt(patterns.partial), critical: textsAt(patterns.critical) },
    troubles: f.troubles.list().map(troubleAt),
    refutations: f.refutations.list().map(refutationAt),
  };
  demandSums(f, tally);
  return tally;
}

/** What holds for every tally of instances: each has one status; a verdict if it is verified, else a trouble; each class at most once, and at most one pattern. */
function demandSums(f: Record<keyof ShardTally, Place>, { runs, statuses, verdicts, ...tally }: ShardTally): void {
  const demand = (place: Place, holds: boolean, message: string) => place.demand(holds, 'RANGE', message);
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((n, count) => n + count, 0);
  demand(f.statuses, sum(statuses) === runs, `${sum(statuses)} in all, of ${runs} instances`);
  const verified = Object.keys(statuses).reduce((n, status) => n + (isVerified(status) ? statuses[status]! : 0), 0);
  demand(f.verdicts, sum(verdicts) === verified, `${sum(verdicts)} in all, of ${verified} instances that are verified`);
  const [troubles, kept] = [tally.troubles.length, Math.min(runs - verified, TROUBLES_KEPT)];
  demand(
    f.troubles,
    troubles === kept,
    `${troubles} instead of ${kept}: ${runs - verified} instances are not verified`,
  );
  for (const name of Object.keys(tally.classes)) {
    demand(f.classes.field(name), tally.classes[name]! <= runs, `more than the ${runs} instances`);
  }
  for (const kind of ['partial', 'critical'] as const) {
    demand(f.patterns.field(kind), tally.patterns[kind].length <= runs, `more than the ${runs} instances`);
  }
}

const textsAt = (place: Place): string[] => place.list().map((item) => item.text());

function countsAt(place: Place): Record<string, number> {
  place.has(''); // an object
  const names = Object.keys(place.value as JsonObject);
  return Object.fromEntries(names.map((name) => [name, place.field(name).natural(1)]));
}

function troubleAt(place: Place): Trouble {
  const f = place.fields('statement', 'seed', 'index', 'code', 'pointer', 'message');
  return {
    statement: f.statement.text(),
    seed: f.seed.text(),
    index: f.index.natural(),
    code: f.code.text(),
    pointer: f.pointer.text(),
    message: f.message.text(),
  };
}

function refutationAt(place: Place): RefutationRecord {
  const known = (['runs', 'widths', 'verdict', 'message'] as const).filter((name) => place.has(name));
  const f = place.fields('id', 'claim', 'status', ...known);
  return {
    id: f.id.text(),
    claim: f.claim.text(),
    status: f.status.text(),
    ...(place.has('runs') && { runs: f.runs.natural() }),
    ...(place.has('widths') && { widths: f.widths.list().map((width) => width.natural()) }),
    ...(place.has('verdict') && { verdict: f.verdict.text() }),
    ...(place.has('message') && { message: f.message.text() }),
  };
}
