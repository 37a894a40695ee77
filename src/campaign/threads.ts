import { setFlagsFromString } from 'node:v8';
import { Piscina } from 'piscina';

/**
 * How much bytecode a function runs before V8 optimizes it. Threads share no compiled code, and with the default (67584) compiling for each of them takes up to a third
 * of the processors for the first minutes, while the code gets no faster. Only for the V8 of Node 20, where this was measured.
 */
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=300000');

/** What a thread may use. */
export interface ThreadLimits {
  /** Heap of each thread, in megabytes. */
  readonly memory?: number;
  /** For one item of a batch, in seconds. */
  readonly seconds?: number;
}

/** What a batch of work comes with. The worker counts in `progress[0]`: -1 before the first item is begun, then the items (or steps) that are finished. */
export interface Batch<Item> {
  readonly items: readonly Item[];
  readonly progress: Int32Array;
}

/** The results in order, fewer of them after a stop; or why nothing of this kind can be done at all. */
export type Answer<Result> = Result[] | { readonly defect: string };

/**
 * K worker threads. Where a thread ends before its batch (out of memory, process.exit), or does not get on with it for the time that one item may take, the item
 * at fault is found: the one that does it again, alone in a new thread. All others are worked on again.
 */
export class Threads {
  readonly #pool: Piscina;
  readonly #limits: ThreadLimits;
  readonly #filename: string;
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param worker a module whose default export takes `job` with a {@link Batch} and returns an {@link Answer} */
  constructor(worker: URL, threads: number, limits: ThreadLimits = {}) {
    this.#filename = worker.href;
    this.#limits = limits;
    this.#pool = this.#threads(threads);
  }

  #threads(count: number): Piscina {
    const { memory } = this.#limits;
    const pool = new Piscina({
      minThreads: count,
      maxThreads: count,
      ...(memory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: memory } }),
    });
    // The end of a thread that has no work (an error in a timer, say); a new one takes its place.
    return pool.on('error', () => {});
  }

  /** @param lost the result of an item that ends its thread */
  run<Item, Result>(
    job: object,
    items: readonly Item[],
    lost: (item: Item, error: unknown) => Result,
  ): Promise<Result[]> {
    const outcome = this.#salvage(job, items, lost);
    this.#underWay.add(outcome);
    return outcome.finally(() => this.#underWay.delete(outcome));
  }

  async #salvage<I, R>(job: object, items: readonly I[], lost: (item: I, error: unknown) => R): Promise<R[]> {
    if (items.length === 0) return [];
    const attempt = await this.#attempt<I, R>(this.#pool, job, items);
    if ('results' in attempt) return attempt.results;
    const at = Math.min(Math.max(attempt.finished, 0), items.length - 1);
    const before = await this.#salvage(job, items.slice(0, at), lost);
    if (before.length < at) return before; // stopped
    const suspect = await this.#alone(job, items[at]!, lost);
    if (suspect.length === 0) return before;
    return [...before, ...suspect, ...(await this.#salvage(job, items.slice(at + 1), lost))];
  }

  /** What an item does to a thread must not depend on what the thread did before. */
  async #alone<I, R>(job: object, item: I, lost: (item: I, error: unknown) => R): Promise<R[]> {
    const pool = this.#threads(1);
    try {
      const attempt = await this.#attempt<I, R>(pool, job, [item]);
      return 'results' in attempt ? attempt.results : [lost(item, attempt.error)];
    } finally {
      await pool.destroy();
    }
  }

  async #attempt<I, R>(
    pool: Piscina,
    job: object,
    items: readonly I[],
  ): Promise<{ results: R[] } | { error: unknown; finished: number }> {
    const batch: Batch<I> = { items, progress: new Int32Array(new SharedArrayBuffer(4)).fill(-1) };
    const watch = new Watch(batch.progress, this.#limits.seconds);
    let answer: Answer<R>;
    try {
      // A thread loads the module with its first batch, not before: Node 20 aborts the process when a thread is ended while it links modules.
      answer = await pool.run({ ...job, ...batch }, { filename: this.#filename, signal: watch.signal });
    } catch (error) {
      return { error: watch.verdict ?? error, finished: Atomics.load(batch.progress, 0) };
    } finally {
      watch.end();
    }
    if ('defect' in answer) throw new Error(answer.defect);
    return { results: answer };
  }

  /** Waits for what is under way: an answer that came while threads are being ended would be an error of the pool. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#underWay);
    await this.#pool.destroy();
  }
}

/** Aborts when a number stays the same for too long, once it is not -1. */
class Watch {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  /** Why it was aborted. */
  verdict: Error | undefined;

  constructor(progress: Int32Array, seconds: number | undefined) {
    if (seconds === undefined) return;
    let [last, since] = [-1, 0];
    this.#timer = setInterval(
      () => {
        const now = Atomics.load(progress, 0);
        if (now === -1 || now !== last) [last, since] = [now, performance.now()];
        else if (performance.now() - since >= 1000 * seconds) {
          this.verdict = new Error(`no result within ${seconds} s`);
          this.#abort.abort();
        }
      },
      Math.min(100 * seconds, 200),
    );
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
