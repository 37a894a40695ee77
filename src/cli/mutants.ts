import { Command } from 'commander';
import { isRefuted, type Refutation, refuteVariant } from '../campaign/mutants.ts';
import { requireUsable } from '../campaign/output.ts';
import { keepRefutation } from '../campaign/run-campaign.ts';
import { plain } from '../certificate/plain.ts';
import { EXIT, exitFor } from './exit.ts';
import { DEFAULT_SEED, selectProperties } from './options.ts';
import { printJson, printLine, table } from './print.ts';
import { Progress } from './progress.ts';

export const mutantsCommand = (): Command =>
  new Command('mutants')
    .description('the false variants: each one refuted by a shrunk counterexample with a verified certificate')
    .argument('[statement...]', 'ids of statements; all of them by default')
    .option('--seed <text>', 'the same seed finds the same counterexamples', DEFAULT_SEED)
    .option('--out <dir>', 'keep the certificates in DIR/paper/statement~variant.json; DIR must be new or empty')
    .option('--overwrite', 'allow a DIR that is not empty; only the files that are written anew are removed')
    .option('--json', 'one JSON object instead of a table')
    .addHelpText('after', '\nExample:\n  depthcert mutants achour-2021/thm-classification')
    .action(mutants);

interface Options {
  readonly seed: string;
  readonly out?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

async function mutants(ids: readonly string[], { seed, out, overwrite, json }: Options): Promise<void> {
  const chosen = selectProperties(ids);
  if (out !== undefined) requireUsable(out, overwrite ?? false);
  const progress = new Progress();
  const found: Refutation[] = [];
  for (const property of chosen) {
    for (const variant of property.variants) {
      progress.show(`${property.id}~${variant.id}`);
      const refutation = refuteVariant(property, variant, seed);
      found.push(refutation);
      if (out !== undefined) keepRefutation(out, refutation);
    }
  }
  progress.clear();
  const good = found.filter(isRefuted).length;
  const statuses = found.map(({ status }) => (status === 'MALFORMED' || status === 'LIMIT' ? 'REJECTED' : status));
  process.exitCode = found.length === 0 ? EXIT.open : exitFor(statuses);
  if (json) {
    await printJson({
      seed,
      variants: found.map((r) => ({ ...r, line: undefined, refuted: isRefuted(r) })),
      refuted: good,
      of: found.length,
    });
    return;
  }
  await printLine(`seed ${JSON.stringify(seed)}\n`);
  await printLine(
    table(
      ['variant', 'runs to refutation', 'widths', 'verdict', 'verified'],
      found.map((r) => [
        r.id,
        r.runs === undefined ? '-' : `${r.runs}`,
        r.widths?.join('-') ?? '-',
        r.verdict ?? '-',
        isRefuted(r) ? 'yes' : plain`NO: ${r.status} ${r.message}`,
      ]),
      [1],
    ),
  );
  await printLine();
  if (found.length > 0 && good === found.length) await printLine(`VERIFIED ${good} certificates`);
  else await printLine(found.length === 0 ? 'FAILED nothing to check' : `FAILED ${good} of ${found.length} refuted`);
}
