/** One line on stderr, rewritten in place: only on a terminal, and only for work that takes more than a second. */
export class Progress {
  readonly #start = performance.now();
  readonly #on = process.stderr.isTTY === true;
  #last = 0;
  #shown = false;

  show(text: string): void {
    const now = performance.now();
    if (!this.#on || now - this.#start < 1000 || now - this.#last < 100) return;
    this.#last = now;
    this.#shown = true;
    process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\u001b[2K');
    this.#shown = false;
  }
}
