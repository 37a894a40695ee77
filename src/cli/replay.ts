import { Command } from 'commander';
import { examples } from '../../properties/examples.ts';
import { properties } from '../../properties/index.ts';
import { differenceFrom, replay } from '../campaign/replay.ts';
import { type Certificate, FORMAT } from '../certificate/certificate.ts';
import { INPUT } from '../certificate/classify.ts';
import { brief, plain } from '../certificate/plain.ts';
import { VERSION } from '../certificate/version.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { EXIT, exitFor, Stop } from './exit.ts';
import { oneCertificate } from './one-certificate.ts';
import { positive } from './options.ts';
import { printLine } from './print.ts';
import { announced } from './progress.ts';

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
  const { status, code, pointer, message } = announced(plain`verifying ${path} …`, () => verifyCertificate(text));
  if (status === 'MALFORMED' || status === 'LIMIT' || (status === 'DECLINED' && code === 'VERSION')) {
    throw new Stop(exitFor([status]), plain`${path}: ${status} ${code} at "${pointer}": ${message}`);
  }
  const certificate = JSON.parse(text) as Certificate;
  const { generator, version, seed, path: steps, index } = certificate.provenance;
  if (generator === INPUT) {
    throw new Stop(EXIT.open, 'the instance was given to classify; only that input can make it again');
  }
  if (version !== VERSION) {
    throw new Stop(
      EXIT.open,
      plain`made by version ${version}, this is ${VERSION}; use depthcert ${version} (format ${FORMAT})`,
    );
  }
  const again = announced(plain`making ${path} again …`, () => replay({ properties, examples }, certificate));
  const from = plain`${generator}, seed ${JSON.stringify(seed)}, index ${index}, path ${JSON.stringify(steps)}`;
  if ('unknown' in again) throw new Stop(EXIT.open, plain`unknown generator ${generator}`);
  if ('failed' in again) {
    process.exitCode = EXIT.rejected;
    await printLine(`FAILED ${from}: ${brief(again.failed)}`);
    return;
  }
  const difference = differenceFrom(again.line, certificate);
  if (!difference) {
    await printLine(`${from}: the same ${Buffer.byteLength(again.line)} bytes; the verifier says ${status}`);
    process.exitCode = exitFor([status]);
    return;
  }
  process.exitCode = EXIT.rejected;
  await printLine(plain`first difference at "${difference.pointer}"`);
  await printLine(`  file:       ${shown(difference.a)}`);
  await printLine(`  made again: ${shown(difference.b)}`);
  await printLine(`FAILED ${from}: not the same certificate`);
}

const shown = (value: unknown): string => (value === undefined ? '(absent)' : brief(JSON.stringify(value)));
