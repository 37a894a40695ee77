import type { Domination, EvidenceOf, Polynomial, Rows } from '../../evidence/evidence.ts';
import { Matrix } from '../../exact/matrix.ts';
import { type Context, factors, sub } from './context.ts';
import { indexSet, show, showAll } from './text.ts';

/** What happens to the product when W moves a little: `flat`, `moved`, `full-rank-curve`, `point-lift`, `domination`. */
export const explainFlat = ({ curve }: EvidenceOf<'flat'>): string[] => [
  'Along the curve W(t), with W(0) = W and the terms below added, W_H(t)⋯W_1(t) = R for every t: all coefficients but the constant one vanish.',
  '',
  ...showAll(
    curve.map(({ layer, power, matrix }) => [`W${sub(layer)}(t): ${power === 1 ? 't' : `t^${power}`} ·`, matrix]),
  ),
];

export function explainMoved({ j, matrix }: EvidenceOf<'moved'>, { products: { A, B }, instance }: Context): string[] {
  const change = B[j + 1]!.mul(Matrix.fromRows(matrix, instance.widths[j]!)).mul(A[j]!);
  return [
    `B_${j}C = 0, but W_${j + 1} + tC has the product R + t·B_${j + 1}CA_${j}, and B_${j + 1}CA_${j} is not 0.`,
    '',
    ...showAll([
      ['C', matrix],
      [`B${sub(j)}`, B[j]!],
      [`B${sub(j + 1)}CA${sub(j)}`, change],
    ]),
  ];
}

export function explainFullRankCurve(
  { curve, t, ranks }: EvidenceOf<'full-rank-curve'>,
  { instance }: Context,
): string[] {
  const pairs = instance.weights.flatMap((_, h) =>
    instance.weights.slice(0, h + 1).map((_, k) => [h + 1, k + 1] as const),
  );
  return [
    curve.length === 0
      ? 'All partial products have full rank at W itself:'
      : `At W + tV with t = ${t} all partial products have full rank; V is below, and 0 in the layers not shown. A minor of a partial product is a polynomial in t, so only finitely many t are exceptions.`,
    '',
    ...showAll(curve.map(({ layer, matrix }) => [`V${sub(layer)}`, matrix] as const)),
    ...ranks.map(({ rows, cols }, n) => {
      const [i, j] = pairs[n]!;
      return `- ${factors(i, j)}: the rows ${indexSet(rows)} and columns ${indexSet(cols)} are invertible, and ${rows.length} is the least width along it.`;
    }),
    '',
    ...showAll(ranks.map(({ inverse }, n) => [`inverse for ${factors(...pairs[n]!)}`, inverse])),
  ];
}

export function explainPointLift(
  { j, target, C, D, N, K, bound }: EvidenceOf<'point-lift'>,
  { instance: { widths }, products: { A, B } }: Context,
): string[] {
  const H = widths.length - 1;
  const read = (rows: Rows, cols: number) => Matrix.fromRows(rows, cols);
  const R = read(target, widths[0]!);
  const newB = j < H ? R.mul(read(N, widths[j]!)) : B[j]!;
  const newA = read(K, widths[H]!).mul(R);
  const moves = [
    ...(j > 0 ? [`W′_1 = W_1 + C(A′ − A_${j}) with ${chain(j, 2)}C = I`] : []),
    ...(j < H ? [`W′_${H} = W_${H} + (B′ − B_${j})D with D${chain(H - 1, j + 1)} = I`] : []),
  ];
  return [
    `R′ is the product of layers near W, by way of the bottleneck d_${j} = ${widths[j]}: ${j < H ? `B′ = R′N with A_${j}N = I` : `B′ = B_${j} = I`}, and A′ = KR′ with KB′ = I. ${moves.join(', and ')}; the other layers stay, and the new product is B′A′ = R′.`,
    `‖W′ − W‖² ≤ β‖R′ − R‖² with β = ${bound} ≥ ‖D‖²‖N‖² + 2‖C‖²‖K‖²(1 + ‖N‖²‖A_${j}‖²).`,
    '',
    ...showAll([
      ['R′', target],
      ['R', A[H]!],
      ['A′', newA],
      ['B′', newB],
      ...(j > 0 ? [['C', C] as const] : []),
      ...(j < H ? [['D', D] as const] : []),
      ['N', N],
      ['K', K],
    ]),
  ];
}

/** (W_i⋯W_j) before or after another factor; nothing for an empty product. */
const chain = (i: number, j: number): string => (i < j ? '' : `(${factors(i, j)})`);

export function explainDomination(
  { row, col, common, multipliers }: Domination,
  j: number,
  { products: { A, B } }: Context,
): string[] {
  const write = (p: Polynomial) => polynomial(p, B[j]!.cols, A[j]!.cols);
  const terms = multipliers.map(({ row, col, q }) => `(${write(q)})·R′[${row},${col}]`);
  return [
    `Let R′ = (B_${j} + β)(A_${j} + α) be the product near the point, where B_${j}A_${j} = 0. For all α and β, entries numbered from 0:`,
    '',
    `(${write(common)})·R′[${row},${col}] = ${terms.join(' + ') || '0'}.`,
    '',
    `The factor on the left is 1 at the point, those on the right are 0 there. So near the point |R′[${row},${col}]| is at most a small multiple of the sum of the other entries’ absolute values; in particular it is not the only entry that is not 0.`,
    '',
    ...show(`B${sub(j)}`, B[j]!),
    ...show(`A${sub(j)}`, A[j]!),
  ];
}

/** α row by row, then β row by row: FORMAT.md, section 4.5. */
function polynomial(p: Polynomial, hidden: number, inputs: number): string {
  const variable = (index: number) => {
    const inB = index - hidden * inputs;
    return inB < 0
      ? `α[${Math.floor(index / inputs)},${index % inputs}]`
      : `β[${Math.floor(inB / hidden)},${inB % hidden}]`;
  };
  const term = ({ c, of }: Polynomial[number]) =>
    of.length === 0 ? c : [...(c === '1' ? [] : [`(${c})`]), ...of.map(variable)].join('·');
  return p.map(term).join(' + ') || '0';
}
