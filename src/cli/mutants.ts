import { Command } from 'commander';
import { isRefuted, medianAndWorst, type Refutation, refuteVariant, runsToRefutation } from '../campaign/mutants.ts';
import { requireUsable } from '../campaign/output.ts';
import { keepRefutation } from '../campaign/run-campaign.ts';
import { plain } from '../certificate/plain.ts';
import { EXIT, exitFor } from './exit.ts';
import { DEFAULT_SEED, positive } from './options.ts';
import { printJson, printLine, table } from './print.ts';
import { Progress } from './progress.ts';
import { selectProperties } from './select-properties.ts';

export const mutantsCommand = (): Command =>
  new Command('mutants')
    .description('the false variants: each one refuted by a shrunk counterexample with a verified certificate')
    .argument('[statement...]', 'ids of statements; all of them by default')
    .option('--seed <text>', 'the same seed finds the same counterexamples', DEFAULT_SEED)
    .option('--seeds <n>', 'search from n seeds: SEED, SEED-2, …, SEED-n; median and worst number of runs', positive, 1)
    .option('--out <dir>', 'keep the certificates in DIR/paper/statement~variant.json; DIR must be new or empty')
    .option('--overwrite', 'allow a DIR that is not empty; only the files that are written anew are removed')
    .option('--json', 'one JSON object instead of a table')
    .addHelpText('after', '\nExample:\n  depthcert mutants achour-2021/thm-classification --seeds 20')
    .action(mutants);

interface Options {
  readonly seed: string;
  readonly seeds: number;
  readonly out?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

/** Over all seeds: Infinity where no counterexample was found. */
type Found = Refutation & { readonly median: number; readonly worst: number };

async function mutants(ids: readonly string[], { seed, seeds, out, overwrite, json }: Options): Promise<void> {
  const chosen = selectProperties(ids);
  if (out !== undefined) requireUsable(out, overwrite ?? false);
  const progress = new Progress();
  const found: Found[] = [];
  for (const property of chosen) {
    for (const variant of property.variants) {
      progress.show(`${property.id}~${variant.id}`);
      const refutation = refuteVariant(property, variant, seed);
      if (out !== undefined) keepRefutation(out, refutation);
      const others = Array.from({ length: seeds - 1 }, (_, k) => {
        progress.show(`${property.id}~${variant.id}, seed ${k + 2} of ${seeds}`);
        return runsToRefutation(property, variant, `${seed}-${k + 2}`);
      });
      found.push({ ...refutation, ...medianAndWorst([refutation.runs, ...others]) });
    }
  }
  progress.clear();
  const good = found.filter(isRefuted).length;
  const unfound = found.filter(({ worst }) => worst === Infinity).map(() => 'NOT_REFUTED');
  const statuses = found.map(({ status }) => (status === 'MALFORMED' || status === 'LIMIT' ? 'REJECTED' : status));
  process.exitCode = found.length === 0 ? EXIT.open : exitFor([...statuses, ...unfound]);
  if (json) {
    await printJson({
      seed,
      seeds,
      variants: found.map((r) => ({
        ...r,
        line: undefined,
        refuted: isRefuted(r),
        median: finite(r.median),
        worst: finite(r.worst),
      })),
      refuted: good,
      of: found.length,
    });
    return;
  }
  const all = seeds > 1 ? `, and ${seeds - 1} more: runs to refutation, median and worst of ${seeds}` : '';
  await printLine(`seed ${JSON.stringify(seed)}${all}\n`);
  await printLine(
    table(
      ['variant', ...(seeds > 1 ? ['median', 'worst'] : ['runs to refutation']), 'widths', 'verdict', 'verified'],
      found.map((r) => [
        r.id,
        ...(seeds > 1 ? [r.median, r.worst] : [r.runs ?? Infinity]).map((n) => `${finite(n) ?? '-'}`),
        r.widths?.join('-') ?? '-',
        r.verdict ?? '-',
        isRefuted(r) ? 'yes' : plain`NO: ${r.status} ${r.message}`,
      ]),
      seeds > 1 ? [1, 2] : [1],
    ),
  );
  await printLine();
  if (found.length > 0 && good === found.length && unfound.length === 0) {
    await printLine(`VERIFIED ${good} certificates`);
  } else if (unfound.length > 0 && good === found.length) {
    await printLine(`FAILED ${unfound.length} of ${found.length} not refuted from every seed`);
  } else await printLine(found.length === 0 ? 'FAILED nothing to check' : `FAILED ${good} of ${found.length} refuted`);
}

const finite = (n: number): number | null => (Number.isFinite(n) ? n : null);
