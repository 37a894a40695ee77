import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from './programs.ts';
import { digits } from './report.ts';

/** Puts figures between the line `<!-- measured: COMMAND -->` and the next `<!-- end of the measurements -->` of a page. Throws Error where it has no such lines. */
export function withFigures(page: string, command: string, figures: string): string {
  const begin = `<!-- measured: ${command} -->\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf('<!-- end of the measurements -->', from);
  if (from < 0 || to < 0) throw new Error(`the page has no place for the figures of ${command}`);
  return `${page.slice(0, from + begin.length)}\n${figures}\n\n${page.slice(to)}`;
}

/** The same for a file of the package. */
export function writeFigures(file: string, command: string, figures: string): void {
  const path = join(packageRoot(), file);
  writeFileSync(path, withFigures(readFileSync(path, 'utf8'), command, figures));
}

/** When and where. */
export const machine = (): string =>
  `${new Date().toISOString().slice(0, 10)}: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, ${digits(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
