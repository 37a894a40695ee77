import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Answer, disagreements, readAnswers } from './answers.ts';
import type { BenchInstance } from './instances.ts';
import type { Measured, Phases } from './measured.ts';
import { packageRoot, runFlint, runPari } from './programs.ts';
import { median } from './statistics.ts';
import { flintText, jsonLine, pariText } from './text.ts';
import type { WarmProcess } from './warm-process.ts';

export const PROGRAMS = ['depthcert', 'FLINT', 'PARI/GP'] as const;
export type Program = (typeof PROGRAMS)[number];

/** Medians over the rounds for one instance: CPU milliseconds, without start-up and reading. */
export interface InstanceTimes {
  readonly id: string;
  /** Size of the Hessian. */
  readonly coordinates: number;
  /** Whether the peers needed the Hessian: the gradient vanishes, and G does not. */
  readonly hessian: boolean;
  /** Undefined where a limit of depthcert refuses the instance. */
  readonly depthcert?: {
    readonly ms: number;
    readonly phases: Phases;
    readonly verifyMs: number;
    readonly bytes: number;
  };
  readonly FLINT: number;
  readonly 'PARI/GP': number;
  /** How the FLINT program proved the inertia. */
  readonly way: string;
}

/** What the rounds on one file of instances gave. */
export interface FileTimes {
  readonly name: string;
  readonly times: readonly InstanceTimes[];
  /** Medians over the rounds of the wall time of the whole process on all instances, in milliseconds. */
  readonly whole: Readonly<Record<Program, number>>;
  readonly disagreements: readonly string[];
  readonly refused: readonly string[];
}

export interface Setting {
  /** For temporary files. */
  readonly folder: string;
  readonly depthcert: WarmProcess;
  /** The compiled peer. */
  readonly flint: string;
  readonly rounds: number;
  /** Each instance is repeated for this many CPU milliseconds a round. */
  readonly least: number;
  readonly say: (text: string) => void;
}

export const compiled = (...path: string[]) => join(packageRoot(), 'dist', ...path);

/** The wall time of what f does, in milliseconds, and its result. */
function timed<T>(f: () => T): [ms: number, result: T] {
  const start = performance.now();
  const result = f();
  return [performance.now() - start, result];
}

/** What a user runs: `depthcert classify --jsonl FILE`. Exit code 3 says that lines are beyond a limit. */
function classifyAll(file: string): void {
  const args = [compiled('src', 'cli', 'main.js'), 'classify', '--jsonl', file];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (status !== 0 && status !== 3) throw new Error(`depthcert classify ended with ${status}: ${stderr}`);
}

/** Runs all three programs on the same instances, by turns, so that what slows the machine down slows all of them down. */
export async function measure(name: string, instances: readonly BenchInstance[], setting: Setting): Promise<FileTimes> {
  const { folder, depthcert, flint, rounds, least, say } = setting;
  const path = (extension: string) => join(folder, `${name}.${extension}`);
  const files = {
    jsonl: path('jsonl'),
    flint: path('txt'),
    points: path('points'),
    once: path('once.gp'),
    often: path('gp'),
  };
  writeFileSync(files.jsonl, instances.map(jsonLine).join(''));
  writeFileSync(files.flint, flintText(instances));
  writeFileSync(files.points, pariText(instances));
  writeFileSync(files.once, `LEAST = 0;\nrun(read("${files.points}"))\n`);
  writeFileSync(files.often, `LEAST = ${least};\nrun(read("${files.points}"))\n`);

  const whole: Record<Program, number[]> = { depthcert: [], FLINT: [], 'PARI/GP': [] };
  const found: Record<Program, Answer[]> = { depthcert: [], FLINT: [], 'PARI/GP': [] };
  const measured: Measured[] = [];
  const refused = new Map<number, string>();
  for (let round = 1; round <= rounds; round++) {
    say(`${name}, round ${round} of ${rounds}`);
    whole.depthcert.push(timed(() => classifyAll(files.jsonl))[0]);
    for (const answer of await depthcert.measure(files.jsonl, least)) {
      if ('refused' in answer) refused.set(answer.index, answer.refused);
      else measured.push(answer);
    }
    whole.FLINT.push(timed(() => runFlint(flint, files.flint, 0))[0]);
    found.FLINT.push(...readAnswers('FLINT', runFlint(flint, files.flint, least)));
    const [ms, answers] = timed(() => runPari(files.often));
    found['PARI/GP'].push(...readAnswers('PARI/GP', answers));
    // Where instances take long anyway, none or few were repeated.
    const repeated = ms < 50 * least * instances.length;
    whole['PARI/GP'].push(repeated ? timed(() => runPari(files.once))[0] : ms);
  }
  found.depthcert = measured;
  for (const peer of ['FLINT', 'PARI/GP'] as const) {
    if (found[peer].length !== rounds * instances.length)
      throw new Error(`${peer} did not answer every instance of ${name}`);
  }
  return {
    name,
    times: instances.map((one, k) => timesOf(one, k, found, measured)),
    whole: { depthcert: median(whole.depthcert), FLINT: median(whole.FLINT), 'PARI/GP': median(whole['PARI/GP']) },
    disagreements: disagreements(instances, new Map(Object.entries(found))),
    refused: [...refused].map(([k, reason]) => `${instances[k]!.id}: ${reason}`),
  };
}

function timesOf(
  { id, instance }: BenchInstance,
  k: number,
  found: Record<Program, Answer[]>,
  measured: readonly Measured[],
): InstanceTimes {
  const of = (list: readonly Answer[]) => list.filter(({ index }) => index === k);
  const ms = (list: readonly Answer[]) => median(of(list).map((answer) => answer.ms));
  const own = measured.filter(({ index }) => index === k);
  const phase = (name: keyof Phases) => median(own.map(({ phases }) => phases[name]));
  const way = of(found.FLINT)[0]!.way ?? '';
  return {
    id,
    coordinates: instance.weights.reduce((sum, w) => sum + w.rows * w.cols, 0),
    hessian: way !== '-',
    ...(own.length > 0 && {
      depthcert: {
        ms: ms(own),
        phases: { point: phase('point'), decision: phase('decision'), writing: phase('writing') },
        verifyMs: median(own.map((m) => m.verifyMs)),
        bytes: own[0]!.bytes,
      },
    }),
    FLINT: ms(found.FLINT),
    'PARI/GP': ms(found['PARI/GP']),
    way,
  };
}
