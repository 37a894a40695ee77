import { Command } from 'commander';
import { type AuditResult, auditHypothesis } from '../campaign/audit.ts';
import { fileOf, LineFile, requireUsable } from '../campaign/output.ts';
import { plain } from '../certificate/plain.ts';
import { EXIT } from './exit.ts';
import { DEFAULT_SEED, positive } from './options.ts';
import { printJson, printLine, table } from './print.ts';
import { Progress } from './progress.ts';
import { selectProperties } from './select-properties.ts';

/** Instances without each hypothesis, where --runs does not say otherwise. */
const DEFAULT_RUNS = 100;

export const hypothesesCommand = (): Command =>
  new Command('hypotheses')
    .description(
      'the audit of hypotheses: which are necessary, by a certified instance; which were not needed on anything tried',
    )
    .argument('[statement...]', 'ids of statements; all of them by default')
    .option('--runs <n>', 'instances without a hypothesis, where it was not needed so far', positive, DEFAULT_RUNS)
    .option('--seed <text>', 'the same seed tries the same instances', DEFAULT_SEED)
    .option(
      '--out <dir>',
      'keep the certificates in DIR/paper/statement/without-Ak.jsonl and DIR/paper/statement~variant.jsonl',
    )
    .option('--overwrite', 'allow a DIR that is not empty; only the files that are written anew are removed')
    .option('--json', 'one JSON object instead of a table')
    .addHelpText(
      'after',
      `
necessary     without the hypothesis the statement is false: the variant named is refuted by a certified instance
not needed    on so many instances on which this hypothesis alone is false, the conclusion was certified all the same;
              this supports that it can be dropped, and proves nothing
unknown       neither, for the reason given

Example:
  depthcert hypotheses achour-2021/thm-classification --runs 500`,
    )
    .action(hypotheses);

interface Options {
  readonly runs: number;
  readonly seed: string;
  readonly out?: string;
  readonly overwrite?: true;
  readonly json?: true;
}

async function hypotheses(ids: readonly string[], { runs, seed, out, overwrite, json }: Options): Promise<void> {
  const chosen = selectProperties(ids);
  if (out !== undefined) requireUsable(out, overwrite ?? false);
  const progress = new Progress();
  const results: AuditResult[] = [];
  for (const property of chosen) {
    for (const hypothesis of property.hypotheses) {
      progress.show(`${property.id} ${hypothesis.id}`);
      results.push(audited(property, hypothesis, { runs, seed, out }));
    }
  }
  progress.clear();
  const failed = results.filter(({ finding }) => finding === 'failed');
  process.exitCode = failed.length > 0 ? EXIT.rejected : results.length === 0 ? EXIT.open : EXIT.verified;
  if (json) {
    await printJson({
      seed,
      runs,
      hypotheses: results.map(({ refutation, why, trouble, ...rest }) => ({
        ...rest,
        variant: refutation?.id ?? null,
        widths: refutation?.widths ?? null,
        why: why ?? null,
        trouble: trouble ?? null,
      })),
      failed: failed.length,
    });
    return;
  }
  await printLine(`seed ${JSON.stringify(seed)}, up to ${runs} instances without a hypothesis\n`);
  const rows = results.map((r) => [r.statement, r.hypothesis, r.text, r.known, r.finding, because(r)]);
  await printLine(table(['statement', 'id', 'hypothesis', 'known by', 'finding', 'because'], rows));
  await printLine();
  if (results.length === 0) await printLine('FAILED nothing to check');
  else if (failed.length > 0) await printLine(`FAILED ${failed.length} of ${results.length} hypotheses`);
  else await printLine(`VERIFIED ${results.reduce((n, r) => n + certificates(r), 0)} certificates`);
}

type Audited = Parameters<typeof auditHypothesis>;

function audited(
  property: Audited[0],
  hypothesis: Audited[1],
  options: { runs: number; seed: string; out: string | undefined },
) {
  const files = new Map<string, LineFile>();
  const keep = (id: string, line: string) => {
    if (options.out === undefined) return;
    const file = files.get(id) ?? new LineFile(fileOf(options.out, id));
    files.set(id, file);
    file.write(line);
  };
  try {
    return auditHypothesis(property, hypothesis, options.seed, options.runs, keep);
  } finally {
    for (const file of files.values()) file.close();
  }
}

const certificates = ({ finding, instances }: AuditResult): number => (finding === 'necessary' ? 1 : instances);

function because({ finding, instances, refutation, why, trouble }: AuditResult): string {
  if (finding === 'necessary')
    return `${refutation!.id.replace(/^.*~/, '~')} refuted at widths ${refutation!.widths?.join('-')}`;
  if (finding === 'not needed') return `certified on all ${instances} instances tried`;
  return trouble ? plain`index ${trouble.index}: ${trouble.code} ${trouble.message}` : plain`${why}`;
}
