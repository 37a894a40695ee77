import fc, { type Arbitrary } from 'fast-check';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { type Instance, makeInstance } from '../../src/network/instance.ts';
import { depth } from '../../src/network/network.ts';
import { choice } from '../generators/small.ts';

/**
 * One more hidden neuron that does not change the product. `split`: a copy of a neuron, the outgoing weights shared between both;
 * `silent`: no incoming weights; `deaf`: no outgoing weights. `value` fills the side that is free.
 */
export interface Widening {
  readonly layer: number;
  readonly kind: 'split' | 'silent' | 'deaf';
  readonly neuron: number;
  readonly value: bigint;
}

/** The instance with one more neuron; as it is for H = 1. The product R is the same; the gradient need not be. */
export function widened(instance: Instance, { layer, kind, neuron, value }: Widening): Instance {
  const H = depth(instance);
  if (H === 1) return instance;
  const h = layer % (H - 1);
  const [below, above] = [instance.weights[h]!, instance.weights[h + 1]!];
  const k = neuron % below.rows;
  const filled = (rows: number, cols: number) => Matrix.build(rows, cols, () => value);
  const incoming =
    kind === 'split'
      ? below.row(k)
      : kind === 'silent'
        ? filled(1, below.cols).scale(Rational.zero)
        : filled(1, below.cols);
  const share = kind === 'split' ? above.col(k).scale(new Rational(value, 2n)) : undefined;
  const outgoing = share ?? filled(above.rows, 1).scale(kind === 'silent' ? Rational.one : Rational.zero);
  const rest = share ? above.sub(share.mul(Matrix.unit(above.cols, k).transpose())) : above;
  const weights = instance.weights.map((w, i) =>
    i === h ? below.above(incoming) : i === h + 1 ? rest.beside(outgoing) : w,
  );
  return makeInstance(instance.X, instance.Y, weights);
}

/** Points of the same product in a wider network, for points from another generator. Shrinks to the point itself. */
export const fibrePoint = (points: Arbitrary<Instance>): Arbitrary<Instance> =>
  fc
    .tuple(
      points,
      fc.array(
        fc.record<Widening>({
          layer: fc.nat(9),
          kind: choice(['split', 'split', 'silent', 'deaf']),
          neuron: fc.nat(9),
          value: choice([0n, 1n, 1n, 2n, -1n]),
        }),
        { maxLength: 2 },
      ),
    )
    .map(([point, widenings]) => widenings.reduce(widened, point));
