import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Connection, connect } from '../../../src/queue/connection.ts';
import { enqueue } from '../../../src/queue/enqueue.ts';
import { findCampaign, register } from '../../../src/queue/registry.ts';
import { type QueueStatus, readStatus } from '../../../src/queue/status.ts';
import { uniteStores, writeUnion } from '../../../src/store/merge.ts';
import { campaign, plans, reference } from './campaign.ts';
import { RedisServer, until } from './redis.ts';
import { type WorkerOptions, WorkerProcess } from './worker.ts';

/** A Redis server, workers and their stores, for one test. */
export class Lab {
  readonly redis: RedisServer;
  readonly connection: Connection;
  readonly #folder = mkdtempSync(join(tmpdir(), 'depthcert-queue-'));
  readonly #workers: WorkerProcess[] = [];

  private constructor(redis: RedisServer, connection: Connection) {
    this.redis = redis;
    this.connection = connection;
  }

  static async open({ persistent = false } = {}): Promise<Lab> {
    const redis = await RedisServer.start({ persistent });
    return new Lab(redis, await connect(redis.url, () => {}));
  }

  async close(): Promise<void> {
    for (const worker of this.#workers) worker.signal('SIGKILL');
    this.connection.close();
    await this.redis.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** A worker with the store `name`. */
  worker(name: string, options?: WorkerOptions): WorkerProcess {
    const worker = new WorkerProcess(this.redis.url, this.path(name), options);
    this.#workers.push(worker);
    return worker;
  }

  /** Two workers that wait for shards: those of the campaign come all at once, and each worker gets some. */
  async workers(first: string, second: string): Promise<[WorkerProcess, WorkerProcess]> {
    await register(this.connection.redis, { campaign, shards: plans.length });
    const workers: [WorkerProcess, WorkerProcess] = [this.worker(first), this.worker(second)];
    await until(
      async () => (await this.status()).workers.length === workers.length,
      () => `workers to connect:\n${workers.map(({ log }) => log).join('\n')}`,
    );
    expect(await this.enqueue()).toMatchObject({ shards: plans.length, added: plans.length });
    return workers;
  }

  enqueue(have?: Parameters<typeof enqueue>[3]) {
    return enqueue(this.connection, campaign, plans, have);
  }

  async status(): Promise<QueueStatus> {
    return readStatus(this.connection, await findCampaign(this.connection));
  }

  /** Stops a worker in the middle of a shard (SIGSTOP), and says of which. */
  async freeze(worker: WorkerProcess): Promise<string> {
    let shard: string | undefined;
    await until(
      async () => {
        worker.signal('SIGSTOP');
        const { active } = await this.status();
        shard = active.find((job) => job.worker === worker.name)?.name;
        if (shard === undefined) worker.signal('SIGCONT');
        return shard !== undefined;
      },
      () => `${worker.name} to be in the middle of a shard:\n${worker.log}`,
    );
    return shard!;
  }

  /** Nothing is lost, nothing is twice: all shards are done, and the stores together are, byte for byte, what a single process makes. */
  async expectReference(...stores: string[]): Promise<void> {
    expect(await this.status()).toMatchObject({
      complete: true,
      shards: { planned: plans.length, done: plans.length, waiting: 0, active: 0, failed: 0, missing: 0 },
    });
    const merged = this.path(`merged-${stores.join('-')}`);
    await writeUnion(
      await uniteStores(
        stores.map((name) => this.path(name)),
        campaign,
        plans,
      ),
      merged,
    );
    expect(bytesOf(merged)).toEqual(bytesOf(reference));
  }
}

/** All files of a folder with their contents, in hex. */
function bytesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBe(2 * plans.length + 2);
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path).toString('hex')]),
  );
}
