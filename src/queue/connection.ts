import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { plain } from '../certificate/plain.ts';
import { readAddress } from './address.ts';
import { QueueRefused } from './refused.ts';

/** A connection that comes back by itself when the server was away; commands wait for it. */
export interface Connection {
  readonly redis: Redis;
  /** For messages: host and port. */
  readonly place: string;
  readonly close: () => void;
}

/** Longest time to wait for the server to answer the first time, in milliseconds. */
const PATIENCE = 5000;

/** Something listens there, but does not answer. */
async function silence(patience: number): Promise<never> {
  await delay(patience, undefined, { ref: false });
  throw new Error(`no answer within ${patience / 1000} s`);
}

/** Its settings. Rejects where the server does not let us in, or has no such database: ioredis would stay in another one. */
async function firstAnswer(redis: Redis): Promise<string> {
  await redis.connect();
  const { db = 0 } = redis.options;
  if (db !== 0) await redis.select(db);
  return redis.info();
}

/**
 * Connects once, to know that the server is there: throws {@link QueueRefused} if it is not. Once there, it is waited for whenever it goes away.
 * @param warn gets what of the server's settings endangers a campaign
 */
export async function connect(url: string, warn: (text: string) => void, patience = PATIENCE): Promise<Connection> {
  const { place } = readAddress(url);
  const { Redis } = await import('ioredis');
  let lasting = false;
  let reason = '';
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    maxRetriesPerRequest: null, // BullMQ waits for the server, however long
    // BullMQ opens connections of its own with these options: this ends them, too, where they wait for a server that is away.
    retryStrategy: (times) => (lasting ? Math.min(100 * times, 2000) : null),
  });
  const remember = (error: Error) => {
    reason ||= error.message;
  };
  redis.on('error', remember);
  let settings: string;
  try {
    settings = await Promise.race([firstAnswer(redis), silence(patience)]);
  } catch (error) {
    remember(error as Error);
    redis.disconnect();
    throw new QueueRefused(
      plain`Redis at ${place} is not reachable: ${reason}; start redis-server there, or name another address with --redis`,
    );
  }
  lasting = true;
  redis.off('error', remember);
  redis.on('error', () => {}); // told by 'close' and 'ready'; without a listener ioredis writes to the console
  for (const text of warnings(settings, place)) warn(text);
  const close = () => {
    lasting = false;
    redis.disconnect();
  };
  return { redis, place, close };
}

/**
 * What Redis says of itself (the answer to INFO) that endangers a campaign.
 * @param settings lines `name:value`
 */
export function warnings(settings: string, place: string): string[] {
  const value = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(settings)?.[1];
  const policy = value('maxmemory_policy');
  const texts: string[] = [];
  if (policy !== undefined && policy !== 'noeviction') {
    texts.push(
      plain`Redis at ${place} has maxmemory-policy ${policy} and may drop shards when its memory is full; set it: redis-cli CONFIG SET maxmemory-policy noeviction`,
    );
  }
  if (value('aof_enabled') === '0') {
    texts.push(
      plain`Redis at ${place} keeps no append-only file: after a restart of Redis the campaign has to be enqueued again (finished shards stay); to keep it: redis-cli CONFIG SET appendonly yes`,
    );
  }
  return texts;
}

/** Calls `lost` once when the server goes away, and `back` once when it is there again, until told to stop. */
export function watchOutages(redis: Redis, lost: () => void, back: () => void): () => void {
  let away = false;
  const onClose = () => {
    if (!away) lost();
    away = true;
  };
  const onReady = () => {
    if (away) back();
    away = false;
  };
  redis.on('close', onClose);
  redis.on('ready', onReady);
  return () => {
    redis.off('close', onClose);
    redis.off('ready', onReady);
  };
}
