import { readFileSync, statSync } from 'node:fs';
import { Command } from 'commander';
import { fileOf, LineFile, OutputRefused, requireUsable } from '../campaign/output.ts';
import { isVerified } from '../campaign/run-instance.ts';
import { type Classification, classify, DECISION } from '../certificate/classify.ts';
import { type NamedInstance, readInstance } from '../certificate/read.ts';
import { parseStrict } from '../verifier/json.ts';
import { Failure, LIMITS, malformed, overLimit } from '../verifier/result.ts';
import { byteLines, decode } from './certificate-files.ts';
import { EXIT, type Exit, Stop, unusable } from './exit.ts';
import { complain, printJson, printLine, table } from './print.ts';
import { Progress } from './progress.ts';

export const classifyCommand = (): Command =>
  new Command('classify')
    .description('decides given points: the certified class of W for the data X, Y')
    .argument('<file>', 'a file, or - for standard input')
    .option('--jsonl', 'one instance a line, one JSON object a line in the output')
    .option('--json', 'one JSON object for one instance')
    .option('--out <dir>', 'keep the certificates in DIR/depthcert/decision.jsonl; DIR must be new or empty')
    .option('--overwrite', 'allow a DIR that is not empty; only the file that is written anew is removed')
    .addHelpText(
      'after',
      `
An instance is {"id":…,"widths":[d_0,…,d_H],"X":[…],"Y":[…],"W":[W_1,…,W_H]}; id may be left out, and a whole
certificate is read as its instance. Numbers are read exactly: integers as JSON numbers or strings, "p/q", and finite
decimals as strings ("0.125", "-3e-2"). Every verdict is verified by the independent verifier before it is printed.
With --jsonl a line that cannot be read is reported, in the output as {"id","line","error"}, and the others are still
decided; the exit code is then 3. Fields of a result: id, line (from 1), verdict, rank (of R), bottleneck (min d_i),
loss (L(W)), criticalValue (L(W) if W is critical, else null), escapeOrder (null at a minimizer), widths, digest.

Example:
  echo '{"widths":[1,1,1],"X":[[1]],"Y":[[1]],"W":[[[0]],[[0]]]}' | depthcert classify -`,
    )
    .action(run);

interface Options {
  readonly jsonl?: true;
  readonly json?: true;
  readonly out?: string;
  readonly overwrite?: true;
}

async function run(file: string, { jsonl, json, out, overwrite }: Options): Promise<void> {
  requireReadable(file);
  try {
    if (out !== undefined) requireUsable(out, overwrite ?? false);
  } catch (error) {
    if (error instanceof OutputRefused) throw unusable(error.message);
    throw error;
  }
  let certificates: LineFile | undefined;
  const keep = (c: Classification) => {
    if (out === undefined) return;
    certificates ??= new LineFile(fileOf(out, DECISION));
    certificates.write(c.line);
  };
  try {
    if (jsonl) await classifyLines(file, keep);
    else await classifyOne(file, keep, json ?? false);
  } finally {
    certificates?.close();
  }
}

function requireReadable(file: string): void {
  if (file === '-') return;
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw unusable(`${file}: there is no such file`);
  if (stat.isDirectory()) throw unusable(`${file} is a folder; classify reads one file`);
}

async function classifyOne(file: string, keep: (c: Classification) => void, json: boolean): Promise<void> {
  let named: NamedInstance;
  let c: Classification;
  try {
    if (file !== '-' && statSync(file).size > LIMITS.bytes) overLimit('', `more than ${LIMITS.bytes} bytes`);
    named = readInstance(decode(file === '-' ? await readInput() : readFileSync(file)));
    c = classify(named.instance);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw unusable(`${file}: ${error.code} at "${error.pointer}": ${error.message}`);
  }
  requireVerified(c);
  keep(c);
  if (json) await printJson(summary(named, c, 1));
  else await printLine(forPeople(named, c));
}

async function classifyLines(file: string, keep: (c: Classification) => void): Promise<void> {
  const progress = new Progress();
  let line = 0;
  let exit: Exit = EXIT.verified;
  for await (const bytes of byteLines(file)) {
    line++;
    let text: string | undefined;
    try {
      if (bytes === 'too long') overLimit('', `a line of more than ${LIMITS.bytes} bytes`);
      if (bytes.length === 0) malformed('JSON', '', 'an empty line; every line holds one instance');
      text = decode(bytes);
      const named = readInstance(text);
      const c = classify(named.instance, line - 1);
      requireVerified(c);
      keep(c);
      await printJson(summary(named, c, line));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      exit = EXIT.unusable;
      const { code, pointer, message } = error;
      progress.clear();
      complain(`${file} line ${line}: ${code} at "${pointer}": ${message}`);
      await printJson({ id: idOf(text), line, error: { code, pointer, message } });
    }
    progress.show(`${line} lines`);
  }
  progress.clear();
  if (line === 0) throw new Stop(EXIT.open, `${file} has no lines: nothing to classify`);
  process.exitCode = exit;
}

/** A verdict that the independent verifier does not confirm is never printed. */
function requireVerified({ result, decision }: Classification): void {
  if (isVerified(result.status)) return;
  const { status, code, pointer, message } = result;
  throw new Stop(
    EXIT.rejected,
    `the verifier does not accept the verdict ${decision.verdict}: ${status} ${code} at "${pointer}": ${message}`,
  );
}

function summary({ id, instance }: NamedInstance, { decision, certificate }: Classification, line: number) {
  const loss = decision.loss.toString();
  return {
    id,
    line,
    verdict: decision.verdict,
    rank: decision.rank,
    bottleneck: decision.bottleneck,
    criticalValue: decision.verdict === 'not-critical' ? null : loss,
    loss,
    escapeOrder: decision.escapeOrder ?? null,
    widths: instance.widths,
    digest: certificate.digest,
  };
}

function forPeople({ id, instance }: NamedInstance, { decision, certificate, result }: Classification): string {
  const { verdict, rank, bottleneck, loss, escapeOrder } = decision;
  const way =
    escapeOrder === undefined ? 'none: no point has a smaller loss' : `the loss falls at order t^${escapeOrder}`;
  const rows = [
    ...(id === null ? [] : [['id', `${id}`]]),
    ['network', `widths ${instance.widths.join('-')}, m = ${instance.X.cols}`],
    ['verdict', verdict],
    ['rank R', `${rank} (the bottleneck is ${bottleneck})`],
    ['L(W)', `${loss}${verdict === 'not-critical' ? '' : ', a critical value'}`],
    ['escape', way],
    ['verifier', `${result.status}, ${certificate.statement}`],
  ];
  return table(rows[0]!, rows.slice(1));
}

/** The id of a line that could not be read as an instance, if it has one. */
function idOf(text: string | undefined): string | number | null {
  try {
    const document = parseStrict(text ?? '', { integers: true });
    const id = document && typeof document === 'object' && !Array.isArray(document) ? document.id : null;
    return typeof id === 'string' || typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LIMITS.bytes) overLimit('', `more than ${LIMITS.bytes} bytes`);
  }
  return Buffer.concat(chunks);
}
