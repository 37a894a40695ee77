import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Rational } from '../../src/exact/rational.ts';
import { instanceToJson } from '../../src/network/instance.ts';
import { points } from '../certificate/examples.ts';
import { depthcert, scratch } from './run.ts';

const { path } = scratch();
// Σ = Y² = ((5, 3), (3, 2)), eigenvalues (7 ± √45)/2: the least loss is (7 − √45)/4.
const trained =
  '{"id":"t","widths":[2,1,2],"X":[[1,0],[0,1]],"Y":[[2,1],[1,1]],"W":[[[1.376,0.851]],[[1.376],[0.851]]]}';
/** x ≤ (7 − √45)/4, for x < 7/4. */
const isBelowLeast = (x: Rational): boolean => {
  const root = new Rational(7n).sub(x.mul(new Rational(4n)));
  return root.mul(root).compare(new Rational(45n)) >= 0;
};
const saddle = '{"widths":[2,1,2],"X":[[1,0],[0,1]],"Y":[["3",0],[0,1]],"W":[[[0,1]],[[0],[1]]]}';
const number = (text: string): Rational => {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(text)!;
  const power = Number(exponent) - fraction.length;
  const digits = new Rational(BigInt(`${sign}${whole}${fraction}`));
  const ten = new Rational(10n ** BigInt(Math.abs(power)));
  return power < 0 ? digits.div(ten) : digits.mul(ten);
};

describe('one point', () => {
  test('as a table for people, from standard input', () => {
    const { exit, lines, err } = depthcert(['gap', '-'], saddle);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(lines).toEqual([
      'network     widths 2-1-2, m = 2',
      'rank R      1 (the bottleneck is 1)',
      'L(W)        at most 4.5',
      'least loss  at least 0.5',
      'gap         at most 4',
      'verifier    VALID_EXACT, depthcert/gap',
    ]);
  });

  test.each([1, 6, 12, 40, 200])('%i digits: rounded to the safe side, and tight', (digits) => {
    writeFileSync(path('t.json'), trained);
    const { exit, out } = depthcert(['gap', path('t.json'), '--json', '--digits', `${digits}`]);
    const found = JSON.parse(out);
    expect(exit).toBe(0);
    expect(found).toMatchObject({ id: 't', line: 1, verdict: 'within-gap', digits, rank: 1, bottleneck: 1 });
    expect(found.widths).toEqual([2, 1, 2]);
    expect(found.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const [loss, bound, gap] = [number(found.loss), number(found.lowerBound), number(found.gap)];
    // ‖Y‖² = 7, and rounding 0.07… to significant digits adds at most a tenth of the last place.
    const close = new Rational(8n, 10n ** BigInt(digits));
    expect([isBelowLeast(bound), isBelowLeast(bound.add(close))]).toEqual([true, false]);
    expect(gap.compare(loss.sub(bound)) <= 0 && gap.sign > 0).toBe(true);
  });

  test('the digits are 12 where nothing is said; numbers in quotes are exact decimals', () => {
    const found = JSON.parse(
      depthcert(['gap', '-', '--json'], saddle.replace('"3"', '"0.3"').replace('[0,1]]', '[0,0.1]]')).out,
    );
    expect(found.digits).toBe(12);
    const doubled = JSON.parse(
      depthcert(['gap', '-', '--json'], '{"widths":[1,1],"X":[[1]],"Y":[[0.1]],"W":[[["0.1"]]]}').out,
    );
    // 0.1 as a double is not 1/10.
    expect(number(doubled.gap).sign).toBe(1);
    const exact = JSON.parse(
      depthcert(['gap', '-', '--json'], '{"widths":[1,1],"X":[[1]],"Y":[["0.1"]],"W":[[["1/10"]]]}').out,
    );
    expect([exact.loss, exact.lowerBound, exact.gap]).toEqual(['0', '0', '0']);
  });

  test.each(points)('%s', (_, __, instance) => {
    const { exit, out } = depthcert(['gap', '-', '--json'], JSON.stringify(instanceToJson(instance)));
    const { loss, lowerBound, gap } = JSON.parse(out);
    expect(exit).toBe(0);
    expect(number(lowerBound).compare(number(loss)) <= 0 && number(gap).sign >= 0).toBe(true);
  });

  test('with --out keeps a certificate that verify accepts and explain explains, with the gap that was printed', () => {
    const { exit, out } = depthcert(['gap', '-', '--json', '--digits', '5', '--out', path('out')], trained);
    expect(exit).toBe(0);
    const file = path('out', 'depthcert', 'gap.jsonl');
    expect(depthcert(['verify', path('out')]).lines.at(-1)).toBe('VERIFIED 1 certificates');
    const { gap } = JSON.parse(readFileSync(file, 'utf8')).evidence[1];
    expect(Rational.parse(gap).equals(number(JSON.parse(out).gap))).toBe(true);
    expect(depthcert(['explain', file]).out).toContain('tI + Z − Σ ⪰ 0');
    expect(depthcert(['gap', '-', '--out', path('out')], trained)).toMatchObject({ exit: 3, out: '' });
  });

  test.each([
    ['nothing', '', /JSON/],
    ['a number beyond the doubles', trained.replace('1.376', '1e400'), /NUMBER at "\/W\/0\/0\/0".*as strings: /],
    ['a number below the doubles', trained.replace('1.376', '1e-400'), /NUMBER at "\/W\/0\/0\/0".*as strings: /],
    ['NaN', trained.replace('1.376', 'NaN'), /JSON at "\/W\/0\/0\/0"/],
    ['a width that is no integer', trained.replace('[2,1,2]', '[2,1.5,2]'), /TYPE at "\/widths\/1"/],
    ['a layer too few', trained.replace('[2,1,2]', '[2,1,1,2]'), /SHAPE at "\/W"/],
    ['another loss', trained.replace('{', '{"loss":{"kind":"huber","delta":"1"},'), /ENUM at "\/loss\/kind"/],
    ['no digits', trained, /'--digits <n>' argument '0' is invalid.*1 or more/s, ['--digits', '0']],
    ['digits that are no number', trained, /expected a whole number/, ['--digits', 'many']],
    ['too many digits', trained, /at most 1000/, ['--digits', '1001']],
  ])('%s is exit 3', (_, input, message, more: string[] = []) => {
    const { exit, out, err } = depthcert(['gap', '-', ...more], input);
    expect({ exit, out }).toEqual({ exit: 3, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ at .*\.js:\d+/);
  });

  test('what would take too long is exit 3, and says what to ask for', () => {
    const n = 100;
    const row = (k: number) => Array.from({ length: n }, (_, j) => (j === k ? 1 : 0));
    const identity = Array.from({ length: n }, (_, k) => row(k));
    const W = [[Array(n).fill(0)], Array.from({ length: n }, () => [0])];
    const { exit, err } = depthcert(
      ['gap', '-', '--digits', '1000'],
      JSON.stringify({ widths: [n, 1, n], X: identity, Y: identity, W }),
    );
    expect(exit).toBe(3);
    expect(err).toMatch(/LIMIT at "\/widths".*fewer digits/);
  });

  test('a missing file is exit 3 with its path', () => {
    const { exit, err } = depthcert(['gap', path('none.json')]);
    expect([exit, err.includes(path('none.json'))]).toEqual([3, true]);
  });

  test('the help has an example that works', () => {
    const { exit, out } = depthcert(['gap', '--help']);
    expect(exit).toBe(0);
    const [, example] = /echo '(.*)' \| depthcert gap -/.exec(out)!;
    expect(depthcert(['gap', '-'], example).exit).toBe(0);
  });
});

describe('lines', () => {
  test('are treated one by one, a bad one does not stop the others', () => {
    const { exit, lines, err } = depthcert(['gap', '-', '--jsonl'], `${trained}\n{"id":1}\n${saddle}\n`);
    expect(exit).toBe(3);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { id: 't', line: 1, verdict: 'within-gap' },
      { id: 1, line: 2, error: { code: 'MISSING_FIELD', pointer: '' } },
      { id: null, line: 3, loss: '4.5', lowerBound: '0.5', gap: '4' },
    ]);
    expect(err).toContain('line 2: MISSING_FIELD');
  });

  test('none at all is exit 2', () => {
    expect(depthcert(['gap', '-', '--jsonl'], '')).toMatchObject({ exit: 2, out: '' });
  });
});
