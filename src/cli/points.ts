import type { Command } from 'commander';
import { fileOf, LineFile, requireUsable } from '../campaign/output.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { plain } from '../certificate/plain.ts';
import { type NamedInstance, readId, readInstance } from '../certificate/read.ts';
import { isVerified } from '../certificate/verified.ts';
import type { Instance } from '../network/instance.ts';
import { byteLines } from '../store/lines.ts';
import { parseStrict } from '../verifier/json.ts';
import { Failure, malformed, type Result } from '../verifier/result.ts';
import { decode, requireFile, wholeFile } from './certificate-files.ts';
import { EXIT, type Exit, exitOf, inFile, Stop } from './exit.ts';
import { complain, printJson, printLine } from './print.ts';
import { announced, Progress } from './progress.ts';

/** A point with its certificate, as a line of a `.jsonl` file, and what the independent verifier says of it. */
export interface Certified {
  readonly certificate: Certificate;
  readonly line: string;
  readonly result: Result;
}

/** What a command does with each point that it is given. */
export interface PointCommand<C extends Certified> {
  /** Its name. */
  readonly name: string;
  /** What it is about to do, for people. */
  readonly doing: string;
  /** What its certificates prove: they are kept in DIR/statement.jsonl. */
  readonly statement: string;
  /** Whether JSON numbers that are no integers are read, as doubles. */
  readonly doubles: boolean;
  /** How points are read, if not as instances in JSON. Throws `Failure` or {@link Unreadable}. */
  readonly read?: (bytes: Uint8Array) => NamedInstance;
  readonly certify: (instance: Instance, index: number) => C;
  /** The JSON object of the output; `line` counts from 1. */
  readonly summary: (named: NamedInstance, certified: C, line: number) => object;
  readonly forPeople: (named: NamedInstance, certified: C) => string;
}

export interface PointOptions {
  readonly jsonl?: true;
  readonly json?: true;
  readonly out?: string;
  readonly overwrite?: true;
}

/** The argument and the options that commands on given points have in common. */
export const onPoints = (command: Command, argument: '<file>' | '[file]' = '<file>'): Command =>
  command
    .argument(argument, 'a file, or - for standard input')
    .option('--jsonl', 'one instance a line, one JSON object a line in the output')
    .option('--json', 'one JSON object for one instance')
    .option('--out <dir>', 'keep the certificates in DIR/STATEMENT.jsonl; DIR must be new or empty')
    .option('--overwrite', 'allow a DIR that is not empty; only the file that is written anew is removed');

/** Certifies the point or the points of a file, prints results, and keeps certificates if asked to. */
export async function runOnPoints<C extends Certified>(
  command: PointCommand<C>,
  file: string,
  { jsonl, json, out, overwrite }: PointOptions,
): Promise<void> {
  if (file !== '-') requireFile(file, `${command.name} reads one file`);
  if (out !== undefined) requireUsable(out, overwrite ?? false);
  let certificates: LineFile | undefined;
  const keep = (c: Certified) => {
    if (out === undefined) return;
    certificates ??= new LineFile(fileOf(out, command.statement));
    certificates.write(c.line);
  };
  try {
    if (jsonl) await eachLine(command, file, keep);
    else await one(command, file, keep, json ?? false);
  } finally {
    certificates?.close();
  }
}

async function one<C extends Certified>(
  command: PointCommand<C>,
  file: string,
  keep: (c: C) => void,
  json: boolean,
): Promise<void> {
  let named: NamedInstance;
  let c: C;
  try {
    named = readBy(command, await wholeFile(file));
    c = announced(plain`${command.doing} ${file} …`, () => verified(command, named.instance));
  } catch (error) {
    throw inFile(file, withLinesHint(error));
  }
  keep(c);
  if (json) await printJson(command.summary(named, c, 1));
  else await printLine(command.forPeople(named, c));
}

/** A second document in a file is, more often than not, its second line. */
function withLinesHint(error: unknown): unknown {
  if (
    !(error instanceof Failure) ||
    error.code !== 'JSON' ||
    !/^expected the end of the document/.test(error.message)
  ) {
    return error;
  }
  return new Failure('JSON', error.pointer, `${error.message}; where every line is an instance, add --jsonl`);
}

async function eachLine<C extends Certified>(
  command: PointCommand<C>,
  file: string,
  keep: (c: C) => void,
): Promise<void> {
  const progress = new Progress();
  let line = 0;
  let exit: Exit = EXIT.verified;
  for await (const bytes of byteLines(file)) {
    line++;
    try {
      if (bytes instanceof Failure) throw bytes;
      if (bytes.length === 0) malformed('JSON', '', 'an empty line; every line holds one instance');
      const named = readBy(command, bytes);
      const c = verified(command, named.instance, line - 1);
      keep(c);
      await printJson(command.summary(named, c, line));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (exit !== EXIT.unusable) exit = exitOf(error);
      const { code, pointer, message } = error;
      progress.clear();
      complain(plain`${file} line ${line}: ${code} at "${pointer}": ${message}`);
      await printJson({ id: idOf(bytes, command.doubles), line, error: { code, pointer, message } });
    }
    progress.show(`${line} lines`);
  }
  progress.clear();
  if (line === 0) throw new Stop(EXIT.open, plain`${file} has no lines: nothing to ${command.name}`);
  process.exitCode = exit;
}

const readBy = <C extends Certified>({ read, doubles }: PointCommand<C>, bytes: Uint8Array): NamedInstance =>
  read ? read(bytes) : readInstance(decode(bytes), { doubles });

/** A verdict that the independent verifier does not confirm is never printed: its reason is thrown as a `Failure`. */
function verified<C extends Certified>({ certify }: PointCommand<C>, instance: Instance, index = 0): C {
  const certified = certify(instance, index);
  const { status, code, pointer = '', message } = certified.result;
  if (isVerified(status)) return certified;
  const { verdict } = certified.certificate;
  throw new Failure(code!, pointer, `the verifier turns the certificate of ${verdict} down: ${message}`);
}

/** The id of a line that could not be read as an instance, if it has one. */
function idOf(bytes: Uint8Array | Failure, doubles: boolean): string | number | null {
  try {
    if (bytes instanceof Failure) return null;
    const document = parseStrict(decode(bytes), { integers: true, doubles });
    return document && typeof document === 'object' && !Array.isArray(document) ? readId(document) : null;
  } catch {
    return null;
  }
}
