import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './programs.ts';

/** One run of the command line as a process of its own. */
export interface Measured {
  readonly seconds: number;
  /** CPU seconds of all its threads, as Linux counts them; undefined elsewhere. */
  readonly cpu: number | undefined;
  /** Peak resident memory in MiB, as Linux counts it; undefined elsewhere. */
  readonly peak: number | undefined;
  /** Resident memory in MiB at these times, in seconds. */
  readonly memory: readonly (readonly [seconds: number, mebibytes: number])[];
  readonly output: string;
}

const SAMPLE_MS = 100;

/**
 * @param heap the most megabytes that the heap of each thread may have
 * Throws Error where the exit code is not 0.
 */
export function measured(args: readonly string[], heap?: number): Promise<Measured> {
  const start = performance.now();
  const options = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
  const child = spawn(process.execPath, [...options, join(packageRoot(), 'dist/src/cli/main.js'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const seconds = () => (performance.now() - start) / 1000;
  const memory: [number, number][] = [];
  let output = '';
  let peak: number | undefined;
  let cpu: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const timer = setInterval(() => {
    cpu = cpuOf(child.pid) ?? cpu;
    const now = residentOf(child.pid);
    if (!now) return;
    peak = now.peak;
    memory.push([seconds(), now.resident]);
  }, SAMPLE_MS);
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ seconds: seconds(), cpu, peak, memory, output });
      else reject(new Error(`depthcert ${args.join(' ')} ended with exit code ${code}:\n${output}`));
    });
  });
}

/** A hundredth of a second: USER_HZ of Linux. */
const TICK = 0.01;

/** In seconds, of a process that runs; undefined where /proc does not say. */
function cpuOf(pid: number | undefined): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 14 and 15, utime and stime; the name, field 2, may hold spaces.
    const [utime, stime] = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    const cpu = (Number(utime) + Number(stime)) * TICK;
    return cpu > 0 ? cpu : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds in which a processor of this virtual machine had work, but the host gave its time to others, since it was started; undefined where /proc does not say. */
export function stolen(): number | undefined {
  try {
    const ticks = /^cpu +(?:[0-9]+ +){7}([0-9]+)/.exec(readFileSync('/proc/stat', 'utf8'))?.[1];
    return ticks === undefined ? undefined : Number(ticks) * TICK;
  } catch {
    return undefined;
  }
}

/** In MiB; undefined where /proc does not say. */
function residentOf(pid: number | undefined): { resident: number; peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [resident, peak] = ['VmRSS', 'VmHWM'].map((name) => new RegExp(`${name}:\\s+([0-9]+) kB`).exec(status)?.[1]);
    return resident === undefined || peak === undefined
      ? undefined
      : { resident: Number(resident) / 1024, peak: Number(peak) / 1024 };
  } catch {
    return undefined;
  }
}

/** The most memory of all samples in a part of the time, 0 ≤ from < to ≤ 1; undefined if there are none. */
export function mostMemory({ memory, seconds }: Measured, from: number, to: number): number | undefined {
  const inside = memory.filter(([at]) => at >= from * seconds && at <= to * seconds).map(([, size]) => size);
  return inside.length === 0 ? undefined : inside.reduce((x, y) => Math.max(x, y));
}
