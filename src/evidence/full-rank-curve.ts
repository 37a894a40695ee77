import { echelon, inverse } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational } from '../exact/rational.ts';
import { chain, depth, type Network } from '../network/network.ts';
import type { EvidenceOf, FullRank } from './evidence.ts';

/**
 * A line W + tV and a t ≤ 1/8 at which all products W_i(t)⋯W_j(t) have full rank. V consists of padded identities: products of those have
 * full rank, and they are the leading coefficients of W_i(t)⋯W_j(t), so that only finitely many t fail.
 */
export function fullRankCurve(net: Network): EvidenceOf<'full-rank-curve'> {
  const padded = net.weights.map((w) => Matrix.build(w.rows, w.cols, (i, j) => (i === j ? 1n : 0n)));
  let t = new Rational(1n, 8n);
  for (;;) {
    const weights = net.weights.map((w, h) => w.add(padded[h]!.scale(t)));
    const ranks = fullRanks({ widths: net.widths, weights });
    if (ranks) {
      const curve = padded.map((m, h) => ({ layer: h + 1, power: 1, matrix: m.toRows() }));
      return { kind: 'full-rank-curve', curve, t: t.toString(), ranks };
    }
    t = t.mul(new Rational(1n, 2n));
  }
}

/** Invertible submatrices of full size of all W_i⋯W_j, i = 1..H, j = 1..i in this order; undefined if one has not full rank. */
function fullRanks(net: Network): FullRank[] | undefined {
  const out: FullRank[] = [];
  for (const i of range(depth(net))) {
    for (const j of range(i + 1)) {
      const product = chain(net, i + 1, j + 1);
      const { rank, pivotRows, pivotCols } = echelon(product);
      if (rank < Math.min(...net.widths.slice(j, i + 2))) return undefined;
      const rows = [...pivotRows].sort((a, b) => a - b);
      out.push({ rows, cols: [...pivotCols], inverse: inverse(product.select(rows, pivotCols))!.toRows() });
    }
  }
  return out;
}
