import type { EvidenceOf } from '../../evidence/evidence.ts';
import { type Matrix, range } from '../../exact/matrix.ts';
import { Rational } from '../../exact/rational.ts';
import { depth } from '../../network/network.ts';
import { isActive, type Path, paths, pathWeights } from '../../network/path-expansion.ts';
import { forward } from '../../network/relu.ts';
import type { Context } from './context.ts';
import { show, showAll } from './text.ts';

/** Paths beyond which they are counted, not listed. */
const LISTED = 16;

/** A ReLU network as a sum over its paths: `path-expansion`, `bernoulli`. */
export function explainPathExpansion({ instance, products }: Context): string[] {
  const all = paths(instance);
  const pass = forward(instance, instance.X);
  const weights = pathWeights(instance, all);
  const samples = range(instance.X.cols);
  const along = (path: Path, p: number) =>
    `- ${path.join(' → ')}: weights ${weights
      .col(p)
      .toRows()
      .map(([w]) => w)
      .join(', ')}; active in ${samples.filter((l) => isActive(path, pass, l)).length} of ${samples.length} samples`;
  return [
    `The network with these layers and ReLU after ${depth(instance) === 1 ? 'none of them, as there is only the last' : 'every layer but the last'} computes, for output k and sample l, the sum over ${all.length === 1 ? 'the one path' : `${all.length} paths`} of input · activation · product of the weights: both sides are recomputed, and are equal. A path is a neuron of each layer from the input to the last hidden one, numbered from 0.`,
    '',
    ...(all.length <= LISTED ? [...all.map(along), ''] : []),
    ...showAll([
      ['outputs', pass.outputs],
      ['RX', products.R.mul(instance.X)],
    ]),
  ];
}

export function explainBernoulli({ rho, joint }: EvidenceOf<'bernoulli'>, { instance, products }: Context): string[] {
  const n = paths(instance).length;
  const how =
    joint === 'independent'
      ? `Each of the ${n} paths to an output is active with probability ρ = ${rho}, independently of the others; a mask with c active paths has the probability ρᶜ(1−ρ)ⁿ⁻ᶜ.`
      : `One coin switches all ${n} paths to an output: they are active together with probability ρ = ${rho}.`;
  const expected: Matrix = products.R.mul(instance.X).scale(Rational.parse(rho));
  return [`${how} The mean of the output over all ${2 ** n} masks is ρ·RX.`, '', ...show('ρ·RX', expected)];
}
