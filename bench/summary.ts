import type { Phases } from './measured.ts';
import type { FileTimes, InstanceTimes, Program } from './rounds.ts';
import { growthExponent, median } from './statistics.ts';

/** Medians over the instances of one size and kind that no limit refused. */
export interface SizeRow {
  readonly name: string;
  /** Of the square networks: the median. */
  readonly coordinates: number;
  readonly instances: number;
  readonly ms: Readonly<Record<Program, number>>;
  /** Medians of the shares in the time of depthcert. */
  readonly shares: Phases;
  readonly verifyMs: number;
  readonly bytes: number;
  /** Medians of the ratios instance by instance. */
  readonly overFlint: number;
  readonly overPari: number;
}

export type Kind = 'gradient' | 'hessian';

/** The row of a file; undefined where no instance of this kind was decided. */
export function sizeRow({ name, times }: FileTimes, kind: Kind): SizeRow | undefined {
  const decided = times.filter((t) => t.hessian === (kind === 'hessian') && t.depthcert !== undefined);
  if (decided.length === 0) return undefined;
  const of = (pick: (t: InstanceTimes) => number) => median(decided.map(pick));
  const own = (t: InstanceTimes) => t.depthcert!;
  const share = (phase: keyof Phases) => of((t) => own(t).phases[phase] / own(t).ms);
  return {
    name,
    coordinates: of((t) => t.coordinates),
    instances: decided.length,
    ms: { depthcert: of((t) => own(t).ms), FLINT: of((t) => t.FLINT), 'PARI/GP': of((t) => t['PARI/GP']) },
    shares: { point: share('point'), decision: share('decision'), writing: share('writing') },
    verifyMs: of((t) => own(t).verifyMs),
    bytes: of((t) => own(t).bytes),
    overFlint: of((t) => own(t).ms / t.FLINT),
    overPari: of((t) => own(t).ms / t['PARI/GP']),
  };
}

/** Growth exponents over the number of coordinates, from rows of at least `from` coordinates. */
export const exponents = (rows: readonly SizeRow[], from: number): Record<Program, number | undefined> => {
  const of = (program: Program) =>
    growthExponent(rows.filter((r) => r.coordinates >= from).map((r) => [r.coordinates, r.ms[program]]));
  return { depthcert: of('depthcert'), FLINT: of('FLINT'), 'PARI/GP': of('PARI/GP') };
};
