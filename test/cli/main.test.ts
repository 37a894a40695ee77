import { spawnSync } from 'node:child_process';
import { existsSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/certificate/version.ts';
import { depthcert, MAIN, scratch } from './run.ts';

const commands = ['list', 'check', 'campaign', 'merge', 'verify', 'classify', 'explain', 'replay', 'mutants'];

describe('help', () => {
  test.each(commands)('%s --help has an example', (command) => {
    const { exit, out } = depthcert([command, '--help']);
    expect(exit).toBe(0);
    expect(out).toMatch(new RegExp(`Example:\\n +.*depthcert ${command}`));
  });

  test('says what --json leaves out', () => {
    expect(depthcert(['--help']).out).toMatch(/stdout\s+stays empty, with --json too/);
  });

  test('names every command and the exit codes', () => {
    const { exit, out } = depthcert(['--help']);
    expect(exit).toBe(0);
    for (const command of commands) expect(out).toContain(`  ${command} `);
    expect(out).toContain('Exit codes: 0');
  });

  test('--version', () => {
    expect(depthcert(['--version'])).toMatchObject({ exit: 0, out: `${VERSION}\n` });
  });
});

describe('wrong usage is exit 3, with a message and nothing on stdout', () => {
  test.each([
    ['no command', [], /Usage/],
    ['an unknown command', ['chek'], /unknown command 'chek'/],
    ['an unknown option', ['list', '--jsn'], /unknown option '--jsn'/],
    ['an argument too many', ['list', 'x'], /too many arguments/],
    ['a missing argument', ['classify'], /missing required argument 'file'/],
    ['an option without its value', ['check', '--runs'], /argument missing/],
    ['no runs', ['check', '--runs', '0'], /whole number, 1 or more/],
    ['too many runs', ['check', '--runs', '1000000000001'], /at most 1000000000000/],
    ['runs that are no number', ['check', '--runs', '1e3'], /whole number, 1 or more/],
    ['too many workers', ['check', '--workers', '1000'], /at most 256/],
    ['a shard beyond the last', ['check', '--shard', '3/2'], /1 ≤ i ≤ n/],
    ['a shard from 0', ['check', '--shard', '0/2'], /1 ≤ i ≤ n/],
    ['an unknown statement', ['check', 'nobody/nothing'], /known are:\n {2}depthcert\/decision\n/],
    ['an unknown statement for mutants', ['mutants', 'nobody/nothing'], /unknown statement nobody\/nothing/],
    ['a minimum that is no number', ['verify', '.', '--min', '-1'], /whole number, 1 or more/],
    ['verify without anything', ['verify'], /needs a path or --manifest/],
    ['a folder for a manifest', ['verify', '--manifest', '.', '--json'], /\. is a folder; name the file in it/],
    ['a way through a file', ['classify', '/dev/null/a.json', '--json'], /ENOTDIR/],
    ['a folder to explain', ['explain', '.'], /\. is a folder; name one file in it/],
  ])('%s', (_, args, message) => {
    const { exit, out, err } = depthcert(args);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });
});

describe('a reader that closes the pipe early', () => {
  const { path } = scratch();

  test('is no error message, and not success', () => {
    // The output is longer than any pipe holds, so that writing it must fail.
    writeFileSync(path('a.jsonl'), '{}\n'.repeat(20_000));
    const script = `"${process.execPath}" "${MAIN}" verify "${path('a.jsonl')}" | head -c 1; echo " ${'$'}{PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '/ 2\n', stderr: '' });
  });
});

describe.runIf(existsSync('/dev/full'))('output that cannot be written is exit 3', () => {
  test.each([
    ['stdout', `list > /dev/full`, 'depthcert: the output cannot be written: ENOSPC: no space left on device, write\n'],
    ['stderr', `explain nowhere.json 2> /dev/full`, ''],
  ])('%s', (_, command, message) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${MAIN}" ${command}`], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: '', stderr: message });
  });
});

describe.runIf(existsSync('/dev/zero'))('a file without end is exit 3', () => {
  const { path } = scratch();

  test.each([
    ['classify'],
    ['classify', '--jsonl'],
    ['explain'],
    ['explain', '--line', '1'],
    ['replay'],
    ['verify'],
    ['verify', '--manifest'],
  ])('%s %s', (...args) => {
    for (const name of ['a.json', 'a.jsonl']) {
      symlinkSync('/dev/zero', path(name));
      const { exit, out, err } = depthcert([...args, path(name)]);
      expect(exit).toBe(3);
      expect(out + err).toMatch(/LIMIT .*more than \d+ bytes/);
    }
  });
});

describe('a link to itself is exit 3', () => {
  const { path } = scratch();

  test.each([['classify'], ['explain'], ['replay'], ['verify'], ['verify', '--manifest']])('%s %s', (...args) => {
    symlinkSync('a.json', path('a.json'));
    const { exit, out, err } = depthcert([...args, path('a.json')]);
    expect(exit).toBe(3);
    expect(out + err).toMatch(/ELOOP/);
    expect(err).not.toContain('    at ');
  });
});
