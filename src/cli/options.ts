import { InvalidArgumentError } from 'commander';
import type { Shard } from '../campaign/run-campaign.ts';

/** The seed of every run that does not name one. */
export const DEFAULT_SEED = 'depthcert';

/** A whole number ≥ 1, for commander. */
export function positive(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number, 1 or more.');
  return Number(text);
}

/** Below it a thread has no room for the program itself. */
const LEAST_MEMORY = 64;

/** For commander. */
export function megabytes(text: string): number {
  const n = positive(text);
  if (n < LEAST_MEMORY) throw new InvalidArgumentError(`at least ${LEAST_MEMORY}.`);
  return n;
}

const MOST_WORKERS = 256;

export function workers(text: string): number {
  const n = positive(text);
  if (n > MOST_WORKERS) throw new InvalidArgumentError(`at most ${MOST_WORKERS}.`);
  return n;
}

/** `i/n` with 1 ≤ i ≤ n, for commander. */
export function shard(text: string): Shard {
  const match = /^([1-9][0-9]{0,8})\/([1-9][0-9]{0,8})$/.exec(text);
  const [part, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || part > of) throw new InvalidArgumentError('expected i/n with 1 ≤ i ≤ n, as in 2/8.');
  return { part, of };
}
