import { expect, test } from 'vitest';
import { Missing, output } from '../../bench/programs.ts';

test('the output of a program is what it printed', () => {
  expect(output(process.execPath, ['-e', 'console.log(1 + 1)'])).toBe('2\n');
});

test('a program that is not there is named with the remedy', () => {
  const missing = () => output('no-program-of-this-name', []);
  expect(missing).toThrow(Missing);
  expect(missing).toThrow(/no-program-of-this-name is not installed: apt-get install pari-gp libflint-dev gcc/);
});

test('a program that fails is an error with what it said', () => {
  expect(() => output(process.execPath, ['-e', 'console.error("why"); process.exit(7)'])).toThrow(/failed \(7\): why/);
});
