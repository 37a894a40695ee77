/**
 * Measures depthcert in one warm process: measured.js FILE LEAST. Every line of FILE is an instance; each is decided, certified and verified again and again for
 * at least LEAST milliseconds, after some seconds over the instances that are not counted. A JSON object a line: {@link Measured}.
 */
import { readFileSync } from 'node:fs';
import { type Proof, tierOf } from '../src/certificate/certificate.ts';
import { classOf, DECISION, INPUT } from '../src/certificate/classify.ts';
import { readInstance } from '../src/certificate/read.ts';
import { VERSION } from '../src/certificate/version.ts';
import { certificateLine, makeCertificate } from '../src/certificate/write.ts';
import type { Decision } from '../src/decision/decision.ts';
import { verifyCertificate } from '../src/verifier/index.ts';
import { Failure } from '../src/verifier/result.ts';
import type { Answer } from './answers.ts';
import { cpu } from './clock.ts';

/** The answer of depthcert with its cost; `ms` is the time of decision and certificate together. */
export interface Measured extends Answer {
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

function once(text: string, index: number): Measured {
  const start = cpu();
  const { instance } = readInstance(text);
  const read = cpu();
  const { decision, ...proof }: Proof & { decision: Decision } = classOf(instance);
  const origin = { generator: INPUT, seed: '', path: '', index, version: VERSION };
  const line = certificateLine(makeCertificate(DECISION, instance, proof, { ...origin, ...tierOf(proof) }));
  const made = cpu();
  const { status, code, message = '' } = verifyCertificate(line);
  if (status !== 'VALID_EXACT') throw new Failure(code!, '', `the verifier says ${status}: ${message}`);
  const { verdict, rank } = decision;
  const bytes = Buffer.byteLength(line);
  return { index, verdict, rank, ms: made - read, readMs: read - start, verifyMs: cpu() - made, bytes };
}

function repeated(text: string, index: number, least: number): Measured | Refused {
  const all: Measured[] = [];
  try {
    const start = cpu();
    do all.push(once(text, index));
    while (cpu() - start < least);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { index, refused: `${error.code}: ${error.message}` };
  }
  const mean = (pick: (m: Measured) => number) => all.reduce((sum, m) => sum + pick(m), 0) / all.length;
  return { ...all[0]!, ms: mean((m) => m.ms), readMs: mean((m) => m.readMs), verifyMs: mean((m) => m.verifyMs) };
}

const [file, least] = process.argv.slice(2);
const lines = readFileSync(file!, 'utf8')
  .split('\n')
  .filter((line) => line !== '');
/** Enough for the compiler of the engine to have seen everything. */
const WARM_UP_MS = 4000;
for (let k = 0; cpu() < WARM_UP_MS; k = (k + 1) % lines.length) repeated(lines[k]!, k, 0);
for (const [k, line] of lines.entries()) console.log(JSON.stringify(repeated(line, k, Number(least))));
