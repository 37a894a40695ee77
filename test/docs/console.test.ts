import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

// Every ```console block of the documents is run, and its output compared; `npm run docs` writes it anew.
const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((f) => f.endsWith('.md'))
    .map((f) => `docs/${f}`),
];
const BLOCK = /```console\n\$ (.*)\n([\s\S]*?)```/g;

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The main job without building first: other tests run what is built. */
const start: string = scripts.start.replace(/^npm run --silent build && /, '');

const folder = mkdtempSync(join(tmpdir(), 'depthcert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let runs = 0;

/** What a reader types is what runs, but for installing and building again and for where certificates of the main job go. */
function run(command: string): string {
  const out = join(folder, `${++runs}`, 'certificates');
  const line = command
    .replace(/^npm ci && /, '')
    .replace(/^npm start$/, `${start} --out ${out}`)
    .replace(/\bnpx depthcert\b/, 'node dist/src/cli/main.js');
  const { stdout, stderr, status } = spawnSync('bash', ['-c', line], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return stdout.replaceAll(out, 'out/certificates');
}

/** Times differ from run to run, and with them the widths of columns. */
const timeless = (text: string): string => text.replace(/ *\d+\.\d+ m?s\b/g, ' # s').replace(/[ ]+/g, ' ');

for (const document of documents) {
  const text = readFileSync(join(root, document), 'utf8');
  const blocks = [...text.matchAll(BLOCK)];
  if (process.env.UPDATE_DOCS && blocks.length > 0) {
    writeFileSync(
      join(root, document),
      text.replace(BLOCK, (_, command: string) => `\`\`\`console\n$ ${command}\n${run(command)}\`\`\``),
    );
    continue;
  }
  test.each(blocks.map(([, command, output]) => [command!, output!] as const))(`${document}: %s`, (command, output) => {
    expect(timeless(output)).toBe(timeless(run(command)));
  });
  test(`${document} links to files that exist`, () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
    for (const target of links) {
      if (/^https?:/.test(target)) continue;
      expect(() => readdirOrRead(join(root, document, '..', target)), target).not.toThrow();
    }
  });
}

test('the README shows commands with output', () => {
  expect([...readFileSync(join(root, 'README.md'), 'utf8').matchAll(BLOCK)].length).toBeGreaterThanOrEqual(4);
});

function readdirOrRead(path: string): void {
  try {
    readFileSync(path);
  } catch {
    readdirSync(path);
  }
}
