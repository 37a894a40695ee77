import { Matrix } from '../../src/exact/matrix.ts';

/** The layers with neuron 0 of the first bottleneck layer cut off: rank R ≤ d − 1. */
export function withoutNeuron(widths: readonly number[], weights: readonly Matrix[]): Matrix[] {
  const j = widths.indexOf(Math.min(...widths));
  const keep = (n: number) => Matrix.build(n, n, (a, b) => (a === b && a > 0 ? 1n : 0n));
  return weights.map((w, h) => (h === j - 1 ? keep(w.rows).mul(w) : j === 0 && h === 0 ? w.mul(keep(w.cols)) : w));
}
