import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import type { Certificate } from '../../src/certificate/certificate.ts';
import { digestOf, readable } from '../../src/certificate/write.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
const save = (certificate: Certificate) => {
  writeFileSync(path('a.json'), readable(certificate));
  return path('a.json');
};
const run = (index: number): Certificate => JSON.parse(runInstance(properties[0]!, 'test', index).line!);
const drawn = [0, 1, 2, 3, 4, 5, 6, 7].map(run);
const firstOf = (tier: string): Certificate => drawn.find(({ provenance }) => provenance.tier === tier)!;
const made = firstOf('exact');
const resealed = (change: Partial<Certificate>): Certificate => {
  const changed = { ...made, ...change };
  return { ...changed, digest: digestOf(changed) };
};
const provenance = (change: object) => resealed({ provenance: { ...made.provenance, ...change } });

describe('a certificate that is made again', () => {
  test.each([
    ['exact', 'VALID_EXACT'],
    ['enclosed', 'VALID_ENCLOSED'],
  ])('an instance, whatever the layout of the file: %s', (tier, status) => {
    const { exit, lines } = depthcert(['replay', save(firstOf(tier))]);
    expect(exit).toBe(0);
    const { index } = firstOf(tier).provenance;
    expect(lines[0]).toMatch(
      new RegExp(`^depthcert/decision, seed "test", index ${index}, path "": the same \\d+ bytes;`),
    );
    expect(lines[0]).toMatch(new RegExp(`${status}$`));
  });

  test('a counterexample', () => {
    depthcert(['mutants', 'depthcert/decision', '--out', path('out')]);
    const file = path('out', 'depthcert', 'decision~critical-is-global.json');
    expect(JSON.parse(readFileSync(file, 'utf8')).provenance.path).not.toBe('');
    expect(depthcert(['replay', file]).exit).toBe(0);
  });
});

test.each(['depthcert/decision/strict-saddle', 'lu-kawaguchi-2017/thm-2.1/global-minimizer'])(
  'an example of the archive: %s',
  (name) => {
    const file = fileURLToPath(new URL(`../../certificates/accepted/${name}.json`, import.meta.url));
    const { exit, out } = depthcert(['replay', file]);
    expect(exit).toBe(0);
    expect(out).toMatch(/^example, seed "", index 0, path "[a-z-]+": the same \d+ bytes; .* VALID_EXACT$/m);
  },
);

describe('a certificate that is not', () => {
  test('another instance: exit 1 with the first difference', () => {
    const { exit, lines } = depthcert(['replay', save(provenance({ index: 4 }))]);
    expect(exit).toBe(1);
    expect(lines[0]).toMatch(/^first difference at "\/(evidence|instance)\//);
    expect(lines.at(-1)).toMatch(/^FAILED /);
  });

  test('a wrong digest: exit 1, found there', () => {
    const { exit, lines } = depthcert(['replay', save({ ...made, digest: made.digest.replace(/.$/, 'x') })]);
    expect(exit).toBe(1);
    expect(lines[0]).toBe('first difference at "/digest"');
  });

  test('a path that leads nowhere: exit 1', () => {
    expect(depthcert(['replay', save(provenance({ path: 'x' }))]).lines.at(-1)).toMatch(/^FAILED /);
  });

  test.each([
    ['classified input', provenance({ generator: 'input' }), /the instance was given to classify/],
    ['another version', provenance({ version: '9.9.9' }), /made by version 9\.9\.9/],
    ['an unknown generator', provenance({ generator: 'a/b' }), /unknown generator a\/b/],
    ['an unknown generator that draws', provenance({ generator: '\u001b[2J', path: 'x' }), /generator \\u001b\[2J\n$/],
    ['another format', resealed({ format: 'depthcert/2' as never }), /DECLINED VERSION/],
  ])('%s: exit 2', (_, certificate, message) => {
    const { exit, out, err } = depthcert(['replay', save(certificate)]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a file that is no certificate: exit 3', () => {
    writeFileSync(path('b.json'), '{}');
    expect(depthcert(['replay', path('b.json')])).toMatchObject({ exit: 3, out: '' });
  });
});
