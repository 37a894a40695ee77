import type { PointClass } from '../src/decision/decision.ts';
import type { BenchInstance } from './instances.ts';

/** What a program says of an instance. */
export interface Answer {
  readonly index: number;
  readonly verdict: PointClass;
  readonly rank: number;
  /** Positive, negative and zero eigenvalues of the Hessian, 0 where a peer did not need it; undefined for depthcert. */
  readonly inertia?: readonly [positive: number, negative: number, zero: number];
  /** CPU time in milliseconds, without start-up and reading. */
  readonly ms: number;
  /** How a peer proved the inertia. */
  readonly way?: string;
}

const CLASSES: readonly string[] = ['not-critical', 'global-minimizer', 'strict-saddle', 'non-strict-saddle'];

/** The lines of a peer. Throws SyntaxError for anything else, which includes what it says where something went wrong. */
export const readAnswers = (program: string, output: string): Answer[] =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [index, verdict = '', rank, positive, negative, zero, ms, way = '', ...rest] = line.trim().split(/\s+/);
      const numbers = [index, rank, positive, negative, zero, ms].map((text) => Number(text ?? Number.NaN));
      if (rest.length > 0 || !CLASSES.includes(verdict) || numbers.some((x) => !(x >= 0))) {
        throw new SyntaxError(`${program} printed a line that is no answer: ${line}`);
      }
      const [k, r, p, n, z, t] = numbers as [number, number, number, number, number, number];
      return { index: k, verdict: verdict as PointClass, rank: r, inertia: [p, n, z], ms: t, way };
    });

/** Where answers differ from each other, or from what the construction of the instance promises; each a sentence. */
export function disagreements(
  instances: readonly BenchInstance[],
  answers: ReadonlyMap<string, readonly Answer[]>,
): string[] {
  const found: string[] = [];
  for (const [k, { id, expected }] of instances.entries()) {
    const given = [...answers].flatMap(([program, list]) =>
      list.filter(({ index }) => index === k).map((answer) => ({ program, ...answer })),
    );
    const says = given.map(({ program, verdict, rank }) => `${program}: ${verdict} of rank ${rank}`);
    const different = new Set(given.map(({ verdict, rank }) => `${verdict} ${rank}`)).size > 1;
    const unexpected = expected !== undefined && given.some(({ verdict }) => verdict !== expected);
    if (different || unexpected) found.push(`${id}${expected ? ` (${expected})` : ''}: ${says.join('; ')}`);
    const inertias = new Set(given.flatMap(({ inertia }) => (inertia ? [inertia.join(' ')] : [])));
    if (inertias.size > 1) found.push(`${id}: the peers found the inertias ${[...inertias].join(' and ')}`);
  }
  return found;
}
