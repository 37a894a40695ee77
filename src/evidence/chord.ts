import { Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import type { Instance } from '../network/instance.ts';
import { depth, partialProducts } from '../network/network.ts';
import type { EvidenceOf } from './evidence.ts';

const half = new Rational(1n, 2n);

const lossAt = (instance: Instance, weights: readonly Matrix[]): Rational =>
  instance.loss.value(partialProducts({ widths: instance.widths, weights }).R);

/** L(W + s(W′ − W)) − (1 − s)L(W) − sL(W′). */
export function chordGap(instance: Instance, to: readonly Matrix[], s: Rational): Rational {
  const between = instance.weights.map((w, k) => w.add(to[k]!.sub(w).scale(s)));
  const straight = lossAt(instance, instance.weights).mul(Rational.one.sub(s)).add(lossAt(instance, to).mul(s));
  return lossAt(instance, between).sub(straight);
}

/** The chord from W to W′ with the side on which the loss at s lies, or undefined if the loss lies on the chord. */
export function chordEvidence(
  instance: Instance,
  to: readonly Matrix[],
  s: Rational = half,
): EvidenceOf<'chord'> | undefined {
  const gap = chordGap(instance, to, s);
  if (gap.sign === 0) return undefined;
  return {
    kind: 'chord',
    to: to.map((m) => m.toRows()),
    s: s.toString(),
    side: gap.sign > 0 ? 'above' : 'below',
  };
}

/**
 * From any W of a network with H ≥ 2, X without zero rows and XYᵀ ≠ 0: a chord that the loss exceeds, so L is not convex.
 * W ≠ 0: let W_k have a non-zero entry. W′_k = 0, so L(W′) = ½‖Y‖², while the other layers are chosen such that at the
 * midpoint the product is K·½(W_k)_{ab} in one entry and 0 elsewhere: for large K the loss there exceeds both ends.
 * W = 0: a small W′ in one entry of each layer, such that the product lowers the loss. On the way the product is s^H times
 * the one at W′, below s times it, so the loss falls later than its chord.
 */
export function chordAbove(instance: Instance): EvidenceOf<'chord'> {
  if (depth(instance) < 2) throw new RangeError('with one layer the loss is convex');
  requireInputs(instance);
  const k = instance.weights.findIndex((w) => !w.isZero());
  const chords = k < 0 ? fromZero(instance) : blowUp(instance, k);
  for (const to of chords) {
    const chord = chordEvidence(instance, to);
    if (chord?.side === 'above') return chord;
  }
  throw new Error('large factors lift the midpoint above the chord');
}

function* blowUp(instance: Instance, k: number): Generator<Matrix[]> {
  const cols = instance.weights[k]!.cols;
  const entry = instance.weights[k]!.num.findIndex((x) => x !== 0n);
  // The path of the product: neuron number path[h] of layer h.
  const path = instance.widths.map((_, h) => (h === k ? entry % cols : h === k + 1 ? Math.floor(entry / cols) : 0));
  const scaled = k === 0 ? 1 : 0;
  for (let K = 2n; ; K *= 2n) {
    yield instance.weights.map((w, h) =>
      h === k ? Matrix.zeros(w.rows, w.cols) : onPath(w, path, h, h === scaled ? K : 2n).sub(w),
    );
  }
}

function* fromZero(instance: Instance): Generator<Matrix[]> {
  const { Syx } = instance.loss;
  const entry = Syx.num.findIndex((x) => x !== 0n);
  if (entry < 0) throw new RangeError('XYᵀ = 0');
  const path = instance.widths.map(() => 0);
  path[0] = entry % Syx.cols;
  path[depth(instance)] = Math.floor(entry / Syx.cols);
  const sign = Syx.num[entry]! > 0n ? 1n : -1n;
  for (let epsilon = Rational.one; ; epsilon = epsilon.mul(half)) {
    yield instance.weights.map((w, h) => (h === 0 ? onPath(w, path, h, sign).scale(epsilon) : onPath(w, path, h, 1n)));
  }
}

/**
 * From any W, X without zero rows: a chord that lies above the loss, so L is not concave. W′ has the entry K in one place of
 * each layer. In K, L(W′) grows as c·K^{2H} and L at the midpoint as 4^{−H} c·K^{2H}.
 */
export function chordBelow(instance: Instance): EvidenceOf<'chord'> {
  requireInputs(instance);
  const path = instance.widths.map(() => 0);
  for (let K = 1n; ; K *= 2n) {
    const chord = chordEvidence(
      instance,
      instance.weights.map((w, h) => onPath(w, path, h, K)),
    );
    if (chord?.side === 'below') return chord;
  }
}

/** Shaped as w = W_{h+1}: c between the neurons of the path, 0 elsewhere. */
const onPath = (w: Matrix, path: readonly number[], h: number, c: bigint): Matrix =>
  Matrix.build(w.rows, w.cols, (i, j) => (i === path[h + 1] && j === path[h] ? c : 0n));

function requireInputs({ X, widths }: Instance): void {
  if (Math.min(...widths) < 1) throw new RangeError('a layer without neurons');
  if (range(X.rows).some((i) => X.row(i).isZero())) throw new RangeError('X has a zero row');
}
