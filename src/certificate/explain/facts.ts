import type { Evidence, EvidenceOf, RankByInverse } from '../../evidence/evidence.ts';
import { depth } from '../../network/network.ts';
import { isRegularized } from '../../network/regularized.ts';
import { explainRegularizedZero } from './balance.ts';
import { type Context, namedMatrix } from './context.ts';
import { gradientFormula, lossFormula, showGradient } from './losses.ts';
import { indexSet, show, showAll } from './text.ts';

/** Evidence about the instance: FORMAT.md, section 4.1. */
export type Fact = Extract<
  Evidence,
  { kind: 'zero' | 'rank' | 'loss' | 'dimensions' | 'least-squares' | 'distinct-spectrum' }
>;

export function explainFact(fact: Fact, context: Context): string[] {
  const { instance, leastSquares } = context;
  switch (fact.kind) {
    case 'zero':
      if (isRegularized(instance)) return explainRegularizedZero(instance, context.products);
      return [
        `The gradient is zero: BᵢᵀGAᵢ₋₁ᵀ = 0 for i = 1..${depth(instance)}, with G = ${gradientFormula(context)}. So W is a critical point.`,
        '',
        ...showGradient(context),
      ];
    case 'rank':
      return explainRank(fact, context);
    case 'loss':
      return [
        `The loss, ${lossFormula(context)}, is convex${instance.loss.differentiable ? ' and differentiable' : ''}.`,
        '',
      ];
    case 'dimensions':
      return [
        `Widths ${instance.widths.join('-')}: d_0 = ${instance.X.rows}, d_H = ${instance.Y.rows}, H = ${depth(instance)}, m = ${instance.X.cols}: as the hypothesis demands.`,
        '',
      ];
    case 'least-squares': {
      const { M, sigma } = leastSquares();
      const full = fact.rows.length === instance.X.rows;
      return [
        full
          ? 'XXᵀ is invertible: its inverse K is given, and XXᵀ·K = I. So rank X = d_0.'
          : `rank X = ${fact.rows.length}: the rows ${indexSet(fact.rows)} of X make X̃, X = E·X̃, and X̃X̃ᵀ·K = I.`,
        '',
        ...(full ? [] : show('E', fact.E)),
        ...showAll([
          ['K', fact.inverse],
          [full ? 'M = YXᵀK' : 'M̃ = YX̃ᵀK', M],
          [full ? 'Σ = MXYᵀ' : 'Σ = M̃X̃Yᵀ', sigma],
        ]),
      ];
    }
    case 'distinct-spectrum':
      if (fact.form === 'eigen') {
        return [
          `Σ has the eigenvalues ${fact.values.join(', ')}, all different: ΣU = U·diag(values), and no column of U is zero.`,
          '',
          ...show('U', fact.vectors),
        ];
      }
      return [
        'Σ has different eigenvalues: with p = det(xI − Σ), a·p + b·p′ = 1, so p has no double root. The coefficients, from the constant term upwards:',
        '',
        ...showAll([
          ['a', [fact.a]],
          ['b', [fact.b]],
        ]),
      ];
  }
}

function explainRank(fact: EvidenceOf<'rank'>, context: Context): string[] {
  const { formula, matrix } = namedMatrix(context, fact.of);
  if (!('inverse' in fact))
    return [`rank ${formula} = ${fact.rank}: ${rankInWords('N', fact.rank)}`, '', ...show(name(formula), matrix)];
  return [
    fact.kernel !== undefined
      ? rankAtVertices(fact, formula)
      : fact.rank === 0
        ? `rank ${formula} = 0: the matrix is zero.`
        : `rank ${formula} = ${fact.rank}: for N this matrix, Z inverts the rows ${indexSet(fact.rows)} and columns ${indexSet(fact.cols)} of N (so the rank is not smaller), and N = N[:,J]·Z·N[I,:] (so it is not larger).`,
    '',
    ...show(name(formula), matrix),
    ...(fact.rank === 0 ? [] : show('Z', fact.inverse)),
  ];
}

/** What a matrix is called where it is shown. */
const name = (formula: string): string => /^\w+(?= =|$)/.exec(formula)?.[0] ?? 'N';

/** Why a matrix N has this rank, where the verifier computes it. */
export const rankInWords = (N: string, rank: number): string =>
  rank === 0
    ? `${N} is zero modulo primes whose product exceeds every entry, so it is zero.`
    : `${N} has rank ${rank} modulo a prime (so its rank is not smaller), and no larger one modulo any of several primes, whose product exceeds every larger minor by Hadamard's inequality (so it is not larger).`;

/** N changes with the spectrum. */
function rankAtVertices({ rank, rows, cols, kernel }: RankByInverse, formula: string): string {
  const most = kernel
    ? `, and N[:,J]·T + N[:,Jᶜ] = 0 with the same T = ${JSON.stringify(kernel)}: the rank is ${rank}`
    : `: the rank is ${rank} or more`;
  return `rank ${formula}: for N this matrix at each vertex, Z nearly inverts the rows ${indexSet(rows)} and columns ${indexSet(cols)}, with row sums of |N[I,J]·Z − I| below 1, hence between the vertices, too${most}.`;
}
