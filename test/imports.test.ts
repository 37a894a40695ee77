import { readdirSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The rooms of src/, ground floor first: an import only goes down. The verifier stands beside them and imports nothing.
const ROOMS = [
  'exact',
  'enclosure',
  'network',
  'evidence',
  'decision',
  'certificate',
  'store',
  'trained',
  'campaign',
  'queue',
  'cli',
];
const src = fileURLToPath(new URL('../src', import.meta.url));

const targets = (file: string): string[] =>
  [...readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target]) =>
    normalize(join('src', file, '..', target!)),
  );

const goesUp = (room: string, target: string): boolean => {
  const [top, other] = target.split('/');
  if (top === 'properties') return room !== 'cli';
  return room === 'verifier' ? other !== 'verifier' : ROOMS.indexOf(other!) > ROOMS.indexOf(room);
};

const files = [...ROOMS, 'verifier'].flatMap((room) =>
  readdirSync(join(src, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [room, join(room, name)] as const),
);

test.each(files)('in %s: no import of %s goes up', (room, file) => {
  expect(targets(file).filter((target) => goesUp(room, target))).toEqual([]);
});

test.each([
  ['exact', 'src/network/network.ts', true],
  ['campaign', 'properties/index.ts', true],
  ['verifier', 'src/exact/matrix.ts', true],
  ['cli', 'properties/index.ts', false],
  ['decision', 'src/exact/matrix.ts', false],
  ['certificate', 'src/verifier/json.ts', false],
])('from %s to %s: up is %s', (room, target, up) => {
  expect(goesUp(room, target)).toBe(up);
});

test('imports are found at all', () => {
  expect(files.flatMap(([, file]) => targets(file)).length).toBeGreaterThan(100);
});
