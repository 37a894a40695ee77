import { EventEmitter, once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, warnings, watchOutages } from '../../src/queue/connection.ts';

describe('a server that is not there', () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})));
  let port: number;
  beforeEach(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    port = (server.address() as { port: number }).port;
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await once(server.close(), 'close');
  });
  const attempt = (patience?: number) => connect(`redis://worker:secret@127.0.0.1:${port}`, () => {}, patience);

  test('nobody listens: place and remedy, without the password', async () => {
    await once(server.close(), 'close');
    await expect(attempt()).rejects.toThrow(
      new RegExp(`^Redis at 127.0.0.1:${port} is not reachable: .*ECONNREFUSED.*; start redis-server there.*--redis$`),
    );
    await expect(attempt()).rejects.toThrow(/^(?!.*secret)/);
  });

  test('it closes the connection', async () => {
    server.once('connection', (socket) => socket.destroy());
    await expect(attempt()).rejects.toThrow(`Redis at 127.0.0.1:${port} is not reachable`);
  });

  test('it is silent', async () => {
    await expect(attempt(100)).rejects.toThrow('is not reachable: no answer within 0.1 s');
  });
});

describe('settings that endanger a campaign', () => {
  const info = (policy: string, aof: number) =>
    `# Memory\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\naof_enabled:${aof}\r\n`;

  test('none', () => expect(warnings(info('noeviction', 1), 'here:6379')).toEqual([]));
  test('unknown settings are no reason to warn', () => expect(warnings('', 'here:6379')).toEqual([]));
  test('a policy that drops keys', () => {
    expect(warnings(info('volatile-ttl', 1), 'here:6379')).toEqual([
      expect.stringMatching(
        /^Redis at here:6379 has maxmemory-policy volatile-ttl .* CONFIG SET maxmemory-policy noeviction$/,
      ),
    ]);
  });
  test('no append-only file', () => {
    expect(warnings(info('noeviction', 0), 'here:6379')).toEqual([
      expect.stringMatching(/^Redis at here:6379 keeps no append-only file.* CONFIG SET appendonly yes$/),
    ]);
  });
});

test('an outage is told once, however many attempts fail', () => {
  const redis = new EventEmitter();
  const said: string[] = [];
  const unwatch = watchOutages(
    redis as Redis,
    () => said.push('away'),
    () => said.push('back'),
  );
  for (const event of ['ready', 'close', 'close', 'close', 'ready', 'ready', 'close']) redis.emit(event);
  unwatch();
  redis.emit('ready');
  expect(said).toEqual(['away', 'back', 'away']);
});
