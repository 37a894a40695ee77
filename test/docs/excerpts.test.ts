import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// A fenced block headed "```ts path" is an excerpt of that file, to the letter.
const root = fileURLToPath(new URL('../..', import.meta.url));
const excerpts = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(join(root, 'docs', name), 'utf8').matchAll(/```(?:ts|md) (\S+)\n([\s\S]*?)```/g)].map(
      ([, path, text]) => [name, path!, text!] as const,
    ),
  );

test.each(excerpts)('%s quotes %s', (_, path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toContain(text);
});

test('there are excerpts', () => expect(excerpts.length).toBeGreaterThan(6));
