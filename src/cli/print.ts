/** Writes to stdout, and waits when a slow reader has let the buffer fill up: output of any length in constant memory. */
export async function print(text: string): Promise<void> {
  if (process.stdout.write(text)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}

export const printLine = (text = ''): Promise<void> => print(`${text}\n`);

export const printJson = (value: unknown): Promise<void> => printLine(JSON.stringify(value));

export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Columns padded to their widest cell; columns named in `right` are aligned to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const all = [head, ...rows];
  const widths = head.map((_, k) => Math.max(...all.map((row) => row[k]!.length)));
  const cell = (text: string, k: number) => (right.includes(k) ? text.padStart(widths[k]!) : text.padEnd(widths[k]!));
  return all.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
