import { isVerified } from '../certificate/verified.ts';
import { type PatternRow, patternTable } from '../network/pattern-table.ts';
import type { RefutationRecord, ShardTally, Trouble } from '../store/tally.ts';
import type { Refutation } from './mutants.ts';
import type { Property } from './property.ts';
import type { InstanceResult } from './run-instance.ts';

const EMPTY: ShardTally = {
  runs: 0,
  statuses: {},
  verdicts: {},
  classes: {},
  patterns: { partial: [], critical: [] },
  troubles: [],
  refutations: [],
};

const listOf = (key: string | undefined): string[] => (key === undefined ? [] : [key]);

/** The tally of one instance. */
export const tallyOfInstance = (
  property: Property,
  { status, verdict, classes, pattern, trouble }: InstanceResult,
): ShardTally => ({
  ...EMPTY,
  runs: 1,
  statuses: { [status]: 1 },
  verdicts: isVerified(status) && verdict !== undefined ? { [verdict]: 1 } : {},
  classes: Object.fromEntries(property.coverage.filter((_, k) => classes[k]).map(({ name }) => [name, 1])),
  patterns: { partial: listOf(pattern?.partial), critical: listOf(pattern?.critical) },
  troubles: trouble ? [{ ...trouble, message: wellFormed(trouble.message) }] : [],
});

/** The tally of one variant. */
export const tallyOfVariant = (refutation: Refutation): ShardTally => ({
  ...EMPTY,
  refutations: [recordOf(refutation)],
});

/** A refutation without its certificate and its time. */
function recordOf({ id, claim, status, runs, widths, verdict, message }: Refutation): RefutationRecord {
  return {
    id,
    claim,
    status,
    ...(runs !== undefined && { runs }),
    ...(widths !== undefined && { widths }),
    ...(verdict !== undefined && { verdict }),
    ...(message !== undefined && { message: wellFormed(message) }),
  };
}

/** With U+FFFD in place of lone surrogates, which canonical JSON does not have. */
const wellFormed = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

export interface CoverageResult {
  readonly name: string;
  readonly minimum: number;
  readonly count: number;
  /** count / runs */
  readonly share: number;
  readonly met: boolean;
}

/** What a table says of one statement. */
export interface StatementSummary {
  readonly id: string;
  readonly runs: number;
  readonly verified: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Verdicts of the verified certificates. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly coverage: readonly CoverageResult[];
  /** Rank patterns of partial products and of critical points, seen and possible, for small networks. */
  readonly patterns: readonly PatternRow[];
  readonly troubles: readonly Trouble[];
  readonly variants: readonly VariantSummary[];
}

export interface VariantSummary {
  readonly id: string;
  readonly status: string;
  readonly message?: string | undefined;
}

export function summarize(property: Property, tally: ShardTally): StatementSummary {
  const { runs, statuses, verdicts, troubles, refutations } = tally;
  const coverage = property.coverage.map(({ name, minimum }): CoverageResult => {
    const count = tally.classes[name] ?? 0;
    const share = runs === 0 ? 0 : count / runs;
    return { name, minimum, count, share, met: count > 0 && share >= minimum };
  });
  const verified = Object.entries(statuses).reduce((n, [status, count]) => n + (isVerified(status) ? count : 0), 0);
  const patterns = patternTable({
    partial: new Set(tally.patterns.partial),
    critical: new Set(tally.patterns.critical),
  });
  return { id: property.id, runs, verified, statuses, verdicts, coverage, patterns, troubles, variants: refutations };
}

/** What a table says of a campaign, or of a part of it. */
export interface CampaignSummary {
  readonly statements: readonly StatementSummary[];
  /** Certificates verified, those of variants included. */
  readonly verified: number;
  readonly interrupted: boolean;
  /** A part of a campaign does not answer for shares: they belong to the whole. */
  readonly coverageEnforced: boolean;
}

/** Certificates verified, those of variants included. */
export const verifiedOf = (statements: readonly Pick<StatementSummary, 'verified' | 'variants'>[]): number =>
  statements.reduce((n, s) => n + s.verified + s.variants.filter((v) => isVerified(v.status)).length, 0);
