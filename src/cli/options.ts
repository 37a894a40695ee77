import { InvalidArgumentError } from 'commander';
import type { Shard } from '../campaign/run-campaign.ts';

/** The seed of every run that does not name one. */
export const DEFAULT_SEED = 'depthcert';

const MOST = 10 ** 12;

/** A whole number ≥ 1, for commander. */
export function positive(text: string): number {
  if (!/^[1-9][0-9]*$/.test(text)) throw new InvalidArgumentError('expected a whole number, 1 or more.');
  return atMost(MOST, Number(text));
}

/** n, or an error of the option. */
export function atMost(most: number, n: number): number {
  if (n > most) throw new InvalidArgumentError(`at most ${most}.`);
  return n;
}

/** Below it a thread has no room for the program itself. */
const LEAST_MEMORY = 64;

/** A terabyte. */
const MOST_MEMORY = 10 ** 6;

/** For commander. */
export function megabytes(text: string): number {
  const n = atMost(MOST_MEMORY, positive(text));
  if (n < LEAST_MEMORY) throw new InvalidArgumentError(`at least ${LEAST_MEMORY}.`);
  return n;
}

const MOST_WORKERS = 256;

export const workers = (text: string): number => atMost(MOST_WORKERS, positive(text));

/** A day in seconds: what timers of Redis' clients take is less than 25 days. */
const LONGEST_LOCK = 86_400;

export const lock = (text: string): number => atMost(LONGEST_LOCK, positive(text));

/** `i/n` with 1 ≤ i ≤ n, for commander. */
export function shard(text: string): Shard {
  const match = /^([1-9][0-9]{0,8})\/([1-9][0-9]{0,8})$/.exec(text);
  const [part, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || part > of) throw new InvalidArgumentError('expected i/n with 1 ≤ i ≤ n, as in 2/8.');
  return { part, of };
}
