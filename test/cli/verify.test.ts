import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { certificateLine, digestOf, readable } from '../../src/certificate/write.ts';
import { certificateOf, points } from '../certificate/examples.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
const certificates = points.map(([, , instance]) => certificateOf(instance));
const [first, second] = certificates as [(typeof certificates)[0], (typeof certificates)[0]];
const lines = certificates.map(certificateLine);
const all = lines.join('');
const resealed = <T extends object>(change: T) => {
  const changed = { ...first, ...change };
  return certificateLine({ ...changed, digest: digestOf(changed) });
};
const rejected = certificateLine({ ...first, digest: second.digest });
const undecided = resealed({ verdict: 'undecided', evidence: [] });
const declined = resealed({ statement: 'nobody/nothing' });

const save = (name: string, content: string | Uint8Array) => {
  writeFileSync(path(name), content);
  return path(name);
};

describe('certificates that are verified', () => {
  test('lines of a .jsonl file', () => {
    const { exit, lines: out } = depthcert(['verify', save('a.jsonl', all)]);
    expect(exit).toBe(0);
    expect(out).toEqual([`${lines.length} read: ${lines.length} VALID_EXACT`, `VERIFIED ${lines.length} certificates`]);
  });

  test('a page with CR LF, as .json allows', () => {
    const file = save('a.json', readable(first).replaceAll('\n', '\r\n'));
    expect(depthcert(['verify', file, '--min', '1']).lines.at(-1)).toBe('VERIFIED 1 certificates');
  });

  test('a last line without a line feed', () => {
    expect(depthcert(['verify', save('a.jsonl', all.trimEnd())]).exit).toBe(0);
  });

  test('a folder, without what is not a certificate and what must be rejected; a file named twice is read once', () => {
    mkdirSync(path('b', 'reject'), { recursive: true });
    save('b/z.jsonl', all);
    save('b/a.json', readable(first));
    save('b/note.txt', 'x');
    save('b/certificate.schema.json', '{}');
    save('b/manifest.json', '{}');
    save('b/reject/bad.json', rejected);
    const { exit, out } = depthcert(['verify', path('b'), path('b', 'a.json'), '--json']);
    const { results, verified, rejected: bad } = JSON.parse(out);
    expect({ exit, verified, bad }).toEqual({ exit: 0, verified: lines.length + 1, bad: 0 });
    expect(results[0]).toEqual({
      path: path('b', 'a.json'),
      index: 0,
      status: 'VALID_EXACT',
      code: null,
      pointer: null,
      message: null,
    });
    expect(results.at(-1)).toMatchObject({ path: path('b', 'z.jsonl'), index: lines.length - 1 });
    expect(depthcert(['verify', path('b', 'reject')]).exit).toBe(1);
  });

  test('the files of a manifest', () => {
    save('a.jsonl', all);
    const sha256 = createHash('sha256').update(all).digest('hex');
    save('list.json', JSON.stringify({ certificates: [{ path: 'a.jsonl', sha256 }] }));
    expect(depthcert(['verify', '--manifest', path('list.json')]).lines.at(-1)).toBe(
      `VERIFIED ${lines.length} certificates`,
    );
  });
});

describe('files that are not verified: exit code, status, code, pointer', () => {
  const latin1 = Buffer.concat([Buffer.from('{"format":"'), Buffer.from([0xe9]), Buffer.from('"}')]);
  test.each([
    ['a wrong digest', 'a.json', rejected, 1, 'REJECTED', 'DIGEST', '/digest'],
    ['another verdict', 'a.json', resealed({ verdict: 'convex' }), 1, 'REJECTED', 'VERDICT', '/verdict'],
    ['an undecided verdict', 'a.json', undecided, 2, 'UNDECIDED', 'UNDECIDED', '/verdict'],
    ['an unknown statement', 'a.json', declined, 2, 'DECLINED', 'STATEMENT', '/statement'],
    ['an empty .json file', 'a.json', '', 3, 'MALFORMED', 'JSON', ''],
    ['an empty .jsonl file', 'a.jsonl', '', 3, 'MALFORMED', 'JSON', ''],
    ['two certificates in a .json file', 'a.json', all, 3, 'MALFORMED', 'JSON', ''],
    ['a truncated line', 'a.jsonl', lines[0]!.slice(0, 100), 3, 'MALFORMED', 'JSON', ''],
    ['a byte order mark', 'a.json', `\ufeff${lines[0]}`, 3, 'MALFORMED', 'UTF8', ''],
    ['bytes that are not UTF-8', 'a.json', latin1, 3, 'MALFORMED', 'UTF8', ''],
    ['lines with CR LF', 'a.jsonl', lines[0]!.replace('\n', '\r\n'), 3, 'MALFORMED', 'JSON', ''],
    ['nesting without end', 'a.json', '['.repeat(100_000), 3, 'LIMIT', 'LIMIT', '/0'.repeat(32)],
    ['another ending', 'a.txt', lines[0]!, 3, 'MALFORMED', 'FILE', ''],
  ])('%s', (_, name, content, exit, status, code, pointer) => {
    const outcome = depthcert(['verify', save(name, content), '--json']);
    expect(outcome.exit).toBe(exit);
    const { results, verified, rejected: bad } = JSON.parse(outcome.out);
    expect(results[0]).toMatchObject({ path: path(name), index: 0, status, code });
    expect(results[0].pointer.startsWith(pointer.slice(0, 60))).toBe(true);
    expect({ verified, bad }).toEqual({ verified: 0, bad: 1 });
  });

  test('a problem has one line, the last line says FAILED, the good ones count', () => {
    const file = save('a.jsonl', `${lines[0]}${rejected}${lines[1]}\n${lines[2]}`);
    const { exit, lines: out } = depthcert(['verify', file]);
    expect(exit).toBe(3);
    expect(out[0]).toBe(`${file} 1 REJECTED DIGEST "/digest" not the digest of this file`);
    expect(out[1]).toBe(`${file} 3 MALFORMED JSON "" an empty line; a .jsonl file has one certificate a line`);
    expect(out.slice(2)).toEqual([
      '5 read: 3 VALID_EXACT, 1 REJECTED, 1 MALFORMED',
      'FAILED 2 of 5 certificates are not verified',
    ]);
  });

  test('rejected outweighs undecided', () => {
    expect(depthcert(['verify', save('a.jsonl', undecided + rejected + lines[0])]).exit).toBe(1);
  });
});

describe('what a row says', () => {
  test('names of files cannot draw or begin a line', () => {
    const { exit, lines: out } = depthcert(['verify', save('a\nVERIFIED 1 certificates\u001b[2J.json', '{')]);
    expect(exit).toBe(3);
    expect(out[0]).toContain('a\\u000aVERIFIED 1 certificates\\u001b[2J.json 0 MALFORMED JSON ""');
    expect(out.length).toBe(3);
  });

  test.each([
    ['a byte order mark', 'a.json', '\ufeff{}', /save the file as UTF-8 without one$/],
    ['an empty page', 'a.json', '', /it must hold one JSON document$/],
    ['an empty list', 'a.jsonl', '', /leave it out, or put a certificate in it$/],
  ])('%s: what to do', (_, name, content, message) => {
    expect(depthcert(['verify', save(name, content)]).lines[0]).toMatch(message);
  });
});

describe('what is not there', () => {
  test('a missing file is exit 3 with its path', () => {
    const { exit, lines: out } = depthcert(['verify', path('nowhere.json'), save('a.jsonl', all)]);
    expect(exit).toBe(3);
    expect(out[0]).toBe(`${path('nowhere.json')} 0 MALFORMED FILE "" there is no such file or folder`);
    expect(out.at(-1)).toMatch(/^FAILED /);
  });

  test('a link that leads nowhere', () => {
    mkdirSync(path('b'));
    symlinkSync(path('nowhere'), path('b', 'a.json'));
    expect(depthcert(['verify', path('b')])).toMatchObject({ exit: 3 });
  });

  test('nothing to check is exit 2', () => {
    mkdirSync(path('b'));
    const { exit, lines: out } = depthcert(['verify', path('b')]);
    expect({ exit, last: out.at(-1) }).toEqual({ exit: 2, last: 'FAILED nothing to check' });
  });

  test('fewer than --min is exit 2', () => {
    const { exit, lines: out } = depthcert(['verify', save('a.jsonl', all), '--min', `${lines.length + 1}`]);
    expect({ exit, last: out.at(-1) }).toEqual({
      exit: 2,
      last: `FAILED ${lines.length} certificates verified, at least ${lines.length + 1} were asked for`,
    });
  });
});

describe('a manifest that is not met', () => {
  const manifest = (content: unknown) => {
    save('a.jsonl', all);
    return depthcert(['verify', '--manifest', save('list.json', JSON.stringify(content)), '--json']);
  };

  test('a file that is missing', () => {
    const { exit, out } = manifest({ certificates: [{ path: 'a.jsonl' }, { path: 'b.jsonl' }] });
    expect(exit).toBe(3);
    expect(JSON.parse(out).results.at(-1)).toMatchObject({ path: path('b.jsonl'), code: 'FILE' });
  });

  test('a file with other bytes', () => {
    const { exit, out } = manifest({ certificates: [{ path: 'a.jsonl', sha256: '0'.repeat(64) }] });
    expect(exit).toBe(1);
    expect(JSON.parse(out).results.at(-1)).toMatchObject({ status: 'REJECTED', code: 'DIGEST' });
  });

  test('a file with other bytes that is listed twice', () => {
    const { exit, out } = manifest({
      certificates: [{ path: 'a.jsonl' }, { path: './a.jsonl', sha256: '0'.repeat(64) }],
    });
    expect(exit).toBe(3);
    expect(JSON.parse(out).results.at(-1)).toMatchObject({ status: 'MALFORMED', code: 'FILE', message: /twice/ });
  });

  test.each([
    ['a folder', 'd', /^not a \.json or \.jsonl file$/],
    ['its own folder', '', /^not a \.json or \.jsonl file$/],
    ['another suffix', 'a.txt', /^not a \.json or \.jsonl file$/],
    ['a link out of its folder', 'd/out.jsonl', /^a link that leads out/],
    ['a link to itself', 'd/loop.jsonl', /ELOOP/],
  ])('%s', (_, name, message) => {
    mkdirSync(path('d'));
    save('a.jsonl', all);
    save('d/a.txt', all);
    symlinkSync(path('a.jsonl'), path('d', 'out.jsonl'));
    symlinkSync('loop.jsonl', path('d', 'loop.jsonl'));
    const list = save(
      'd/list.json',
      JSON.stringify({ certificates: [{ path: name === 'd' ? '.' : name.replace('d/', '') }] }),
    );
    const { exit, out } = depthcert(['verify', '--manifest', list, '--json']);
    expect(exit).toBe(3);
    const { results, verified } = JSON.parse(out);
    expect(results).toEqual([
      expect.objectContaining({
        index: 0,
        status: 'MALFORMED',
        code: 'FILE',
        pointer: '',
        message: expect.stringMatching(message),
      }),
    ]);
    expect(verified).toBe(0);
  });

  test.each([
    ['a path out of its folder', { certificates: [{ path: '../a.jsonl' }] }, /RANGE at "\/certificates\/0\/path"/],
    ['an absolute path', { certificates: [{ path: '/a.jsonl' }] }, /RANGE at "\/certificates\/0\/path"/],
    ['an unknown field', { certificates: [], note: '' }, /UNKNOWN_FIELD at "\/note"/],
    [
      'a hash that is none',
      { certificates: [{ path: 'a', sha256: 'x' }] },
      /NUMBER at "\/certificates\/0\/sha256": expected 64 lowercase hex digits/,
    ],
    ['a path with a NUL', { certificates: [{ path: 'a\0.json' }] }, /RANGE at "\/certificates\/0\/path"/],
    [
      'an entry with an unknown field',
      { certificates: [{ path: 'a', sha: '' }] },
      /UNKNOWN_FIELD at "\/certificates\/0\/sha"/,
    ],
    ['an entry that is null', { certificates: [null] }, /TYPE at "\/certificates\/0"/],
    ['an entry that is no object', { certificates: ['a'] }, /TYPE at "\/certificates\/0"/],
    ['no list', {}, /MISSING_FIELD/],
  ])('%s', (_, content, message) => {
    const { exit, out, err } = manifest(content);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
  });

  test('no such manifest', () => {
    expect(depthcert(['verify', '--manifest', path('none.json')])).toMatchObject({ exit: 3, out: '' });
  });
});
