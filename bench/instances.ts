import fc from 'fast-check';
import { mixed } from '../properties/generators/mixed.ts';
import type { PointClass } from '../src/decision/decision.ts';
import { Matrix, range } from '../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../src/network/instance.ts';
import { criticalPoint, type Parts } from './critical.ts';
import { Random } from './random.ts';

/** An instance with what is known of it by construction. */
export interface BenchInstance {
  readonly id: string;
  readonly instance: Instance;
  /** Undefined where the construction does not say. */
  readonly expected?: PointClass;
}

/** d of the square networks d-d-d-d-d: Hessians of 16, 36, 64, 144, 256, 484, 1024 and 4096 coordinates. */
export const SIZES = [2, 3, 4, 6, 8, 11, 16] as const;
export const LARGEST = 32;

interface Recipe {
  readonly name: string;
  readonly expected: PointClass;
  readonly parts: Parts;
}

/** Points of every class on networks of four layers of width d, and with a bottleneck of width ⌊d/2⌋ (there only a global minimizer has G ≠ 0). */
export function sizedInstances(d: number): BenchInstance[] {
  const points = recipes(d).map(({ name, expected, parts }, k) => ({
    id: `d=${d} ${name}`,
    expected,
    instance: criticalPoint(parts, 1000 * d + k),
  }));
  return [...points, ...notCritical(d)];
}

function recipes(d: number): Recipe[] {
  const square = [d, d, d, d, d];
  const first = (r: number) => range(r);
  /** {1..r} with the last one exchanged for r + 1. */
  const other = (r: number) => [...range(r - 1), r];
  const copies = <T>(n: number, list: readonly T[]) => range(n).flatMap(() => list);
  const half = Math.floor(d / 2);
  const ranks = (...list: number[]) => [...new Set(list)].filter((r) => r >= 0 && r < d);
  const room = (r: number) => Math.ceil((d - r) / 2);
  const point = (name: string, expected: PointClass, S: readonly number[], paths: Parts['paths'], widths = square) => ({
    name,
    expected,
    parts: { widths, S, paths },
  });
  const bottleneck = [d, d, Math.max(1, half), d, d];
  return [
    point(`r=${d}, G=0`, 'global-minimizer', first(d), []),
    point(`bottleneck, r=${bottleneck[2]}`, 'global-minimizer', first(bottleneck[2]!), [[3, 0]], bottleneck),
    point(`bottleneck, swapped, r=${bottleneck[2]}`, 'strict-saddle', other(bottleneck[2]!), [[3, 0]], bottleneck),
    ...ranks(1, half, d - 1).map((r) => point(`swapped, r=${r}`, 'strict-saddle', other(r), [])),
    ...ranks(0, half).map((r) =>
      point(
        `many pivots, r=${r}`,
        'strict-saddle',
        first(r),
        copies(room(r), [
          [0, 1],
          [2, 3],
        ]),
      ),
    ),
    ...ranks(half, d - 1).map((r) => point(`one pivot, r=${r}`, 'strict-saddle', first(r), [[1, 2, 3]])),
    ...ranks(0, 1, half, d - 1).map((r) => point(`tightened, Z=0, r=${r}`, 'non-strict-saddle', first(r), [])),
    ...ranks(half, d - 2).map((r) =>
      point(
        `tightened, Z≠0, r=${r}`,
        'non-strict-saddle',
        first(r),
        copies(Math.floor((d - r) / 2), [
          [1, 2],
          [2, 3],
        ]),
      ),
    ),
  ];
}

/** A non-strict saddle with one weight changed, and small integers throughout. */
function notCritical(d: number): BenchInstance[] {
  const widths = [d, d, d, d, d];
  const near = criticalPoint({ widths, S: range(Math.floor(d / 2)), paths: [] }, 1000 * d + 900);
  const last = near.weights.length - 1;
  const one = Matrix.build(d, d, (i, j) => (i === 0 && j === 0 ? 1n : 0n));
  const moved = near.weights.map((w, h) => (h === last ? w.add(one) : w));
  const random = new Random(1000 * d + 901);
  const small = (rows: number, cols: number) => Matrix.build(rows, cols, () => BigInt(random.integer(-3, 3)));
  const anywhere = makeInstance(
    small(d, d + 2),
    small(d, d + 2),
    range(4).map(() => small(d, d)),
    widths,
  );
  return [
    {
      id: `d=${d} one weight changed`,
      expected: 'not-critical',
      instance: makeInstance(near.X, near.Y, moved, widths),
    },
    { id: `d=${d} somewhere`, expected: 'not-critical', instance: anywhere },
  ];
}

/** A few points of the largest networks, one of each class but the global minimizer: the peers take minutes for them. */
export const largestInstances = (): BenchInstance[] =>
  sizedInstances(LARGEST).filter(({ id }) =>
    [`swapped, r=${LARGEST / 2}`, `one pivot, r=${LARGEST / 2}`, `Z=0, r=${LARGEST / 2}`, 'somewhere'].some(
      (end) => id.endsWith(end) && !id.includes('bottleneck'),
    ),
  );

/** Instances of the generator of depthcert/decision: widths 1..5, H = 1..5, any data. */
export const mixedInstances = (count: number): BenchInstance[] =>
  fc.sample(mixed(), { seed: 20_260_101, numRuns: count }).map((instance, k) => ({ id: `mixed ${k}`, instance }));
