import { afterEach, describe, expect, test, vi } from 'vitest';
import { announced, Progress } from '../../src/cli/progress.ts';

const { isTTY } = process.stderr;
afterEach(() => {
  process.stderr.isTTY = isTTY;
  vi.restoreAllMocks();
});

const written = (terminal: boolean, work: () => void): string => {
  process.stderr.isTTY = terminal;
  let text = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    text += chunk;
    return true;
  });
  work();
  return text;
};

describe('on a terminal', () => {
  test('work in one piece is announced at once, and its line removed, also after an error', () => {
    expect(written(true, () => announced('deciding', () => 1))).toBe('\r\u001b[2Kdeciding\r\u001b[2K');
    const fail = () => {
      throw new Error('no');
    };
    const text = written(true, () => expect(() => announced('deciding', fail)).toThrow('no'));
    expect(text).toBe('\r\u001b[2Kdeciding\r\u001b[2K');
  });

  test('short work in steps shows nothing', () => {
    expect(written(true, () => new Progress().show('1 line'))).toBe('');
  });

  test('what is shown cannot draw', () => {
    expect(written(true, () => new Progress().announce('a\u001b[2J\n'))).toBe('\r\u001b[2Ka\\u001b[2J\\u000a');
  });
});

test('elsewhere nothing is shown', () => {
  expect(written(false, () => announced('deciding', () => 1))).toBe('');
});
