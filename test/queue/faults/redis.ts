import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A redis-server of our own, on a free port of the loopback interface, with a folder of its own. */
export class RedisServer {
  readonly port: number;
  readonly #persistent: boolean;
  readonly #folder = mkdtempSync(join(tmpdir(), 'depthcert-redis-'));
  #process: ChildProcess | undefined;

  private constructor(port: number, persistent: boolean) {
    this.port = port;
    this.#persistent = persistent;
  }

  /** @param persistent with an append-only file, which it reads again after a restart */
  static async start({ persistent }: { persistent: boolean }): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), persistent);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = {
      port: this.port,
      bind: '127.0.0.1',
      dir: this.#folder,
      appendonly: this.#persistent ? 'yes' : 'no',
      save: '',
      'maxmemory-policy': 'noeviction',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
    const child = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'pipe'] });
    const missing = new Promise<never>((_, reject) => {
      child.once('error', (error) =>
        reject(new Error(`these tests need redis-server on the PATH (apt-get install redis-server): ${error.message}`)),
      );
    });
    let log = '';
    child.stdout.on('data', (text) => {
      log += text;
    });
    await Promise.race([
      missing,
      until(
        () => answers(this.port),
        () => `redis-server to answer:\n${log}`,
      ),
    ]);
    this.#process = child;
  }

  /** Ends it at once, as a machine that fails would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Waits until the condition holds; fails after a minute, saying for what it waited. */
export async function until(condition: () => Promise<boolean> | boolean, what: () => string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await delay(20)) if (await condition()) return;
  throw new Error(`waited in vain for ${what()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Whether the server at the port answers PING. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('data', (text) => {
      resolve(String(text).startsWith('+PONG'));
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}
