import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAIN } from './command-line.ts';
import { Lab } from './lab.ts';

// The blocks "```console redis" and "```sh redis" of the document, in their order; UPDATE_DOCS=1 writes their outputs anew.
const path = fileURLToPath(new URL('../../../docs/campaigns-redis.md', import.meta.url));
const BLOCK = /```(?:console redis\n\$ (.*)\n([\s\S]*?)|sh redis\n([\s\S]*?))```/g;

let lab: Lab;
beforeEach(async () => {
  lab = await Lab.open();
  mkdirSync(lab.path('here'));
});
afterEach(() => lab.close());

const shell = (command: string) =>
  [
    'bash',
    [
      '-c',
      command
        .replace('npx depthcert', `${process.execPath} ${MAIN}`)
        .replace('redis://queue.example:6379', lab.redis.url),
    ],
    { cwd: lab.path('here') },
  ] as const;

function output(command: string): string {
  const [file, args, options] = shell(command);
  const { stdout, stderr, status } = spawnSync(file, args, { ...options, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}

function start(command: string) {
  const [file, args, options] = shell(command);
  return spawn(file, args, { ...options, stdio: 'ignore' });
}

/** All of these at the same time. */
async function together(commands: readonly string[]): Promise<void> {
  const children = commands.map(start);
  expect(await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]))).toEqual(
    commands.map(() => 0),
  );
}

/** Rates differ from run to run, and so does which worker makes which shards. */
const steady = (text: string): string =>
  text
    .replace(/[0-9.]+ a second/, '# a second')
    .replace(/[0-9]+( that are in none|, active 0, done [0-9]+)/g, '#$1')
    .replace(/done [0-9]+/, 'done #');

test('the commands of docs/campaigns-redis.md have the outputs that are printed there', async () => {
  const text = readFileSync(path, 'utf8');
  const blocks = [...text.matchAll(BLOCK)];
  const outputs: string[] = [];
  for (const [, command, , lines] of blocks) {
    if (lines !== undefined) await together(lines.trim().split('\n'));
    else outputs.push(output(command!));
  }
  expect(outputs.length).toBeGreaterThan(4);
  if (process.env.UPDATE_DOCS) {
    const all = [...outputs];
    const renew = (block: string, command: string | undefined) =>
      command === undefined ? block : `\`\`\`console redis\n$ ${command}\n${all.shift()}\`\`\``;
    writeFileSync(path, text.replace(BLOCK, renew));
  } else {
    const printed = blocks.flatMap(([, command, shown]) => (command === undefined ? [] : [shown!]));
    expect(outputs.map(steady)).toEqual(printed.map(steady));
  }
});
