import { join } from 'node:path';
import { canonical, parseStrict } from '../verifier/json.ts';
import { Place } from '../verifier/read.ts';
import { Failure, malformed } from '../verifier/result.ts';
import { type Campaign, campaignAt, campaignId } from './campaign.ts';
import { requireFileOrNothing, writeAtomically } from './folder.ts';
import { byteLines } from './lines.ts';
import { MerkleTree } from './merkle.ts';
import { readRecord, recordText, type ShardRecord } from './record.ts';

export const MANIFEST = 'manifest.json';
export const STORE_FORMAT = 'depthcert-store/1';

/** The first and the last line of a manifest; between them there is one record a line. The whole is one JSON document. */
const head = (campaign: Campaign): string => `{"format":"${STORE_FORMAT}","campaign":${canonical(campaign)},"shards":[`;
const foot = (certificates: number, root: string): string => `],"certificates":${certificates},"root":"${root}"}`;

/** The records of a store in order, with what follows from them. */
export class Inventory {
  readonly #tree = new MerkleTree();
  readonly #id: string;
  #shards = 0;
  #certificates = 0;

  constructor(campaign: Campaign) {
    this.#id = campaignId(campaign);
  }

  /** Throws a `Failure` unless the record is the next one of the campaign. */
  add(record: ShardRecord): void {
    if (record.campaign !== this.#id) malformed('RANGE', '/campaign', 'a record of another campaign');
    if (record.index !== this.#shards) {
      malformed('RANGE', '/index', `expected shard ${this.#shards}, found shard ${record.index}`);
    }
    this.#shards++;
    this.#certificates += record.lines;
    this.#tree.add(Buffer.from(recordText(record), 'utf8'));
  }

  get certificates(): number {
    return this.#certificates;
  }

  /** The Merkle root of the records so far. */
  root(): string {
    return this.#tree.root();
  }
}

/** Writes `manifest.json`. `records` are all that the campaign has, in order. */
export function writeManifest(store: string, campaign: Campaign, records: readonly ShardRecord[]): Inventory {
  const inventory = new Inventory(campaign);
  for (const record of records) inventory.add(record);
  function* lines(): Iterable<string> {
    yield `${head(campaign)}\n`;
    for (const [k, record] of records.entries()) yield `${recordText(record)}${k < records.length - 1 ? ',' : ''}\n`;
    yield `${foot(inventory.certificates, inventory.root())}\n`;
  }
  writeAtomically(join(store, MANIFEST), lines());
  return inventory;
}

/** A manifest as far as it is read without its records. */
export interface ManifestReading {
  readonly campaign: Campaign;
  /**
   * The records, one at a time. Throws a `Failure` after the last one, unless number and root at the end are theirs and the file is, byte for byte,
   * what {@link writeManifest} writes.
   */
  readonly records: AsyncIterable<ShardRecord>;
}

/** Reads `manifest.json` in constant memory. Throws a `Failure` with the line and a JSON pointer in it, and `StoreRefused` where it is no file. */
export async function readManifest(store: string): Promise<ManifestReading> {
  const path = join(store, MANIFEST);
  requireFileOrNothing(path);
  const lines = byteLines(path)[Symbol.asyncIterator]();
  let number = 0;
  const next = async (): Promise<string | undefined> => {
    const { value, done } = await lines.next();
    if (done) return undefined;
    if (value instanceof Failure) throw value;
    number++;
    return (value as Buffer).toString('utf8');
  };
  const inLine = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(error.code, error.pointer, `line ${number}: ${error.message}`);
    }
  };
  const fail = (message: string): never => inLine(() => malformed('JSON', '', message));

  const first = (await next()) ?? '';
  const campaign = inLine(() => {
    const place = new Place(parseStrict(`${first}]}`));
    return campaignAt(place.field('campaign'));
  });
  if (head(campaign) !== first) fail('not the first line of a manifest of this format');

  async function* records(): AsyncIterable<ShardRecord> {
    const inventory = new Inventory(campaign);
    let isLast = false;
    for (let line = await next(); line !== undefined; line = await next()) {
      const text = line;
      if (text.startsWith(']')) {
        if (text !== foot(inventory.certificates, inventory.root())) {
          throw new Failure(
            'DIGEST',
            '/root',
            `line ${number}: not the number of certificates and the Merkle root of these records`,
          );
        }
        if ((await next()) !== undefined) fail('something after the end of the manifest');
        return;
      }
      if (isLast) fail('a record after the last one');
      isLast = !text.endsWith(',');
      const record = inLine(() => {
        const read = readRecord(isLast ? text : text.slice(0, -1));
        inventory.add(read);
        return read;
      });
      if (recordText(record) !== (isLast ? text : text.slice(0, -1))) fail('not in canonical form');
      yield record;
    }
    fail('the manifest ends too early');
  }
  return { campaign, records: records() };
}
