import { setImmediate } from 'node:timers/promises';
import { Piscina } from 'piscina';
import { type Refutation, refuteVariant } from './mutants.ts';
import type { Property } from './property.ts';
import { type InstanceResult, runInstance } from './run-instance.ts';
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

/** K worker threads, each of which imports `module`, a module that exports `properties`. */
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
  const run = <T>(job: Task): Promise<T> => pool.run(job);

  return {
    async *instances(property, seed, from, to) {
      const jobs = function* () {
        for (let k = from; k < to; k += BATCH) {
          const job = { ...task(property, seed), job: 'instances', from: k, to: Math.min(k + BATCH, to) } as const;
          yield () => run<InstanceResult[]>(job);
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
        (v) => () => run<Refutation | undefined>({ ...task(property, seed), job: 'variant', variant: v.id }),
      );
      for await (const refutation of ahead(jobs.values(), workers)) {
        if (!refutation) return;
        yield refutation;
      }
    },
    close: async () => {
      stop.removeEventListener('abort', halt);
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
      job.catch(() => {}); // reported when its turn comes
      running.push(job);
    }
  };
  for (fill(); running.length > 0; fill()) yield await running.shift()!;
}
