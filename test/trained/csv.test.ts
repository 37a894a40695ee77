import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/trained/csv.ts';
import { Unreadable } from '../../src/trained/unreadable.ts';

const rows = (text: string) => {
  const { shape, entries } = readCsv(text);
  return [shape, entries.map(String)];
};

describe('tables', () => {
  test.each<[string, string, [number[], string[]]]>([
    [
      'decimals are exact',
      '0.1,-3e-2\n',
      [
        [1, 2],
        ['1/10', '-3/100'],
      ],
    ],
    [
      'numbers as numpy.savetxt writes them',
      '5.100000000000000000e+00,-1.5e-03',
      [
        [1, 2],
        ['51/10', '-3/2000'],
      ],
    ],
    [
      'fractions',
      '1/3\n2/6\n',
      [
        [2, 1],
        ['1/3', '1/3'],
      ],
    ],
    [
      'headings',
      'weight,waist\n191,36\n',
      [
        [1, 2],
        ['191', '36'],
      ],
    ],
    [
      'headings of numpy.savetxt',
      '# a,b\n1,2\n',
      [
        [1, 2],
        ['1', '2'],
      ],
    ],
    [
      'quoted headings',
      '"a 1","b_2"\n1,2\n',
      [
        [1, 2],
        ['1', '2'],
      ],
    ],
    [
      'Windows line ends, blanks',
      '1, 2\r\n3 ,4\r\n',
      [
        [2, 2],
        ['1', '2', '3', '4'],
      ],
    ],
    [
      'no line feed at the end',
      '1\n2',
      [
        [2, 1],
        ['1', '2'],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });
});

describe('what is no table of numbers is refused', () => {
  test.each<[string, string, string, RegExp]>([
    ['a word', '1,2\n3,four\n', 'line 2, column 2', /"four": not a number/],
    ['an empty cell', '1,,3\n', 'line 1, column 2', /"": not a number/],
    ['nan', 'a,b\n1,nan\n', 'line 2, column 2', /"nan"/],
    ['infinity in the first line', 'inf,1\n', 'line 1, column 1', /"inf"/],
    ['semicolons', '1;2\n', 'line 1, column 1', /"1;2".*separated by commas/],
    ['tabs', '1.5\t-2\n', 'line 1, column 1', /separated by commas, as in numpy\.savetxt/],
    ['a long row with blanks', '1 2 '.repeat(100), 'line 1, column 1', /^"[12 ]{30}…": not a number.*commas/],
    ['a first line that might be numbers: no digit before the point', '-.5,.5\n1,2\n', 'line 1, column 1', /"-\.5"/],
    ['a first line that might be numbers: another minus', '−1,−2\n1,2\n', 'line 1, column 1', /"−1"/],
    ['a column of row names', ',a,b\n0,1,2\n', 'line 1, column 1', /no column of row names/],
    ['a quoted number', '"1",2\n', 'line 1, column 1', /""1""/],
    ['a row too short', '1,2\n3\n', 'line 2', /1 numbers, and 2 in line 1/],
    ['a row too long, below headings', 'a,b\n1,2\n3,4,5\n', 'line 3', /3 numbers, and 2 in line 2/],
    ['an empty line', '1\n\n2\n', 'line 2', /empty line/],
    ['nothing', '', 'line 1', /empty line/],
    ['headings alone', 'a,b\n', 'line 1', /no numbers/],
    ['a number too long', `1e${'9'.repeat(6)}`, 'line 1, column 1', /digits/],
  ])('%s', (_, text, place, message) => {
    let error: unknown;
    try {
      readCsv(text);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(Unreadable);
    expect((error as Unreadable).place).toBe(place);
    expect((error as Unreadable).message).toMatch(message);
  });
});
