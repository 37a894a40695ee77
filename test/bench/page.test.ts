import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withFigures } from '../../bench/page.ts';

const page = `Before.

<!-- measured: a -->

old

<!-- end of the measurements -->

Between.

<!-- measured: a -- --b -->

<!-- end of the measurements -->
`;

test('only the figures of the command are put in', () => {
  expect(withFigures(page, 'a', 'new')).toBe(page.replace('old', 'new'));
  expect(withFigures(page, 'a -- --b', 'new')).toBe(page.replace('--b -->\n', '--b -->\n\nnew\n'));
  expect(withFigures(withFigures(page, 'a -- --b', 'x'), 'a -- --b', 'y')).toBe(withFigures(page, 'a -- --b', 'y'));
});

test('a page without a place for them is an error', () => {
  expect(() => withFigures(page, 'b', 'new')).toThrow('no place for the figures of b');
  expect(() => withFigures('<!-- measured: a -->\n', 'a', 'new')).toThrow('no place');
});

test('docs/scale.md has both places', () => {
  const text = readFileSync('docs/scale.md', 'utf8');
  for (const command of ['npm run bench:scale', 'npm run bench:scale -- --million'])
    expect(withFigures(text, command, 'figures')).toContain(`<!-- measured: ${command} -->\n\nfigures\n`);
});
