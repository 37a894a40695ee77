import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { certificateLine, readable } from '../../src/certificate/write.ts';
import { certificateOf, points } from '../certificate/examples.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
const certificates = points.map(([, , instance]) => certificateOf(instance));
const save = (name: string, text: string) => {
  writeFileSync(path(name), text);
  return path(name);
};

describe('explain', () => {
  test('a page', () => {
    const { exit, lines } = depthcert(['explain', save('a.json', readable(certificates[3]!))]);
    expect(exit).toBe(0);
    expect(lines[0]).toBe('# depthcert/decision: strict-saddle');
    expect(lines.join('\n')).toMatch(/D²L\[V,V\] = .* < 0/);
  });

  test('a line', () => {
    const file = save('a.jsonl', certificates.map(certificateLine).join(''));
    expect(depthcert(['explain', file, '--line', '5']).lines[0]).toBe('# depthcert/decision: non-strict-saddle');
    expect(depthcert(['explain', file]).err).toMatch(/more than one certificate; choose one with --line N/);
    expect(depthcert(['explain', file, '--line', '99'])).toMatchObject({ exit: 3, out: '' });
  });
});

describe('what is not valid is not explained', () => {
  test.each([
    ['rejected', certificateLine({ ...certificates[3]!, digest: certificates[0]!.digest }), 1, /REJECTED, DIGEST/],
    ['declined', certificateLine({ ...certificates[3]!, statement: 'a/b' }), 2, /DECLINED, STATEMENT/],
    ['malformed', '{}', 3, /MALFORMED, MISSING_FIELD/],
  ])('%s', (_, text, exit, message) => {
    const outcome = depthcert(['explain', save('a.json', text)]);
    expect(outcome.exit).toBe(exit);
    expect(outcome.lines[0]).toMatch(/^# Not verified: /);
    expect(outcome.out).toMatch(message);
    expect(outcome.out).not.toContain('## Evidence');
  });

  test('a missing file', () => {
    expect(depthcert(['explain', path('none.json')])).toMatchObject({ exit: 3, out: '' });
  });
});
