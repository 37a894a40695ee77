import { plain } from '../certificate/plain.ts';
import { QueueRefused } from './refused.ts';

/** Where a Redis server is. */
export interface Address {
  /** As it was given, with the password. */
  readonly url: string;
  /** For messages: host, port and database, without the password. */
  readonly place: string;
}

/** `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS. Throws {@link QueueRefused} for anything else. */
export function readAddress(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !['redis:', 'rediss:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new QueueRefused('the address of Redis is not of the form redis://host:6379 (rediss:// for TLS)');
  }
  const database = parsed.pathname.replace(/^\/?/, '');
  if (!/^[0-9]*$/.test(database)) {
    throw new QueueRefused(
      plain`the database of the address of Redis is ${database}, not a number as in redis://host:6379/1`,
    );
  }
  return { url, place: `${parsed.hostname}:${parsed.port || 6379}${database === '' ? '' : `/${database}`}` };
}
