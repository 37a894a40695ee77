import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { MAIN } from './command-line.ts';

export interface WorkerOptions {
  /** Seconds. */
  readonly lock?: number;
  readonly preload?: string;
}

/** A process that takes shards from a queue. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  /** What it has said so far. */
  log = '';

  /** @param options.preload a module that is loaded first, in every thread */
  constructor(redis: string, store: string, options: WorkerOptions = {}) {
    const { lock = 2, preload } = options;
    const before = preload === undefined ? [] : ['--import', preload];
    const work = ['campaign', 'work', '--redis', redis, '--out', store, '--lock', `${lock}`, '--exit-when-done'];
    this.#child = spawn(process.execPath, [...before, MAIN, ...work], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.on('data', (text) => {
        this.log += text;
      });
    }
  }

  /** Its name in the queue. */
  get name(): string {
    return `${hostname()}-${this.#child.pid}`.replace(/[^\w.-]/g, '_');
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** The exit code; null after a signal. */
  async exit(): Promise<number | null> {
    if (!this.ended) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }
}
