import { Command } from 'commander';
import { fileOf, LineFile, requireUsable } from '../campaign/output.ts';
import { isVerified } from '../campaign/run-instance.ts';
import { type Classification, classify, DECISION } from '../certificate/classify.ts';
import { plain } from '../certificate/plain.ts';
import { type NamedInstance, readId, readInstance } from '../certificate/read.ts';
import type { Instance } from '../network/instance.ts';
import { parseStrict } from '../verifier/json.ts';
import { Failure, malformed } from '../verifier/result.ts';
import { byteLines, decode, requireFile, wholeFile } from './certificate-files.ts';
import { EXIT, type Exit, exitOf, inFile, Stop } from './exit.ts';
import { complain, printJson, printLine, table } from './print.ts';
import { announced, Progress } from './progress.ts';

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
With --jsonl a line that cannot be read or is beyond a limit is reported, in the output as {"id","line","error"}, and the
others are still decided; the exit code is then 3. Fields of a result: id, line (from 1), verdict, rank (of R), bottleneck (min d_i),
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
  if (file !== '-') requireFile(file, 'classify reads one file');
  if (out !== undefined) requireUsable(out, overwrite ?? false);
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

async function classifyOne(file: string, keep: (c: Classification) => void, json: boolean): Promise<void> {
  let named: NamedInstance;
  let c: Classification;
  try {
    named = readInstance(decode(await wholeFile(file)));
    c = announced(plain`deciding ${file} …`, () => decided(named.instance));
  } catch (error) {
    throw inFile(file, error);
  }
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
      if (bytes instanceof Failure) throw bytes;
      if (bytes.length === 0) malformed('JSON', '', 'an empty line; every line holds one instance');
      text = decode(bytes);
      const named = readInstance(text);
      const c = decided(named.instance, line - 1);
      keep(c);
      await printJson(summary(named, c, line));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (exit !== EXIT.unusable) exit = exitOf(error);
      const { code, pointer, message } = error;
      progress.clear();
      complain(plain`${file} line ${line}: ${code} at "${pointer}": ${message}`);
      await printJson({ id: idOf(text), line, error: { code, pointer, message } });
    }
    progress.show(`${line} lines`);
  }
  progress.clear();
  if (line === 0) throw new Stop(EXIT.open, plain`${file} has no lines: nothing to classify`);
  process.exitCode = exit;
}

/** A verdict that the independent verifier does not confirm is never printed: its reason is thrown as a `Failure`. */
function decided(instance: Instance, index = 0): Classification {
  const classification = classify(instance, index);
  const { status, code, pointer = '', message } = classification.result;
  if (isVerified(status)) return classification;
  const verdict = classification.decision.verdict;
  throw new Failure(code!, pointer, `the verifier turns the certificate of ${verdict} down: ${message}`);
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
    ...(id === null ? [] : [['id', plain`${id}`]]),
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
    return document && typeof document === 'object' && !Array.isArray(document) ? readId(document) : null;
  } catch {
    return null;
  }
}
