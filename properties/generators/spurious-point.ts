import fc, { type Arbitrary } from 'fast-check';
import { inverse } from '../../src/exact/elimination.ts';
import { Matrix, range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type ExactInstance, makeInstanceWithLoss } from '../../src/network/instance.ts';
import { deepened } from './deepened.ts';
import { invertibleFrom } from './invertible.ts';
import { choice, fewSteps, type Step } from './small.ts';

/** The weight ε off the diagonal, and the target [[y, z], [z, y]]. */
type Core = readonly [epsilon: string, y: string, z: string];

/** All with z > 0 and y(1 − ε) > 2εz. The first is the counterexample of zhang-2019. */
const cores: readonly [Core, ...Core[]] = [
  ['1/14', '1', '1/2'],
  ['1/14', '1', '1/2'],
  ['1/10', '1', '1'],
  ['1/4', '2', '1'],
  ['1/3', '1', '1/4'],
  ['1/2', '3', '1'],
];

interface Parameters {
  readonly core: Core;
  readonly copies: number;
  /** Inputs and outputs without weights, and the target where both meet, in units of y. */
  readonly extra: readonly [inputs: number, outputs: number, target: bigint];
  readonly wider: readonly number[];
  readonly place: number;
  readonly P: readonly bigint[];
  readonly Q: readonly bigint[];
  readonly scale: bigint;
  readonly X: readonly Step[];
  readonly gauges: readonly (readonly Step[])[];
}

/**
 * Local minima of a weighted square loss that are not global. Two layers, one hidden unit, X = I, weights 1 on the diagonal and ε off it:
 * u = (1, −1)ᵀ, v = s(1, −1) with s = (y − εz)/(1 + ε) has the slope Φ′(E) = g·11ᵀ, g = s − y, so that both gradients vanish. In the
 * directions δu = (a + a′, a − a′), δv = (b + b′, b − b′), with c = sa′ + b′,
 *   D²L = 2(1 + ε)c² + 2(sa + b)² + 2ε(sa − b)² + 8gab,
 * which vanishes only for a = b = c = 0, if 2s > y, that is y(1 − ε) > 2εz: a kernel of dimension 1. The loss is ε(y + z)²/(1 + ε) there, and
 * ε(y − z)²/(1 + ε) at (1, 1)ᵀ·t(1, 1), which is less for z > 0.
 * Further copies as diagonal blocks, with weights 1 between them, and inputs and outputs without weights keep all this (each pair of
 * directions between blocks adds 4s²a² + 4b² + 8gab). So do positive factors of the weights, E → PEQ with diagonal P and Q and the
 * weights over (p_k·q_l)², an invertible X, gauges, and more layers.
 * Shrinks to one copy of the first core on X = I with two layers.
 */
export const spuriousPoint = (): Arbitrary<ExactInstance> =>
  fc
    .record<Parameters>({
      core: choice(cores),
      copies: choice([1, 1, 1, 1, 2]),
      extra: choice<Parameters['extra']>([
        [0, 0, 0n],
        [0, 0, 0n],
        [1, 0, 0n],
        [0, 1, 0n],
        [1, 1, 0n],
        [1, 1, 1n],
      ]),
      wider: fc.array(choice([0, 0, 1, 2]), { maxLength: 2 }),
      place: fc.nat(2),
      P: fc.array(choice([1n, 1n, -1n, 2n]), { minLength: 5, maxLength: 5 }),
      Q: fc.array(choice([1n, 1n, -1n, 2n]), { minLength: 5, maxLength: 5 }),
      scale: choice([1n, 1n, 2n, 3n]),
      X: fewSteps(2),
      gauges: fc.array(fewSteps(2), { minLength: 3, maxLength: 3 }),
    })
    .map(spuriousPointFrom);

function spuriousPointFrom({ core, copies, extra, wider, place, ...p }: Parameters): ExactInstance {
  const [epsilon, y, z] = core.map((text) => Rational.parse(text)) as [Rational, Rational, Rational];
  const s = y.sub(epsilon.mul(z)).div(Rational.one.add(epsilon));
  const [inputs, outputs] = [2 * copies + extra[0], 2 * copies + extra[1]];
  const inBlock = (k: number, l: number) => k < 2 * copies && l < 2 * copies && Math.floor(k / 2) === Math.floor(l / 2);
  const target = (k: number, l: number) => {
    if (inBlock(k, l)) return k === l ? y : z;
    return k >= 2 * copies && l >= 2 * copies ? y.mul(new Rational(extra[2])) : Rational.zero;
  };
  const sign = (k: number) => (k % 2 === 0 ? Rational.one : Rational.one.neg());
  const block = (k: number, h: number) => k < 2 * copies && Math.floor(k / 2) === h;
  const [P, Q] = [p.P, p.Q].map((list) => list.map((x) => new Rational(x))) as [Rational[], Rational[]];
  const B = Matrix.of(outputs, copies, (k, h) => (block(k, h) ? sign(k).mul(P[k]!) : Rational.zero));
  const A = Matrix.of(copies, inputs, (h, l) => (block(l, h) ? sign(l).mul(s).mul(Q[l]!) : Rational.zero));
  const Y = Matrix.of(outputs, inputs, (k, l) => target(k, l).mul(P[k]!).mul(Q[l]!));
  const weights = range(outputs).map((k) =>
    range(inputs).map((l) => {
      const scale = P[k]!.mul(Q[l]!);
      const weight = inBlock(k, l) && k !== l ? epsilon : Rational.one;
      return weight.mul(new Rational(p.scale)).div(scale.mul(scale)).toString();
    }),
  );
  const X = invertibleFrom(inputs, p.X);
  const hidden = [...wider.slice(0, place), 0, ...wider.slice(place)].map((more) => copies + more);
  const W = deepened(B, A.mul(inverse(X)!), hidden, p.gauges);
  return makeInstanceWithLoss(X, Y, W, { kind: 'weighted-square', weights });
}
