import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { type Refutation, refutation, refuteVariant } from './mutants.ts';
import type { Property } from './property.ts';
import { describe, errorResult, type InstanceResult, runInstance } from './run-instance.ts';
import type { Task } from './worker.ts';

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

/** Instances handed to a thread at once: enough to pay for the message, few enough to share the work evenly. */
const BATCH = 16;

/**
 * K worker threads, each of which imports `module`, a module that exports `properties`. Where a thread ends before its
 * work (out of memory, say), that work counts as an error, and a new thread takes its place.
 */
export function inThreads(workers: number, module: URL, stop: AbortSignal): Pool {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina({
    filename: new URL(`./worker.${extension}`, import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
  });
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const halt = () => Atomics.store(flag, 0, 1);
  if (stop.aborted) halt();
  stop.addEventListener('abort', halt, { once: true });

  const task = (property: Property, seed: string) =>
    ({ module: module.href, statement: property.id, seed, stop: flag }) as const;
  const underWay = new Set<Promise<unknown>>();
  /** The outcome of a job, or what `lost` makes of it if its thread ended before. */
  const run = <T>(job: Task, lost: (error: unknown) => T): Promise<T> => {
    const outcome: Promise<T> = pool.run(job).catch(lost);
    underWay.add(outcome);
    return outcome.finally(() => underWay.delete(outcome));
  };

  return {
    async *instances(property, seed, from, to) {
      const jobs = function* () {
        for (let k = from; k < to; k += BATCH) {
          const indices = Array.from({ length: Math.min(BATCH, to - k) }, (_, i) => k + i);
          const job = { ...task(property, seed), job: 'instances', from: k, to: k + indices.length } as const;
          yield () => run<InstanceResult[]>(job, (error) => indices.map((i) => errorResult(property, seed, i, error)));
        }
      };
      let next = from;
      for await (const results of ahead(jobs(), 2 * workers)) {
        yield* results;
        next = Math.min(next + BATCH, to);
        if (results.length < BATCH && next < to) return; // stopped in the middle
      }
    },
    async *variants(property, seed) {
      const jobs = property.variants.map(
        (v) => () =>
          run<Refutation | undefined>({ ...task(property, seed), job: 'variant', variant: v.id }, (error) =>
            refutation(property, v, { status: 'ERROR', message: describe(error) }),
          ),
      );
      for await (const refutation of ahead(jobs.values(), workers)) {
        if (!refutation) return;
        yield refutation;
      }
    },
    close: async () => {
      stop.removeEventListener('abort', halt);
      // An answer that comes while the threads are being ended would be an error of the pool.
      halt();
      await Promise.all(underWay);
      await pool.destroy();
    },
  };
}

/** Runs jobs with at most `width` at a time, and gives their results in the order of the jobs. */
async function* ahead<T>(jobs: Iterator<() => Promise<T>>, width: number): AsyncIterable<T> {
  const running: Promise<T>[] = [];
  const fill = () => {
    while (running.length < width) {
      const { value, done } = jobs.next();
      if (done) return;
      const job: Promise<T> = value();
      running.push(job);
    }
  };
  for (fill(); running.length > 0; fill()) yield await running.shift()!;
}
