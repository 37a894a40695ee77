import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { differenceFrom, replay } from '../campaign/replay.ts';
import { type Certificate, FORMAT } from '../certificate/certificate.ts';
import { INPUT } from '../certificate/classify.ts';
import { VERSION } from '../certificate/version.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { EXIT, exitFor, Stop } from './exit.ts';
import { oneCertificate } from './one-certificate.ts';
import { positive } from './options.ts';
import { printLine } from './print.ts';

export const replayCommand = (): Command =>
  new Command('replay')
    .description('makes a certificate again from its provenance, and compares byte for byte')
    .argument('<certificate>', 'a .json file, or a .jsonl file with --line')
    .option('--line <n>', 'the line of a .jsonl file, from 1', positive)
    .addHelpText(
      'after',
      `
Compared is the canonical form, so the layout of the file does not matter. Exit code 0: the same bytes; 1: different,
with the first place where; 2: it cannot be made here (classified input, another version, an unknown generator).

Example:
  depthcert replay out/depthcert/decision.jsonl --line 17`,
    )
    .action(run);

async function run(path: string, { line }: { line?: number }): Promise<void> {
  const text = await oneCertificate(path, line);
  const { status, code, pointer, message } = verifyCertificate(text);
  if (status === 'MALFORMED' || status === 'LIMIT' || (status === 'DECLINED' && code === 'VERSION')) {
    throw new Stop(exitFor([status]), `${path}: ${status} ${code} at "${pointer}": ${message}`);
  }
  const certificate = JSON.parse(text) as Certificate;
  const { generator, version, seed, path: steps, index } = certificate.provenance;
  if (generator === INPUT) {
    throw new Stop(EXIT.open, 'the instance was given to classify; only that input can make it again');
  }
  if (version !== VERSION) {
    throw new Stop(
      EXIT.open,
      `made by version ${version}, this is ${VERSION}; use depthcert ${version} (format ${FORMAT})`,
    );
  }
  const again = replay(properties, certificate.provenance);
  const from = `${generator}, seed ${JSON.stringify(seed)}, index ${index}, path ${JSON.stringify(steps)}`;
  if ('unknown' in again) throw new Stop(EXIT.open, `unknown generator ${generator}`);
  if ('failed' in again) {
    process.exitCode = EXIT.rejected;
    await printLine(`FAILED ${from}: ${again.failed}`);
    return;
  }
  const difference = differenceFrom(again.line, certificate);
  if (!difference) {
    await printLine(`${from}: the same ${Buffer.byteLength(again.line)} bytes; the verifier says ${status}`);
    process.exitCode = exitFor([status]);
    return;
  }
  process.exitCode = EXIT.rejected;
  await printLine(`first difference at "${difference.pointer}"`);
  await printLine(`  file:       ${shorten(difference.a)}`);
  await printLine(`  made again: ${shorten(difference.b)}`);
  await printLine(`FAILED ${from}: not the same certificate`);
}

function shorten(value: unknown): string {
  const text = value === undefined ? '(absent)' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
