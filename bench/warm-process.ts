import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Measured, Refused } from './measured.ts';

/** depthcert in a process of its own (measured.ts), which stays warm from one file of instances to the next. */
export class WarmProcess {
  readonly #process: ChildProcess;
  readonly #lines: Interface;
  readonly #answers: AsyncIterator<string>;

  /** @param program measured.js */
  constructor(program: string) {
    this.#process = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#process.stdout! });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  /** Lets the compiler of the engine see reading, making and verifying, so many milliseconds of CPU time each. */
  async warmUp(file: string, ms: number): Promise<void> {
    this.#process.stdin!.write(`warm\t${file}\t${ms}\n`);
    await this.#answer();
  }

  /** Each instance of a file, repeated for at least so many milliseconds of CPU time. */
  async measure(file: string, least: number): Promise<(Measured | Refused)[]> {
    this.#process.stdin!.write(`measure\t${file}\t${least}\n`);
    const all: (Measured | Refused)[] = [];
    for (;;) {
      const line = await this.#answer();
      if (line === 'end') return all;
      all.push(JSON.parse(line) as Measured | Refused);
    }
  }

  async end(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.stdin!.end();
    await ended;
  }

  async #answer(): Promise<string> {
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('the process that measures depthcert has ended');
    return value;
  }
}
