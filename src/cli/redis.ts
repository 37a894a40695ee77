import { Option } from 'commander';
import { type Connection, connect } from '../queue/connection.ts';
import { QueueRefused } from '../queue/refused.ts';
import { EXIT, Stop } from './exit.ts';
import { complain } from './print.ts';

export const redisOption = (): Option =>
  new Option('--redis <url>', 'the Redis server, redis://[user:password@]host[:port][/database]; rediss:// for TLS')
    .env('DEPTHCERT_REDIS')
    .makeOptionMandatory();

export const campaignOption = (): Option =>
  new Option('--campaign <id>', 'the campaign, or the first digits of its id; not needed where there is only one');

/** Does something with a Redis server, and lets it go. What stands in the way is said as a message, and with `warnings` what endangers a campaign. */
export async function withRedis<T>(
  url: string,
  use: (connection: Connection) => Promise<T>,
  { warnings = false } = {},
): Promise<T> {
  let connection: Connection | undefined;
  try {
    connection = await connect(url, (text) => warnings && complain(`depthcert: warning: ${text}`));
    return await use(connection);
  } catch (error) {
    if (!(error instanceof QueueRefused)) throw error;
    throw new Stop(error.nothing ? EXIT.open : EXIT.unusable, error.message);
  } finally {
    connection?.close();
  }
}
