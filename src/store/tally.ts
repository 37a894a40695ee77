/** What went wrong with one instance, and how to meet it again. */
export interface Trouble {
  readonly statement: string;
  readonly seed: string;
  readonly index: number;
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
}

/** What became of one variant. What is not known is left out. */
export interface RefutationRecord {
  /** statement~variant */
  readonly id: string;
  readonly claim: string;
  readonly status: string;
  readonly runs?: number;
  readonly widths?: readonly number[];
  readonly verdict?: string;
  readonly message?: string;
}

/**
 * All that a table needs of some instances and variants of one statement. Plain data, without times; sums of tallies in the order of their
 * instances are associative.
 */
export interface ShardTally {
  /** Instances. */
  readonly runs: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Verdicts of the verified certificates. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many instances are of each coverage class, by name; a class without any may be left out. */
  readonly classes: Readonly<Record<string, number>>;
  /** The different rank patterns of small instances, sorted. */
  readonly patterns: { readonly partial: readonly string[]; readonly critical: readonly string[] };
  /** The first {@link TROUBLES_KEPT}. */
  readonly troubles: readonly Trouble[];
  readonly refutations: readonly RefutationRecord[];
}

/** Troubles kept of one statement; all are counted, by their status. */
export const TROUBLES_KEPT = 20;

/** Adds up tallies, in the order of their instances. */
export class TallySum {
  #runs = 0;
  readonly #statuses = new Map<string, number>();
  readonly #verdicts = new Map<string, number>();
  readonly #classes = new Map<string, number>();
  readonly #patterns = { partial: new Set<string>(), critical: new Set<string>() };
  readonly #troubles: Trouble[] = [];
  readonly #refutations: RefutationRecord[] = [];

  get runs(): number {
    return this.#runs;
  }

  add(tally: ShardTally): void {
    this.#runs += tally.runs;
    count(this.#statuses, tally.statuses);
    count(this.#verdicts, tally.verdicts);
    count(this.#classes, tally.classes);
    for (const kind of ['partial', 'critical'] as const) {
      for (const pattern of tally.patterns[kind]) this.#patterns[kind].add(pattern);
    }
    this.#troubles.push(...tally.troubles.slice(0, TROUBLES_KEPT - this.#troubles.length));
    this.#refutations.push(...tally.refutations);
  }

  total(): ShardTally {
    const { partial, critical } = this.#patterns;
    return {
      runs: this.#runs,
      statuses: byName(this.#statuses),
      verdicts: byName(this.#verdicts),
      classes: byName(this.#classes),
      patterns: { partial: [...partial].sort(), critical: [...critical].sort() },
      troubles: [...this.#troubles],
      refutations: [...this.#refutations],
    };
  }
}

function count(sums: Map<string, number>, numbers: Readonly<Record<string, number>>): void {
  for (const [name, n] of Object.entries(numbers)) sums.set(name, (sums.get(name) ?? 0) + n);
}

const byName = (sums: Map<string, number>): Record<string, number> =>
  Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));

/** The sum of tallies of one statement. */
export function sumTallies(tallies: Iterable<ShardTally>): ShardTally {
  const sum = new TallySum();
  for (const tally of tallies) sum.add(tally);
  return sum.total();
}
