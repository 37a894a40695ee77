import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonBytes } from '../../src/certificate/json-bytes.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { canonical } from '../../src/verifier/json.ts';
import { integer, longRational, matrix, rational } from '../helpers/arbitraries.ts';
import { holds } from '../helpers/property.ts';

const written = (write: (out: JsonBytes) => void): string => {
  const out = new JsonBytes();
  write(out);
  return out.toString();
};
const valueText = (value: unknown): string => written((out) => out.value(value));
const matrixText = (m: Matrix): string => written((out) => out.matrix(m));

describe('a value', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('"', '\\', '\u007f', 'é', '𝔽', ''));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.maxSafeInteger(),
      fc.bigInt(),
      text,
      fc.boolean(),
      fc.constantFrom(null, -0),
      fc.array(tie('value')),
      fc.dictionary(text, tie('value')),
    ),
  }));

  test('is what the verifier calls canonical', () => {
    holds(value, (v) => valueText(v) === canonical(v), { seed: 231, runs: 500 });
  });

  test.each([1.5, Number.NaN, undefined, Symbol.iterator, '\ud800', { a: [undefined] }, 2 ** 53])(
    '%s has no such form',
    (v) => {
      expect(() => canonical(v)).toThrow(TypeError);
      expect(() => valueText(v)).toThrow(TypeError);
    },
  );
});

describe('a matrix', () => {
  const any = (entry: fc.Arbitrary<Rational>) =>
    fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 })).chain(([rows, cols]) => matrix(rows, cols, entry));

  test('is its rows', () => {
    const all = fc.oneof(any(longRational), any(rational()), any(integer(10n ** 6n)), any(integer(2n ** 52n)));
    holds(all, (m) => matrixText(m) === JSON.stringify(m.toRows()), { seed: 232, runs: 300 });
  });

  test('has every digit, at every power of ten and of two', () => {
    for (let k = 0; k < 16; k++) {
      for (const x of [10 ** k, 2 ** (3 * k + 1)]) {
        const entries = [x - 1, x, x + 1].flatMap((y) => [y, -y]).map((y) => new Rational(BigInt(y)));
        const m = Matrix.build(1, 6, (_, j) => entries[j]!.num);
        expect(matrixText(m)).toBe(JSON.stringify([entries.map(String)]));
      }
    }
  });
});

test('one after the other, also beyond the room that there is at first', () => {
  const rows = Matrix.build(90, 90, (i, j) => BigInt(i * j) ** 2n);
  const text = written((out) => {
    out.raw('[');
    out.matrix(rows);
    out.raw(',');
    out.value('é'.repeat(20_000));
    out.raw(']');
  });
  expect(JSON.parse(text)).toEqual([rows.toRows(), 'é'.repeat(20_000)]);
});

test('what is written can be read from a place on, overwritten and forgotten', () => {
  const out = new JsonBytes();
  out.raw('abc');
  expect(Buffer.from(out.from(1)).toString()).toBe('bc');
  out.put('B', 1);
  expect(out.toString()).toBe('aBc');
  out.cut(1);
  out.value([]);
  expect(out.toString()).toBe('a[]');
});
