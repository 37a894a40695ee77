import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import { runInstance } from '../../src/campaign/run-instance.ts';
import { isVerified } from '../../src/certificate/verified.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';
import { inCoordinates, near } from '../verifier/eigen-examples.ts';
import { certificateOf, points } from './examples.ts';

const schema = JSON.parse(readFileSync(new URL('../../certificates/certificate.schema.json', import.meta.url), 'utf8'));
const fits = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(schema);

describe('what the verifier accepts fits the schema', () => {
  test.each(properties.map((p) => [p.id, p] as const))('%s', (_, property) => {
    for (let index = 0; index < Math.min(12, property.instances?.length ?? 12); index++) {
      const { line, status } = runInstance(property, 'schema', index);
      expect(isVerified(status)).toBe(true);
      expect(fits(JSON.parse(line!)), JSON.stringify(fits.errors)).toBe(true);
    }
  });

  const variants = properties.flatMap((p) => p.variants.map((v) => [`${p.id}~${v.id}`, p, v] as const));
  test.each(variants)('%s', (_, property, variant) => {
    const { line, status } = refuteVariant(property, variant, 'depthcert');
    expect(isVerified(status)).toBe(true);
    expect(fits(JSON.parse(line!)), JSON.stringify(fits.errors)).toBe(true);
  });
});

const enclosed = Object.entries({ ...inCoordinates, ...near });
describe('certificates in coordinates, and of points near a critical one, fit the schema', () => {
  test.each(enclosed)('%s', (_, make) => {
    expect(fits({ ...make(), digest: `sha256:${'0'.repeat(64)}` }), JSON.stringify(fits.errors)).toBe(true);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: a document to be damaged anywhere
type Document = any;
const change = (name: string, damage: (certificate: Document) => void, code: string, pointer: string) =>
  [name, damage, code, pointer] as const;

describe('what is malformed for the verifier does not fit the schema', () => {
  test.each([
    change('a missing field', (c) => delete c.verdict, 'MISSING_FIELD', ''),
    change('an unknown field', (c) => (c.note = ''), 'UNKNOWN_FIELD', '/note'),
    change('an unknown field of the instance', (c) => (c.instance.Z = []), 'UNKNOWN_FIELD', '/instance/Z'),
    change('a missing loss', (c) => delete c.instance.loss, 'MISSING_FIELD', '/instance'),
    change('a field too many in the loss', (c) => (c.instance.loss.x = 1), 'UNKNOWN_FIELD', '/instance/loss/x'),
    change('one width', (c) => (c.instance.widths = [2]), 'SHAPE', '/instance/widths'),
    change('a width as a string', (c) => (c.instance.widths[0] = '2'), 'TYPE', '/instance/widths/0'),
    change('a number as a JSON number', (c) => (c.instance.X[0][0] = 1), 'TYPE', '/instance/X/0/0'),
    change('a leading zero', (c) => (c.instance.X[0][0] = '01'), 'NUMBER', '/instance/X/0/0'),
    change('a plus sign', (c) => (c.instance.X[0][0] = '+1'), 'NUMBER', '/instance/X/0/0'),
    change('minus zero', (c) => (c.instance.X[0][1] = '-0'), 'NUMBER', '/instance/X/0/1'),
    change('a decimal', (c) => (c.instance.X[0][0] = '1.0'), 'NUMBER', '/instance/X/0/0'),
    change('an exponent', (c) => (c.instance.X[0][0] = '1e0'), 'NUMBER', '/instance/X/0/0'),
    change('a denominator of 1', (c) => (c.instance.X[0][0] = '1/1'), 'NUMBER', '/instance/X/0/0'),
    change('a denominator of 0', (c) => (c.instance.X[0][0] = '1/0'), 'NUMBER', '/instance/X/0/0'),
    change('zero as a fraction', (c) => (c.instance.X[0][1] = '0/2'), 'NUMBER', '/instance/X/0/1'),
    change('a matrix that is a string', (c) => (c.instance.Y = '1'), 'TYPE', '/instance/Y'),
    change('an unknown verdict', (c) => (c.verdict = 'ridge'), 'ENUM', '/verdict'),
    change('hypotheses that are an object', (c) => (c.hypotheses = {}), 'TYPE', '/hypotheses'),
    change('a hypothesis without evidence', (c) => c.hypotheses.push({ id: 'A1' }), 'MISSING_FIELD', '/hypotheses/0'),
    change('an unknown kind of evidence', (c) => (c.evidence[1].kind = 'faith'), 'ENUM', '/evidence/1/kind'),
    change('evidence without a kind', (c) => delete c.evidence[1].kind, 'MISSING_FIELD', '/evidence/1'),
    change('an unknown field in evidence', (c) => (c.evidence[1].x = '0'), 'UNKNOWN_FIELD', '/evidence/1/x'),
    change('a rank as a string', (c) => (c.evidence[0].rank = '1'), 'TYPE', '/evidence/0/rank'),
    change('half of the long form of a rank', (c) => (c.evidence[0].rows = [1]), 'MISSING_FIELD', '/evidence/0'),
    change(
      'a threshold that is a JSON number',
      (c) => (c.evidence[2] = { kind: 'leading', columns: [], t: 1, above: {}, below: {} }),
      'TYPE',
      '/evidence/2/t',
    ),
    change(
      'a square completion of something',
      (c) => (c.evidence[2] = { kind: 'square-completion', of: 'hessian' }),
      'UNKNOWN_FIELD',
      '/evidence/2/of',
    ),
    change('zero of something else', (c) => (c.evidence[1].of = 'hessian'), 'ENUM', '/evidence/1/of'),
    change('an index as a string', (c) => (c.provenance.index = '0'), 'TYPE', '/provenance/index'),
    change('another tier', (c) => (c.provenance.tier = 'decimal'), 'ENUM', '/provenance/tier'),
    change(
      'a precision of exact numbers',
      (c) => (c.provenance.precision = 9),
      'UNKNOWN_FIELD',
      '/provenance/precision',
    ),
    change('a tier without its precision', (c) => (c.provenance.tier = 'enclosed'), 'MISSING_FIELD', '/provenance'),
    change('coordinates that are a list', (c) => (c.instance.coordinates = []), 'TYPE', '/instance/coordinates'),
    change(
      'coordinates without a field',
      (c) => (c.instance.coordinates = { kind: 'eigenbasis' }),
      'MISSING_FIELD',
      '/instance/coordinates',
    ),
    change('a seed that is a number', (c) => (c.provenance.seed = 7), 'TYPE', '/provenance/seed'),
    change('a digest that is null', (c) => (c.digest = null), 'TYPE', '/digest'),
  ])('%s', (_, damage, code, pointer) => {
    const certificate = structuredClone(certificateOf(points[3]![2]));
    expect(fits(certificate)).toBe(true);
    damage(certificate);
    expect(verifyCertificate(JSON.stringify(certificate))).toMatchObject({ status: 'MALFORMED', code, pointer });
    expect(fits(certificate)).toBe(false);
  });
});

describe('what a schema cannot say', () => {
  test.each([
    change('a fraction that is not in lowest terms', (c) => (c.instance.Y[1][1] = '2/4'), 'NUMBER', '/instance/Y/1/1'),
    change('a row that is too short', (c) => c.instance.X[0].pop(), 'SHAPE', '/instance/X/1'),
    change(
      'an index beyond the matrix',
      (c) => Object.assign(c.evidence[0], { rows: [2], cols: [1], inverse: [['2']] }),
      'RANGE',
      '/evidence/0/rows/0',
    ),
  ])('%s', (_, damage, code, pointer) => {
    const certificate = structuredClone(certificateOf(points[3]![2]));
    damage(certificate);
    expect(fits(certificate)).toBe(true);
    expect(verifyCertificate(JSON.stringify(certificate))).toMatchObject({ status: 'MALFORMED', code, pointer });
  });
});
