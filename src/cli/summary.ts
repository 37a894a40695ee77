import type { CampaignSummary, StatementSummary } from '../campaign/tally.ts';
import { plain } from '../certificate/plain.ts';
import { isVerified } from '../certificate/verified.ts';
import { EXIT, type Exit, exitFor } from './exit.ts';
import { percent, printLine, table } from './print.ts';

/** The exit code of a campaign: what failed, then what is open, then whether there was anything. */
export function exitOfCampaign(summary: CampaignSummary): Exit {
  const statuses = summary.statements.flatMap((s) => [...Object.keys(s.statuses), ...s.variants.map((v) => v.status)]);
  // A certificate of ours that is malformed or too large is a failure of the campaign, not of its input.
  const exit = exitFor(statuses.map((s) => (s === 'MALFORMED' || s === 'LIMIT' ? 'REJECTED' : s)));
  if (exit !== EXIT.verified) return exit;
  return summary.interrupted ||
    unmet(summary).length > 0 ||
    !summary.statements.some((s) => s.runs > 0 || s.variants.length > 0)
    ? EXIT.open
    : EXIT.verified;
}

const unmet = (summary: CampaignSummary) =>
  summary.coverageEnforced ? summary.statements.flatMap((s) => s.coverage.filter((c) => !c.met)) : [];

/** The last line. `nothing` says why there are neither runs nor variants, where there are none. */
export function lastLine(summary: CampaignSummary, nothing: string): string {
  if (exitOfCampaign(summary) === EXIT.verified) return `VERIFIED ${summary.verified} certificates`;
  const { statements, interrupted, verified } = summary;
  const runs = statements.reduce((n, s) => n + s.runs - s.verified, 0);
  const variants = statements.reduce((n, s) => n + s.variants.filter((v) => !isVerified(v.status)).length, 0);
  const classes = unmet(summary).length;
  const out = [
    [runs, `${runs} runs without a verified certificate`],
    [variants, `${variants} variants not refuted`],
    [classes, `${classes} classes below their share`],
  ] as const;
  const reasons: string[] = out.filter(([n]) => n > 0).map(([, text]) => text);
  if (interrupted) reasons.push(`interrupted after ${verified} verified certificates`);
  return `FAILED ${reasons.length > 0 ? reasons.join('; ') : nothing}`;
}

/** A column of the table of statements: its head, a cell, and whether it holds numbers. */
export type Column<S> = readonly [head: string, cell: (statement: S) => string, align?: 'right'];

export const IDS: Column<StatementSummary> = ['statement', (s) => s.id];
export const RUNS: readonly Column<StatementSummary>[] = [
  ['runs', (s) => `${s.runs}`, 'right'],
  ['verified', (s) => `${s.verified}`, 'right'],
];
export const FINDINGS: readonly Column<StatementSummary>[] = [
  ['classes', (s) => `${s.coverage.filter((c) => c.met).length}/${s.coverage.length}`, 'right'],
  // of partial products and of critical points
  ['patterns', (s) => `${s.patterns.reduce((n, row) => n + row.seen, 0)}`, 'right'],
  ['mutants', refuted, 'right'],
];
export const VERDICTS: Column<StatementSummary> = ['verdicts', (s) => counts(s.verdicts)];

function refuted({ variants }: StatementSummary): string {
  return variants.length === 0 ? '-' : `${variants.filter((v) => isVerified(v.status)).length}/${variants.length}`;
}

const counts = (record: Readonly<Record<string, number>>): string =>
  Object.entries(record)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');

/** The table of statements, the classes that are below their share, and whatever went wrong; with `all` every class and pattern. */
export async function printSummary<S extends StatementSummary>(
  summary: Omit<CampaignSummary, 'statements'> & { readonly statements: readonly S[] },
  columns: readonly Column<S>[],
  all = false,
): Promise<void> {
  const { statements } = summary;
  const right = columns.flatMap(([, , align], k) => (align === 'right' ? [k] : []));
  const cells = statements.map((s) => columns.map(([, cell]) => cell(s)));
  await printLine(
    table(
      columns.map(([head]) => head),
      cells,
      right,
    ),
  );
  await printLine();
  for (const statement of statements) {
    if (statement.runs === 0) continue;
    await printCoverage(statement, summary.coverageEnforced, all);
    if (all) await printPatterns(statement);
  }
  for (const { id, runs, verified, troubles, variants } of statements) {
    for (const t of troubles) {
      await printLine(
        plain`${t.statement} seed ${JSON.stringify(t.seed)} index ${t.index}: ${t.code} "${t.pointer}" ${t.message}`,
      );
    }
    const more = runs - verified - troubles.length;
    if (more > 0) await printLine(`${id}: ${more} more runs without a verified certificate`);
    for (const v of variants) if (!isVerified(v.status)) await printLine(plain`${v.id}: ${v.status} ${v.message}`);
  }
}

async function printCoverage({ id, coverage }: StatementSummary, isEnforced: boolean, all: boolean): Promise<void> {
  const shown = coverage.filter((c) => all || (isEnforced && !c.met));
  if (shown.length === 0) return;
  await printLine(`coverage of ${id}`);
  await printLine(
    table(
      ['  class', 'runs', 'share', 'minimum'],
      shown.map((c) => [
        `  ${c.name}`,
        `${c.count}`,
        percent(c.share),
        (c.minimum === 0 ? '1 run' : percent(c.minimum)) + (c.met || !isEnforced ? '' : '  BELOW'),
      ]),
      [1, 2],
    ),
  );
  await printLine();
}

async function printPatterns({ id, patterns }: StatementSummary): Promise<void> {
  const rows = patterns.filter((row) => row.seen > 0);
  if (rows.length === 0) return;
  await printLine(`rank patterns of ${id}, widths up to 3`);
  await printLine(
    table(
      ['  of', 'H', 'seen', 'possible'],
      rows.map(({ H, kind, seen, possible }) => [`  ${PATTERNS[kind]}`, `${H}`, `${seen}`, `${possible}`]),
      [1, 2, 3],
    ),
  );
  await printLine();
}

const PATTERNS = { partial: 'partial products', critical: 'cyclic products at critical points' } as const;
