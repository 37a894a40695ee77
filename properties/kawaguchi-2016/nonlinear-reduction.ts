/**
 * kawaguchi-2016: K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110. The reduction of nonlinear networks
 * to linear ones (Section 3, the model behind Corollary 3.2).
 *
 * The output of a network with ReLU after every layer but the last is a sum over paths: Ŷ_kl = q Σ_p X_{i(p)l} · z_{p,l} · w_{p,k}, where p runs through the
 * n = d_0⋯d_{H−1} paths to output k, i(p) is the input it starts from, w_{p,k} the product of the weights along it, and z_{p,l} = 1 if all hidden neurons on
 * it are active in sample l, 0 if not. If the z are random, with P(z = 1) = ρ, independently of X and W, the expected output is qρ·W_H⋯W_1X: that of a
 * deep linear network.
 *
 * (A1) each path is active with probability ρ, and this depends on neither X nor W: true by construction, ρ is one number for all paths.
 * (A2) the paths are active independently of each other: true by construction, the mask probabilities are products.
 *
 * A certificate proves the expansion for the actual activations of this network on these samples, and the expectation for one ρ, by going
 * through all 2ⁿ masks of the paths (n ≤ 12). ρ is the share of active paths in the actual network. The loss plays no part.
 *
 * A1 is what the reduction rests on: actual activations depend on the input, and the network then computes no multiple of RX (variant
 * `dependent-activations`). A2 is not needed, as the expectation is linear: certificates without A2 let one coin switch all paths.
 *
 * Deviation. The factor q, a normalization, scales both sides and is left out (q = 1). Biases and other thresholds are not part of the model.
 */
import {
  type Conclusion,
  Disagreement,
  type Hypothesis,
  type Property,
  property,
  type Variant,
} from '../../src/campaign/property.ts';
import type { Proof } from '../../src/certificate/certificate.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { range } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import type { AnyInstance, Instance } from '../../src/network/instance.ts';
import { partialProducts } from '../../src/network/network.ts';
import {
  expectedOutputs,
  isActive,
  type Joint,
  type Path,
  paths,
  sumOverPaths,
} from '../../src/network/path-expansion.ts';
import { type ForwardPass, forward } from '../../src/network/relu.ts';
import { necessary, notNeeded } from '../audits.ts';
import { coverage } from '../generators/coverage.ts';
import { squarePoint } from '../hypotheses.ts';
import { point, scalar } from '../points.ts';
import { MOST_PATHS, smallNetwork } from './small-network.ts';

interface Expanded {
  readonly instance: Instance;
  readonly all: readonly Path[];
  readonly pass: ForwardPass;
  /** The share of (path, sample) that are active; ½ if there are none. */
  readonly rho: Rational;
}

/** Throws RangeError for another loss than the square loss, and for more than 12 paths to an output. */
function expand(given: AnyInstance): Expanded {
  const { instance } = squarePoint(given);
  const n = instance.widths.slice(0, -1).reduce((product, width) => product * width, 1);
  if (n > MOST_PATHS) throw new RangeError(`${n} paths to an output, above ${MOST_PATHS}`);
  const all = paths(instance);
  const pass = forward(instance, instance.X);
  const samples = range(instance.X.cols);
  const active = all.reduce((sum, path) => sum + samples.filter((l) => isActive(path, pass, l)).length, 0);
  const total = all.length * samples.length;
  const rho = total === 0 ? new Rational(1n, 2n) : new Rational(BigInt(active), BigInt(total));
  return { instance, all, pass, rho };
}

/** The actual network is the sum over its paths. */
function expansion({ instance, all, pass }: Expanded): Evidence {
  if (!sumOverPaths(instance, instance.X, all, pass).equals(pass.outputs))
    throw new Disagreement('the forward pass and the sum over paths differ');
  return { kind: 'path-expansion' };
}

/** Enumeration agrees with linearity. */
function expectation({ instance, all, rho }: Expanded, joint: Joint): Evidence {
  const linear = partialProducts(instance).R.mul(instance.X).scale(rho);
  if (!expectedOutputs(instance, instance.X, all, rho, joint).equals(linear))
    throw new Disagreement('the mean over all masks is not ρRX');
  return { kind: 'bernoulli', rho: rho.toString(), joint };
}

const concludeFor =
  (joint: Joint) =>
  (it: Expanded): Conclusion => ({ verdict: 'holds', evidence: [expansion(it), expectation(it, joint)] });

const linearOutputs = ({ instance }: Expanded) => partialProducts(instance).R.mul(instance.X);

/** The outputs of the actual network are c·RX for some c. */
function isMultiple(it: Expanded): boolean {
  const [actual, linear] = [it.pass.outputs, linearOutputs(it)];
  const entry = linear.num.findIndex((x) => x !== 0n);
  if (entry < 0) return actual.isZero();
  return actual.equals(linear.scale(new Rational(actual.num[entry]! * linear.den, linear.num[entry]! * actual.den)));
}

const fails = (...evidence: Evidence[]): Proof => ({ verdict: 'fails', hypotheses: [], evidence });

const dependentActivations: Variant = {
  id: 'dependent-activations',
  claim: 'The network with its actual activations, which depend on the input, computes ρRX for some ρ.',
  refute: (instance) => {
    const it = expand(instance);
    return isMultiple(it) ? undefined : fails(expansion(it));
  },
};

const halfRho: Variant = {
  id: 'half-rho',
  claim: 'The expected output is ½ρRX.',
  refute: (instance) => {
    const it = expand(instance);
    return it.rho.sign === 0 || linearOutputs(it).isZero() ? undefined : fails(expectation(it, 'independent'));
  },
};

/** Both are in the kind of evidence, so no certificate lists them. */
const hypotheses: readonly Hypothesis[] = [
  {
    id: 'A1',
    text: 'each path is active with probability ρ, independently of X and W',
    status: 'true by construction',
    audit: necessary('dependent-activations'),
  },
  {
    id: 'A2',
    text: 'the paths are active independently of each other',
    status: 'true by construction',
    audit: notNeeded(smallNetwork()),
  },
];

const share = (it: Expanded): number => it.rho.toDouble();

const proven = property({
  id: 'kawaguchi-2016/nonlinear-reduction',
  source:
    'K. Kawaguchi, Deep Learning without Poor Local Minima, NeurIPS 2016, arXiv 1605.07110, Section 3, reduction of nonlinear networks',
  statement:
    'A ReLU network computes Σ_p X_{i(p)}·z_p·w_p over its paths p, z_p the activation and w_p the product of the weights. If each z_p is 1 with ' +
    'probability ρ and 0 otherwise, independently of X, W and each other, the expected output is ρ·W_H⋯W_1X.',
  proves:
    'On these samples the ReLU network is the sum over its paths, and for one ρ the mean over all 2ⁿ masks of activations is ρ·W_H⋯W_1X.',
  hypotheses: [],
  generator: smallNetwork(),
  subject: expand,
  conclude: concludeFor('independent'),
  coverage: [
    ...coverage({
      classes: { 'width 1': 0.4, 'H = 1': 0.03, 'H = 2': 0.15, 'H ≥ 3': 0.3, 'r = 0': 0.15, 'zero layer': 0.15 },
    }),
    { name: 'no path is active', minimum: 0.1, holds: (instance) => share(expand(instance)) === 0 },
    { name: 'every path is active', minimum: 0.03, holds: (instance) => share(expand(instance)) === 1 },
    {
      name: 'some paths are active',
      minimum: 0.2,
      holds: (instance) => share(expand(instance)) > 0 && share(expand(instance)) < 1,
    },
    { name: 'ten or more paths', minimum: 0.05, holds: (instance) => paths(instance).length >= 10 },
  ],
  variants: [dependentActivations, halfRho],
  examples: [
    {
      name: 'holds',
      instance: point([[1, -1]], [[0, 0]], [[1], [-1]], [[2, 1]]),
    },
    { name: 'holds-three-layers', instance: scalar(0, 1, 2, 3) },
  ],
});

export const nonlinearReduction: Property = {
  ...proven,
  hypotheses,
  proveWithout: (instance, hypothesis) =>
    hypothesis === 'A2' ? { ...concludeFor('one-coin')(expand(instance)), hypotheses: [] } : undefined,
};
