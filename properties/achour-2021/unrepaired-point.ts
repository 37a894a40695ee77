import fc, { type Arbitrary } from 'fast-check';
import { complement, Matrix, range } from '../../src/exact/matrix.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { type CriticalParameters, criticalPointFrom, subsets, weightsFrom } from '../generators/critical-assembly.ts';
import { criticalParameters } from '../generators/critical-point.ts';
import { smallestZero } from '../generators/only-without.ts';
import { type SpectralParameters, spectralData } from '../generators/rational-spectrum.ts';

interface Chain {
  /** The layer, from 0, with Z = 0. */
  readonly zero: number;
  /** Which of the targets that are not fitted the chain of ones comes from and leads to; counted from the last one for −1. */
  readonly from: 0 | -1;
  readonly to: 0 | -1;
}

/** The parameterization with r < d and one chain of ones through all blocks but one: Z_H⋯Z_1 = 0, so R = U_SU_SᵀM. */
function chainPoint(
  p: CriticalParameters,
  data: SpectralParameters,
  prefix: boolean,
  { zero, from, to }: Chain,
): Instance {
  const widths = [p.dOut + Math.max(0, p.wider), ...p.hidden.slice(0, p.H - 1), p.dOut];
  const r = p.rank % Math.min(...widths);
  const all = subsets(p.dOut, r);
  const S = all[prefix ? 0 : p.subset % all.length]!;
  const Q = complement(p.dOut, S);
  const made = spectralData(widths[0]!, p.dOut, data);
  const blocks = range(p.H).map((h) => {
    const [rows, cols] = [widths[h + 1]! - r, h === 0 ? widths[0]! : widths[h]! - r];
    const into = h === p.H - 1 && to === -1 ? rows - 1 : 0;
    const out = h === 0 ? Q.at(from)! : 0;
    return Matrix.build(rows, cols, (i, j) => (h !== zero && i === into && j === out ? 1n : 0n));
  });
  return makeInstance(made.X, made.Y, weightsFrom(widths, S, made, blocks, p.gauges), widths);
}

const parameters = () => criticalParameters({ minDepth: 2, maxWidth: 4, stratum: 'free' });

/**
 * Points with R = U_SU_SᵀM that are not critical, r < d, H ≥ 2: one block is 0, and the product of the others around it is not. Shrinks to few
 * layers and r = 0.
 */
export const oneZeroBlock = (): Arbitrary<Instance> =>
  fc.tuple(parameters(), fc.nat(9)).map(([p, at]) => chainPoint(p, p.data, false, { zero: at % p.H, from: 0, to: 0 }));

/**
 * Critical points with λ_{d_H} = 0 and r < d, H ≥ 2, where Z_1 = 0 and Z_H⋯Z_2 ≠ 0 leads to the eigenvector of the eigenvalue 0, to which the
 * gradient of W_1 is blind. Shrinks to two layers and r = 0.
 */
export const intoDeficientTarget = (): Arbitrary<Instance> =>
  parameters().map((p) => chainPoint(p, smallestZero(p.data, p.dOut), true, { zero: 0, from: 0, to: -1 }));

/** Global minimizers on data with d_H > d, H ≥ 2. Shrinks as a critical point does. */
export const narrowMinimizer = (): Arbitrary<Instance> =>
  criticalParameters({ minDepth: 2, maxWidth: 4, stratum: 'free', subsets: 'prefix' }).map((p) => {
    const dOut = Math.max(2, p.dOut);
    const hidden = p.hidden.map((n, h) => (h === 0 ? Math.min(n, dOut - 1) : n));
    return criticalPointFrom({ ...p, dOut, hidden, wider: Math.max(0, p.wider), rank: dOut }).instance;
  });
