import { describe, expect, test } from 'vitest';
import { told } from '../../src/queue/work.ts';

describe('what a worker says of errors of its queue', () => {
  test.each([
    'Missing lock for job zhu-2018.thm-shallow.000000-001000. moveToFinished',
    'Missing key for job x. moveToFinished',
    'Lock mismatch for job x. Cmd moveToFinished from active',
    'Job x is not in the active state. moveToFinished',
    'could not renew lock for job x',
  ])('%s: somebody else has the shard', (message) => {
    expect(told(new Error(message))).toMatch(/: another worker has it, or the queue was lost; .* is the same/);
  });

  test.each([
    Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:6379'), { syscall: 'connect' }),
    new Error('Connection is closed.'),
    new Error("Stream isn't writeable and enableOfflineQueue options is false"),
    new Error('read ECONNRESET'),
  ])('%s: told once, not at every attempt', (error) => expect(told(error)).toBeUndefined());

  test('anything else as it is', () => {
    expect(told(new Error('OOM command not allowed'))).toBe('OOM command not allowed');
  });
});
