import fc, { type Arbitrary } from 'fast-check';
import type { Instance } from '../../src/network/instance.ts';
import { type CriticalParameters, criticalPointFrom } from '../generators/critical-assembly.ts';
import { type CriticalPointOptions, criticalParameters } from '../generators/critical-point.ts';

/**
 * The parameters of critical points of rank r < d with three or more layers that fit the r largest eigenvalues and have three blocks Z = 0, the
 * others arbitrary. d is the least width, r = 0..d−1. The Hessian is positive semidefinite: of the two complementary blocks of a
 * pivot (i,j), one contains a layer with Z = 0, and so has rank r (achour-2021, tightened). Shrinks as a critical point does, then to all Z = 0.
 */
export const badSaddleParameters = (options: CriticalPointOptions = {}): Arbitrary<CriticalParameters> =>
  fc
    .tuple(
      criticalParameters({ minDepth: 3, subsets: 'prefix', stratum: 'free', ...options }),
      fc.boolean(),
      fc.nat(9),
      fc.boolean(),
    )
    .map(([p, wide, from, filled]) => {
      const least = wide ? 2 : 1;
      const q = { ...p, hidden: p.hidden.map((n) => Math.max(least, n)), dOut: Math.max(least, p.dOut) };
      const zero = [0, 1, 2].map((k) => (from + k) % p.H);
      const blocks = p.blocks.map((z, h) => (filled && !zero.includes(h) ? z : []));
      const d = leastWidth(q);
      return { ...q, blocks, rank: d > 1 ? (wide ? 1 + (p.rank % (d - 1)) : p.rank % d) : 0 };
    });

/** d of a critical point of the stratum `free`. */
export const leastWidth = ({ H, hidden, dOut, wider, maxWidth }: CriticalParameters): number =>
  Math.min(dOut, Math.max(1, Math.min(maxWidth, dOut + wider)), ...hidden.slice(0, H - 1));

/** The parameters of saddles without negative curvature, H ≥ 3, also of the strata where fewer blocks are 0. Shrinks as a critical point does. */
export const allBadSaddleParameters = (): Arbitrary<CriticalParameters> =>
  fc.oneof(
    { weight: 6, arbitrary: badSaddleParameters() },
    { weight: 1, arbitrary: criticalParameters({ minDepth: 3, stratum: 'kernel' }) },
    { weight: 1, arbitrary: criticalParameters({ minDepth: 4, stratum: 'crossing' }) },
  );

export const badSaddle = (): Arbitrary<Instance> => allBadSaddleParameters().map((p) => criticalPointFrom(p).instance);
