import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import type { Certificate } from '../certificate/certificate.ts';
import { explain, type StatementText } from '../certificate/explain/explain.ts';
import { plain } from '../certificate/plain.ts';
import { isVerified } from '../certificate/verified.ts';
import { verifyCertificate } from '../verifier/index.ts';
import { exitFor } from './exit.ts';
import { oneCertificate } from './one-certificate.ts';
import { positive } from './options.ts';
import { print, printLine } from './print.ts';
import { announced } from './progress.ts';

export const explainCommand = (): Command =>
  new Command('explain')
    .description('the proof of one certificate in words and formulas, as Markdown')
    .argument('<certificate>', 'a .json file, or a .jsonl file with --line')
    .option('--line <n>', 'the line of a .jsonl file, from 1', positive)
    .addHelpText(
      'after',
      `
The certificate is verified first. One that is not valid is not explained: the verifier's reason is printed instead.

Example:
  depthcert explain certificates/example.json`,
    )
    .action(run);

async function run(path: string, { line }: { line?: number }): Promise<void> {
  const text = await oneCertificate(path, line);
  const result = announced(plain`verifying ${path} …`, () => verifyCertificate(text));
  if (!isVerified(result.status)) {
    process.exitCode = exitFor([result.status]);
    await printLine(`# Not verified: ${result.status}\n`);
    const { status, code, pointer, message } = result;
    await printLine(plain`The verifier says ${status}, ${code} at "${pointer}": ${message}.`);
    await printLine('Nothing is proved by this file, so there is nothing to explain.');
    return;
  }
  const certificate = JSON.parse(text) as Certificate;
  const page = () => explain(certificate, result, statementText(certificate.statement));
  await print(announced(plain`explaining ${path} …`, page));
}

export function statementText(id: string): StatementText | undefined {
  const [, statement, dropped, variant] = /^(.*?)(?:\/without-(A\d))?(?:~(.*))?$/.exec(id) ?? [];
  const property = properties.find((p) => p.id === statement);
  if (property && dropped) return { ...property, statement: `${property.statement} Here without ${dropped}.` };
  if (!property || variant === undefined) return property;
  const claim = property.variants.find((v) => v.id === variant)?.claim ?? '';
  return { ...property, statement: `The false variant “${variant}” claims: ${claim}` };
}
