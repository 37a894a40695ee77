import { visible } from '../certificate/plain.ts';

/** One line on stderr, rewritten in place: only on a terminal, and only for work that takes more than a second. */
export class Progress {
  readonly #start = performance.now();
  readonly #on = process.stderr.isTTY === true;
  #last = 0;
  #shown = false;

  show(text: string): void {
    const now = performance.now();
    if (now - this.#start < 1000 || now - this.#last < 100) return;
    this.#last = now;
    this.announce(text);
  }

  /** Before work that leaves no time to show anything while it lasts: at once. */
  announce(text: string): void {
    if (!this.#on) return;
    this.#shown = true;
    process.stderr.write(`\r\u001b[2K${visible(text).slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\u001b[2K');
    this.#shown = false;
  }
}

/** The result of work that lasts an unknown time in one piece, with a line that says so. */
export function announced<T>(text: string, work: () => T): T {
  const progress = new Progress();
  progress.announce(text);
  try {
    return work();
  } finally {
    progress.clear();
  }
}
