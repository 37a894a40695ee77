import { setImmediate } from 'node:timers/promises';
import { ahead } from './ahead.ts';
import { type Refutation, refutation, refuteVariant } from './mutants.ts';
import type { Property } from './property.ts';
import { describe, errorResult, type InstanceResult, runInstance } from './run-instance.ts';
import { type ThreadLimits, Threads } from './threads.ts';
import type { Job } from './worker.ts';

/** Does the work of a campaign. Results come in index order; after a stop they end early, without a gap. */
export interface Pool {
  readonly instances: (property: Property, seed: string, from: number, to: number) => AsyncIterable<InstanceResult>;
  readonly variants: (property: Property, seed: string) => AsyncIterable<Refutation>;
  readonly close: () => Promise<void>;
}

/** Everything in this thread. Between two instances the event loop runs, so that a signal is heard. */
export function inThisThread(stop: AbortSignal): Pool {
  return {
    async *instances(property, seed, from, to) {
      for (let index = from; index < to; index++) {
        await setImmediate();
        if (stop.aborted) return;
        yield runInstance(property, seed, index);
      }
    },
    async *variants(property, seed) {
      for (const variant of property.variants) {
        await setImmediate();
        if (stop.aborted) return;
        yield refuteVariant(property, variant, seed);
      }
    },
    close: async () => {},
  };
}

/** What a thread should have to do at once, in milliseconds: enough to pay for waiting until the main thread has its turn. */
const BATCH_MS = 200;
const FIRST_BATCH = 4;
const MOST_IN_BATCH = 256;
/** Batches for each thread that a shard has at least, so that all get a share of it. */
const LEAST_BATCHES = 2;
/** Batches for each thread that are under way or wait: while one takes long, the others go on. */
const BATCHES_AHEAD = 8;

/**
 * K worker threads, each of which imports `module`, a module that exports `properties`. An instance, or a variant, that ends its thread (out of memory,
 * say) or takes longer than the limit counts as an error; all others are made.
 */
export function inThreads(workers: number, module: URL, stop: AbortSignal, limits: ThreadLimits = {}): Pool {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const threads = new Threads(new URL(`./worker.${extension}`, import.meta.url), workers, limits);
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const halt = () => Atomics.store(flag, 0, 1);
  if (stop.aborted) halt();
  stop.addEventListener('abort', halt, { once: true });
  const jobOf = (property: Property, seed: string): Job => ({
    module: module.href,
    statement: property.id,
    seed,
    stop: flag,
  });

  /** Instances in a batch, by statement: the next shard goes on where this one ends. */
  const sizes = new Map<string, number>();

  return {
    async *instances(property, seed, from, to) {
      const job = jobOf(property, seed);
      const most = Math.ceil((to - from) / (LEAST_BATCHES * workers));
      const batches = function* () {
        for (let next = from; next < to; ) {
          const size = Math.min(sizes.get(property.id) ?? FIRST_BATCH, most, to - next);
          const indices = Array.from({ length: size }, (_, i) => next + i);
          next += indices.length;
          yield async () => {
            const results = await threads.run(job, indices, (i, error) => errorResult(property, seed, i, error));
            return { results, stopped: results.length < indices.length };
          };
        }
      };
      for await (const { results, stopped } of ahead(batches(), BATCHES_AHEAD * workers)) {
        yield* results;
        if (stopped) return;
        const ms = results.reduce((sum, r) => sum + r.makeMs + r.verifyMs, 0) / results.length;
        sizes.set(property.id, Math.min(Math.max(Math.round(BATCH_MS / ms), 1), MOST_IN_BATCH));
      }
    },
    async *variants(property, seed) {
      const job = jobOf(property, seed);
      const jobs = property.variants.map(
        (v) => () =>
          threads.run(job, [v.id], (_, error) =>
            refutation(property, v, { status: 'ERROR', message: describe(error) }),
          ),
      );
      for await (const results of ahead(jobs, workers)) {
        if (results.length === 0) return;
        yield* results;
      }
    },
    close: async () => {
      stop.removeEventListener('abort', halt);
      halt();
      await threads.close();
    },
  };
}
