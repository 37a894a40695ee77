import { COUNTED } from './pattern-keys.ts';
import { patternsWithin } from './possible-patterns.ts';

/** The different keys that instances have had so far, see `patternKeys`. */
export interface SeenPatterns {
  readonly partial: ReadonlySet<string>;
  readonly critical: ReadonlySet<string>;
}

export interface PatternRow {
  readonly H: number;
  readonly kind: 'partial' | 'critical';
  readonly seen: number;
  readonly possible: number;
}

/** For H = 1, 2, … within the bounds, both kinds: how many patterns there are, and how many of them have been seen. */
export function patternTable(seen: SeenPatterns): PatternRow[] {
  const partial = seenByDepth(seen.partial, 1);
  const critical = seenByDepth(seen.critical, 0);
  return patternsWithin(COUNTED).flatMap((total): PatternRow[] => {
    const { H } = total;
    return [
      { H, kind: 'partial', seen: partial.get(H) ?? 0, possible: total.partial },
      { H, kind: 'critical', seen: critical.get(H) ?? 0, possible: total.critical },
    ];
  });
}

/** Numbers of keys by H; a key starts with H + `more` widths. */
function seenByDepth(keys: ReadonlySet<string>, more: number): Map<number, number> {
  const count = new Map<number, number>();
  for (const key of keys) {
    const H = key.split(':')[0]!.split('-').length - more;
    count.set(H, (count.get(H) ?? 0) + 1);
  }
  return count;
}
