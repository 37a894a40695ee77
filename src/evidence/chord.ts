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
 * From any W of a network with H ≥ 2 and X ≠ 0: a chord that the loss exceeds, so L is not convex.
 * Where the data see some layer, a factor W_k ≠ 0 with k ≥ 2, or W_1X ≠ 0: W′_k = 0, so L(W′) = ½‖Y‖², while the other layers are chosen
 * such that at the midpoint the product is K times a row of ½W_1 (for k = 1), or K·½(W_k)_{ab} in one entry and 0 elsewhere, with an input
 * that is not always 0: for large K the loss there exceeds both ends.
 * Otherwise W is as good as 0. If XYᵀ ≠ 0: a small W′ in one entry of each layer, such that the product lowers the loss. On the way the
 * product is s^H times the one at W′, below s times it, so the loss falls later than its chord.
 * If XYᵀ = 0, too, there is no such chord from W: L(W + s(W′ − W)) = ½s^{2H}‖R′X‖² + ½‖Y‖² is convex in s. Throws RangeError then.
 */
export function chordAbove(instance: Instance): EvidenceOf<'chord'> {
  if (depth(instance) < 2) throw new RangeError('with one layer the loss is convex');
  const input = seenInput(instance);
  const k = seenLayer(instance);
  const chords = k === undefined ? fromZero(instance) : blowUp(instance, k, input);
  for (const to of chords) {
    const chord = chordEvidence(instance, to);
    if (chord?.side === 'above') return chord;
  }
  throw new Error('large factors lift the midpoint above the chord');
}

/** An index k−1 with W_k ≠ 0, W_1X ≠ 0 for k = 1; undefined if there is none, so that the data cannot tell W from 0. */
function seenLayer({ weights, X }: Instance): number | undefined {
  const k = weights.findIndex((w, h) => !(h === 0 ? w.mul(X) : w).isZero());
  return k < 0 ? undefined : k;
}

/** Whether W acts on the data as 0 does: W_1X = 0, W_2 = … = W_H = 0. */
export const actsAsZero = (instance: Instance): boolean => seenLayer(instance) === undefined;

function* blowUp(instance: Instance, k: number, input: number): Generator<Matrix[]> {
  const { widths, weights, X } = instance;
  // Neuron number path[h] of layer h is on the path of the product; for k = 0 every input leads into neuron path[1].
  const seen = k === 0 ? weights[0]!.mul(X) : weights[k]!;
  const entry = seen.firstNonZero();
  const row = Math.floor(entry / seen.cols);
  const path = widths.map((_, h) => (h === k + 1 ? row : h === k ? entry % seen.cols : h === 0 ? input : 0));
  const scaled = k === 0 ? 1 : 0;
  for (let K = 2n; ; K *= 2n) {
    yield weights.map((w, h) =>
      h === k ? Matrix.zeros(w.rows, w.cols) : onPath(w, path, h, h === scaled ? K : 2n).sub(w),
    );
  }
}

function* fromZero(instance: Instance): Generator<Matrix[]> {
  const { Syx } = instance.loss;
  const entry = Syx.firstNonZero();
  if (entry < 0) throw new RangeError('XYᵀ = 0, and W acts as 0');
  const path = instance.widths.map(() => 0);
  path[0] = entry % Syx.cols;
  path[depth(instance)] = Math.floor(entry / Syx.cols);
  const sign = Syx.num[entry]! > 0n ? 1n : -1n;
  for (let epsilon = Rational.one; ; epsilon = epsilon.mul(half)) {
    yield instance.weights.map((w, h) => (h === 0 ? onPath(w, path, h, sign).scale(epsilon) : onPath(w, path, h, 1n)));
  }
}

/**
 * From any W, X ≠ 0: a chord that lies above the loss, so L is not concave. W′ has the entry K in one place of each layer, on a path
 * from an input that is not always 0. In K, L(W′) grows as c·K^{2H} and L at the midpoint as 4^{−H} c·K^{2H}.
 */
export function chordBelow(instance: Instance): EvidenceOf<'chord'> {
  const input = seenInput(instance);
  const path = instance.widths.map((_, h) => (h === 0 ? input : 0));
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

/** The first input that is not 0 in every sample. */
function seenInput({ X, widths }: Instance): number {
  if (Math.min(...widths) < 1) throw new RangeError('a layer without neurons');
  const input = range(X.rows).find((i) => !X.row(i).isZero());
  if (input === undefined) throw new RangeError('X = 0');
  return input;
}
