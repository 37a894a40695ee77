import { describe, expect, test } from 'vitest';
import { readAddress } from '../../src/queue/address.ts';

describe('the address of Redis', () => {
  test.each([
    ['redis://127.0.0.1', '127.0.0.1:6379'],
    ['redis://queue.example:7000/2', 'queue.example:7000/2'],
    ['rediss://queue.example/', 'queue.example:6379'],
    ['redis://[::1]:6380', '[::1]:6380'],
  ])('%s is at %s', (url, place) => expect(readAddress(url)).toEqual({ url, place }));

  test('messages do not show the password', () => {
    const { url, place } = readAddress('redis://worker:secret@queue.example');
    expect(url).toContain('secret');
    expect(place).toBe('queue.example:6379');
  });

  test.each([
    ['nothing', '', /redis:\/\/host:6379/],
    ['a host alone', 'queue.example', /redis:\/\/host:6379/],
    ['another protocol', 'http://queue.example', /redis:\/\/host:6379/],
    ['no host', 'redis://', /redis:\/\/host:6379/],
    ['a database that is no number', 'redis://queue.example/main', /database .* is main, not a number/],
  ])('refused: %s', (_, url, message) => expect(() => readAddress(url)).toThrow(message));

  test('a refusal does not show the password either', () => {
    expect(() => readAddress('http://worker:secret@queue.example')).toThrow(/^(?!.*secret)/);
  });
});
