import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instanceToJson } from '../../src/network/instance.ts';
import { points } from '../certificate/examples.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
const saddle = '{"id":"s","widths":[2,1,2],"X":[[1,0],[0,1]],"Y":[["3",0],[0,"0.5"]],"W":[[[0,1]],[[0],["1/2"]]]}';
/** A non-strict saddle of numbers near the limit of digits: products of them are more work than the verifier agrees to do. */
const long = (digit: string, end: string) => `${digit.repeat(19_000)}/1${'0'.repeat(19_000)}${end}`;
const zeros = [
  [0, 0],
  [0, 0],
];
const large = JSON.stringify({
  id: 'large',
  widths: [2, 2, 2, 2],
  X: [
    [long('1', '7'), 0],
    [0, 1],
  ],
  Y: [
    [0, 0],
    [1, 0],
  ],
  W: [
    zeros,
    zeros,
    [
      [long('3', '1'), long('7', '3')],
      [0, 0],
    ],
  ],
});
const bad = '{"id":"b","widths":[1,1],"X":[[1]],"Y":[["x"]],"W":[[[1]]]}';

describe('one instance', () => {
  test('as a table for people, from standard input', () => {
    const { exit, out } = depthcert(['classify', '-'], saddle);
    expect(exit).toBe(0);
    for (const line of [
      /^verdict +strict-saddle$/m,
      /^L\(W\) +9\/2, a critical value$/m,
      /^verifier +VALID_EXACT, /m,
    ]) {
      expect(out).toMatch(line);
    }
  });

  test.each(points)('%s', (_, verdict, instance) => {
    writeFileSync(path('i.json'), JSON.stringify(instanceToJson(instance), null, 2));
    const { exit, out } = depthcert(['classify', path('i.json'), '--json']);
    const result = JSON.parse(out);
    expect({ exit, verdict: result.verdict }).toEqual({ exit: 0, verdict });
    expect(result.criticalValue).toBe(verdict === 'not-critical' ? null : result.loss);
  });

  test('with --out keeps a certificate that verify accepts', () => {
    expect(depthcert(['classify', '-', '--out', path('out')], saddle).exit).toBe(0);
    expect(depthcert(['verify', path('out')]).lines.at(-1)).toBe('VERIFIED 1 certificates');
    const again = depthcert(['classify', '-', '--out', path('out')], saddle);
    expect(again).toMatchObject({ exit: 3, out: '' });
    expect(again.err).toMatch(/is not empty; name a new folder, or allow --overwrite/);
  });

  test('that cannot be read leaves nothing behind', () => {
    const { exit, out, err } = depthcert(['classify', '-', '--json', '--out', path('out')], bad);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(/^depthcert: -: NUMBER at "\/Y\/0\/0": not a number/);
    expect(existsSync(path('out'))).toBe(false);
  });

  test.each([
    ['nothing', '', /JSON/],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22), /UTF8/],
    ['a huge exponent', saddle.replace('0.5', '5e99999999'), /LIMIT at "\/Y\/1\/1"/],
    ['an empty name for the folder', saddle, /an empty name/, ['--out', '']],
    ['a byte order mark', `\ufeff${saddle}`, /UTF8 at "": .*save the file as UTF-8 without one/],
    ['a certificate that the verifier finds too large', large, /LIMIT at "\/evidence\/2/],
    ['another format', `{"format":"x","instance":${saddle}}`, /VERSION at "\/format"/],
    ['a pointer that draws', '{"\\u001b[2J":1}', /UNKNOWN_FIELD at "\/\\u001b\[2J"/],
    [
      'a fraction as a JSON number',
      saddle.replace('"0.5"', '0.5'),
      /NUMBER at "\/Y\/1\/1".*write other numbers as strings/,
    ],
  ])('%s is exit 3', (_, input, message, more: string[] = []) => {
    const { exit, out, err } = depthcert(['classify', '-', ...more], input);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
  });

  test('a missing file is exit 3 with its path', () => {
    const { exit, err } = depthcert(['classify', path('none.json')]);
    expect(exit).toBe(3);
    expect(err).toContain(path('none.json'));
  });
});

describe('lines', () => {
  test('are decided one by one, a bad one does not stop the others', () => {
    writeFileSync(path('l.jsonl'), `${saddle}\n${bad}\n\n${saddle.replace('"s"', '7')}\n`);
    const { exit, lines, err } = depthcert(['classify', path('l.jsonl'), '--jsonl', '--out', path('out')]);
    expect(exit).toBe(3);
    const results = lines.map((line) => JSON.parse(line));
    expect(results).toMatchObject([
      {
        id: 's',
        line: 1,
        verdict: 'strict-saddle',
        rank: 1,
        bottleneck: 1,
        criticalValue: '9/2',
        loss: '9/2',
        escapeOrder: 2,
      },
      { id: 'b', line: 2, error: { code: 'NUMBER', pointer: '/Y/0/0' } },
      { id: null, line: 3, error: { code: 'JSON', pointer: '' } },
      { id: 7, line: 4, verdict: 'strict-saddle' },
    ]);
    expect(err).toContain(`${path('l.jsonl')} line 2: NUMBER at "/Y/0/0"`);
    const kept = readFileSync(path('out', 'depthcert', 'decision.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(kept.map((line) => JSON.parse(line).provenance.index)).toEqual([0, 3]);
    expect(depthcert(['verify', path('out')]).exit).toBe(0);
  });

  test('a certificate that the verifier finds too large does not stop the others', () => {
    const { exit, lines } = depthcert(['classify', '-', '--jsonl'], `${large}\n${saddle}\n`);
    expect(exit).toBe(3);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: 'large', line: 1, error: { code: 'LIMIT', pointer: '/evidence/2' } },
      { id: 's', line: 2, verdict: 'strict-saddle' },
    ]);
  });

  test('an id is exact in JSON, and cannot draw or begin a line in text', () => {
    const id = `a\nverdict ${'x'.repeat(1000)}\u001b[2J`;
    const input = saddle.replace('"s"', JSON.stringify(id));
    expect(JSON.parse(depthcert(['classify', '-', '--jsonl'], input).out).id).toBe(id);
    expect(depthcert(['classify', '-'], input).lines[0]).toMatch(/^id +a\\u000averdict x+…$/);
    const big = saddle.replace('"s"', '123456789012345678901234567890');
    expect(JSON.parse(depthcert(['classify', '-', '--jsonl'], big).out).id).toBe('123456789012345678901234567890');
    expect(JSON.parse(depthcert(['classify', '-', '--jsonl'], big.replace('"W"', '"V"')).out)).toMatchObject({
      id: '123456789012345678901234567890',
      error: { code: 'UNKNOWN_FIELD', pointer: '/V' },
    });
  });

  test('all good is exit 0', () => {
    expect(depthcert(['classify', '-', '--jsonl'], `${saddle}\n${saddle}`)).toMatchObject({ exit: 0, err: '' });
  });

  test('none at all is exit 2', () => {
    expect(depthcert(['classify', '-', '--jsonl'], '')).toMatchObject({ exit: 2, out: '' });
  });
});
