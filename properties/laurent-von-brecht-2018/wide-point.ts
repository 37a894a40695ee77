import fc, { type Arbitrary } from 'fast-check';
import type { AnyInstance } from '../../src/network/instance.ts';
import { criticalPointFrom } from '../generators/critical-assembly.ts';
import { criticalParameters } from '../generators/critical-point.ts';
import { plantedPoint } from '../generators/planted-point.ts';
import { transcendentalPoint } from '../generators/transcendental-point.ts';

/** Hidden layers made as wide as the narrower of input and output. */
export function wideWidths(drawn: readonly number[]): number[] {
  const last = drawn.length - 1;
  const least = Math.min(drawn[0]!, drawn[last]!);
  return drawn.map((width, h) => (h === 0 || h === last ? width : Math.max(width, least)));
}

/** Critical points with d_1, …, d_{H−1} ≥ min(d_0, d_H) of every loss. Shrinks as a critical point does. */
export const wideCriticalPoint = (): Arbitrary<AnyInstance> =>
  fc.oneof(
    criticalParameters({ minDepth: 2, maxWidth: 4, spectrum: 'any', stratum: 'free' }).map(
      (p) => criticalPointFrom({ ...p, hidden: p.hidden.map((n) => Math.max(n, p.dOut)) }).instance,
    ),
    plantedPoint({ rank: 'deficient', minDepth: 2, widths: wideWidths, points: ['critical'] }),
    transcendentalPoint({ rank: 'deficient', minDepth: 2, widths: wideWidths, points: ['critical'] }),
  );
