/**
 * Measures depthcert in one warm process, which answers lines on its standard input until that ends. "warm FILE MS": decides, certifies and verifies the instances of FILE, one a
 * line, again and again, MS milliseconds of CPU time for each of the three; answers "warm". "measure FILE LEAST": a JSON object a line for each instance, {@link Measured} or
 * {@link Refused}, means over as many repetitions as take LEAST milliseconds; then "end".
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Proof, tierOf } from '../src/certificate/certificate.ts';
import { classAt, DECISION, INPUT } from '../src/certificate/classify.ts';
import { readInstance } from '../src/certificate/read.ts';
import { VERSION } from '../src/certificate/version.ts';
import { writeCertificate } from '../src/certificate/write.ts';
import type { Decision } from '../src/decision/decision.ts';
import { pointOf } from '../src/decision/point.ts';
import type { Instance } from '../src/network/instance.ts';
import { verifyCertificate } from '../src/verifier/index.ts';
import { Failure } from '../src/verifier/result.ts';
import type { Answer } from './answers.ts';
import { cpu } from './clock.ts';

/** What making a certificate consists of, in milliseconds each. */
export interface Phases {
  /** Products, gradients, rank R. */
  readonly point: number;
  /** The verdict and its evidence. */
  readonly decision: number;
  /** The certificate as text, with its digest. */
  readonly writing: number;
}

/** The answer of depthcert with its cost; `ms` is the time of the phases together. */
export interface Measured extends Answer {
  readonly phases: Phases;
  readonly readMs: number;
  readonly verifyMs: number;
  /** Of the certificate. */
  readonly bytes: number;
}

/** An instance beyond a limit, or whose certificate was not accepted. */
export interface Refused {
  readonly index: number;
  readonly refused: string;
}

interface Made {
  readonly decision: Decision;
  readonly line: string;
}

const read = (text: string): Instance => readInstance(text).instance;

function write(instance: Instance, { decision, ...proof }: Proof & { decision: Decision }, index: number): Made {
  const origin = { generator: INPUT, seed: '', path: '', index, version: VERSION };
  return { decision, line: writeCertificate(DECISION, instance, proof, { ...origin, ...tierOf(proof) }) };
}

const make = (instance: Instance, index: number): Made => write(instance, classAt(pointOf(instance)), index);

function verify({ line }: Made): void {
  const { status, code, message = '' } = verifyCertificate(line);
  if (status !== 'VALID_EXACT') throw new Failure(code!, '', `the verifier says ${status}: ${message}`);
}

/** Means over `count` repetitions. The clock is read between the phases only: reading it costs as much as a small instance. */
function repeated(text: string, index: number, count: number): Measured {
  const times = <T>(f: (k: number) => T): T[] => Array.from({ length: count }, (_, k) => f(k));
  const start = cpu();
  const instances = times(() => read(text));
  const afterReading = cpu();
  const points = instances.map((instance) => pointOf(instance));
  const afterPoint = cpu();
  const classes = points.map(classAt);
  const afterDecision = cpu();
  const all = times((k) => write(instances[k]!, classes[k]!, index));
  const afterMaking = cpu();
  all.forEach(verify);
  const end = cpu();
  const { decision, line } = all[0]!;
  return {
    index,
    verdict: decision.verdict,
    rank: decision.rank,
    ms: (afterMaking - afterReading) / count,
    phases: {
      point: (afterPoint - afterReading) / count,
      decision: (afterDecision - afterPoint) / count,
      writing: (afterMaking - afterDecision) / count,
    },
    readMs: (afterReading - start) / count,
    verifyMs: (end - afterMaking) / count,
    bytes: Buffer.byteLength(line),
  };
}

/** So that no memory is held for long. */
const MOST_REPETITIONS = 500;

function measured(text: string, index: number, least: number): Measured | Refused {
  try {
    const once = repeated(text, index, 1);
    const count = Math.ceil(least / Math.max(once.ms + once.verifyMs, 0.01));
    return count <= 1 ? once : repeated(text, index, Math.min(count, MOST_REPETITIONS));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { index, refused: `${error.code}: ${error.message}` };
  }
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Runs f on items by turns until it has taken so many milliseconds. */
function forMs<T>(items: readonly T[], ms: number, f: (item: T, k: number) => void): void {
  const start = cpu();
  do items.forEach(f);
  while (cpu() - start < ms);
}

function warmUp(file: string, ms: number): void {
  const texts = linesOf(file);
  const made: Made[] = [];
  forMs(texts, ms, read);
  const instances = texts.map(read);
  forMs(instances, ms, (instance, k) => {
    made[k] = make(instance, k);
  });
  forMs(made, ms, verify);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

for await (const command of createInterface({ input: process.stdin })) {
  const [word, file, ms] = command.split('\t');
  if (word === 'warm') {
    warmUp(file!, Number(ms));
    say('warm');
  } else if (word === 'measure') {
    for (const [k, text] of linesOf(file!).entries()) say(JSON.stringify(measured(text, k, Number(ms))));
    say('end');
  } else throw new RangeError(`no such command: ${word}`);
}
