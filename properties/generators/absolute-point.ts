import fc, { type Arbitrary } from 'fast-check';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type ExactInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { deepened } from './deepened.ts';
import { choice, fewSteps } from './small.ts';

/**
 * Local minima of Σ w_kl|R_kl − Y_kl| with R = 0 that are not global: X = I, and Y has one entry (k, l) that is not 0. At a hidden layer with d
 * neurons, B_j has entries in p columns, A_j in the other d − p rows, all in different rows or columns, so that B_jA_j = 0; row k of B_j and
 * column l of A_j are zero. Near such a point R′_kl is a sum of products of a small number and another entry of R′.
 * Shrinks to the widths 1-1-2 with Y = (1, 0)ᵀ; with d = 2, p = 1 and widths 2-2-2 it is the counterexample of zhang-2019.
 */
export const absolutePoint = (): Arbitrary<ExactInstance> =>
  fc
    .record({
      sizes: choice<readonly [d: number, p: number]>([
        [1, 1],
        [2, 1],
        [2, 1],
        [2, 1],
        [1, 0],
        [2, 0],
        [2, 2],
      ]),
      more: choice<readonly [inputs: number, outputs: number]>([
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 1],
      ]),
      /** The zero column of A_j and the zero row of B_j. */
      zeros: fc.tuple(fc.nat(2), fc.nat(2)),
      entries: fc.array(choice(['1', '1', '-1', '2', '1/2']), { minLength: 3, maxLength: 3 }),
      target: choice(['1', '1', '-1', '3', '1/2']),
      weights: fc.array(choice(['1', '1', '2', '1/2', '5']), { minLength: 1, maxLength: 6 }),
      wider: fc.array(choice([0, 0, 1]), { maxLength: 2 }),
      place: fc.nat(2),
      gauges: fc.array(fewSteps(2), { minLength: 3, maxLength: 3 }),
    })
    .map(({ sizes: [d, p], more, zeros, entries, target, weights, wider, place, gauges }) => {
      const [inputs, outputs] = [d - p + 1 + more[0], p + 1 + more[1]];
      const others = (n: number, zero: number) => range(n).filter((i) => i !== zero % n);
      const [cols, rows] = [others(inputs, zeros[0]), others(outputs, zeros[1])];
      const value = (i: number) => Rational.parse(entries[i]!);
      const B = Matrix.of(outputs, d, (a, s) => (s < p && rows[s] === a ? value(s) : Rational.zero));
      const A = Matrix.of(d, inputs, (s, b) => (s >= p && cols[s - p] === b ? value(s) : Rational.zero));
      // The first zero row and column: the evidence is about them.
      const k = range(outputs).find((a) => B.row(a).isZero())!;
      const l = range(inputs).find((b) => A.col(b).isZero())!;
      const Y = Matrix.of(outputs, inputs, (a, b) => (a === k && b === l ? Rational.parse(target) : Rational.zero));
      const hidden = [...wider.slice(0, place), 0, ...wider.slice(place)].map((extra) => d + extra);
      const w = range(outputs).map((a) => range(inputs).map((b) => weights[(a * inputs + b) % weights.length]!));
      return makeInstanceWithLoss(Matrix.identity(inputs), Y, deepened(B, A, hidden, gauges), {
        kind: 'absolute',
        weights: w,
      });
    });
