import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { examples } from '../../properties/examples.ts';
import { properties } from '../../properties/index.ts';
import { isVerified } from '../../src/certificate/verified.ts';
import { STATEMENTS, verifyCertificate } from '../../src/verifier/index.ts';
import { archive } from './archive.ts';
import { unspoiled } from './attacks/attack.ts';
import { attacks } from './attacks.ts';

const root = fileURLToPath(new URL('../../certificates', import.meta.url));
const parts = ['accepted', 'refuted', 'audited', 'reject'];
const files = archive();

if (process.env.UPDATE_ARCHIVE) {
  for (const part of parts) rmSync(join(root, part), { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test.each([...files.keys()])('%s is what the program makes today', (path) => {
  expect(existsSync(join(root, path)), 'missing: npm run archive').toBe(true);
  expect(readFileSync(join(root, path), 'utf8')).toBe(files.get(path));
});

test.each(examples.map((e) => [e.statement, e.name] as const))(
  '%s/%s is named after its verdict',
  (statement, name) => {
    const { verdict } = JSON.parse(files.get(`accepted/${statement}/${name}.json`)!);
    expect(name === verdict || name.startsWith(`${verdict}-`)).toBe(true);
  },
);

// Those of real data are too large to read, and of the same rule as depthcert/decision.
const shown = [...STATEMENTS.keys()].filter((id) => id !== 'depthcert/real-data');
const withExamples = properties.filter(({ id }) => shown.includes(id));
test.each(withExamples)('$id has an example for every verdict that its certificates can have', ({ id }) => {
  const names = examples.filter((e) => e.statement === id).map((e) => e.name);
  const { verdicts } = STATEMENTS.get(id)!;
  for (const verdict of verdicts) expect(names).toContainEqual(expect.stringMatching(new RegExp(`^${verdict}`)));
});

test.each(shown)('%s of the verifier has a certificate here', (id) => {
  const [statement, variant] = id.split('~');
  const places = variant ? [`refuted/${statement}/${variant}.json`] : [`accepted/${id}/`, `audited/${id}.json`];
  expect([...files.keys()].some((path) => places.some((place) => path.startsWith(place)))).toBe(true);
});

const inAnotherForm = attacks.filter(({ first }) => first !== undefined);
test.each(inAnotherForm.map((attack) => [attack.name, attack] as const))(
  '%s starts from another form of a certificate, which is accepted, too',
  (_, attack) => {
    const source = files.get(`accepted/${attack.from.join('/')}.json`)!;
    expect(isVerified(verifyCertificate(unspoiled(attack, source)).status)).toBe(true);
  },
);

test('no two attacks have one name', () => {
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
});

test('there is nothing else in these folders', () => {
  const found = parts.flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  expect([...found, 'hypotheses.md'].sort()).toEqual([...files.keys()].sort());
});

test('the running example of FORMAT.md is a certificate of the archive', () => {
  const format = readFileSync(join(root, 'FORMAT.md'), 'utf8');
  const block = /```json\n([\s\S]*?)```/.exec(format)?.[1];
  expect(block).toBe(files.get('accepted/depthcert/decision/strict-saddle.json'));
});
