import { echelon, inverse, kernel, primitive } from '../exact/elimination.ts';
import { Matrix, range } from '../exact/matrix.ts';
import { Rational, simplestBetween } from '../exact/rational.ts';
import { definiteness, form } from '../exact/symmetric.ts';
import type { PsdProof, Separation, Subspaces } from './evidence.ts';
import { proposeOnSubspace, roundings } from './floats.ts';
import { sumOfSquares } from './psd.ts';

/** u ∈ ker P, v ∈ col P with Rayleigh quotients ρ(u) > ρ(v): an eigenvalue outside exceeds one inside. */
export interface Crossing {
  readonly u: Matrix;
  readonly v: Matrix;
}

/** Either every eigenvalue of Σ on col p is ≥ every one on the complement, with proof, or a crossing. */
export type Spectra =
  | { readonly separated: true; readonly subspaces: Subspaces }
  | { readonly separated: false; readonly crossing: Crossing };

/** Basis of the column space of r by primitive integer columns. */
export function columnBasis(r: Matrix): Matrix {
  const { form: reduced, rank } = echelon(r.transpose());
  const vectors = range(rank).map((k) => primitive(reduced.num.slice(k * reduced.cols, (k + 1) * reduced.cols)));
  return Matrix.build(r.rows, rank, (i, k) => vectors[k]![i]!);
}

/**
 * Compares the spectra of Σ on col p and on its orthogonal complement; both must be invariant under Σ.
 * Always decides: doubles propose, the Kronecker form decides ties, bisection finds what doubles cannot see.
 * @param sigma d × d symmetric positive semidefinite
 * @param p d × k of full column rank
 */
export function compareSpectra(sigma: Matrix, p: Matrix): Spectra {
  const q = kernel(p.transpose());
  if (!p.transpose().mul(sigma).mul(q).isZero()) throw new RangeError('the subspace is not invariant under Σ');
  const forms: Forms = {
    a: p.transpose().mul(sigma).mul(p),
    g: p.transpose().mul(p),
    b: q.transpose().mul(sigma).mul(q),
    h: q.transpose().mul(q),
  };
  const inside = proposeOnSubspace(sigma, p);
  const outside = proposeOnSubspace(sigma, q);
  const found = (separation: Separation): Spectra => ({
    separated: true,
    subspaces: {
      p: p.toRows(),
      q: q.toRows(),
      pInverse: inverse(forms.g)!.toRows(),
      qInverse: inverse(forms.h)!.toRows(),
      separation,
    },
  });
  for (const t of thresholds(sigma, inside.values, outside.values)) {
    const separation = threshold(forms, t);
    if (separation) return found(separation);
  }
  // Rounded eigenvectors: the lowest inside, the highest outside.
  const low = [...roundings(inside.coefficients[0] ?? [])];
  const high = [...roundings(outside.coefficients[outside.coefficients.length - 1] ?? [])];
  for (const k of range(Math.min(low.length, high.length))) {
    const crossing = { u: q.mul(high[k]!), v: p.mul(low[k]!) };
    if (crosses(sigma, crossing)) return { separated: false, crossing };
  }
  const proof = sumOfSquares(forms.a.kron(forms.h).sub(forms.g.kron(forms.b)));
  if (proof) return found({ form: 'kronecker', proof });
  return { separated: false, crossing: bisect(sigma, p, q, forms) };
}

interface Forms {
  /** pᵀΣp, pᵀp, qᵀΣq, qᵀq */
  readonly a: Matrix;
  readonly g: Matrix;
  readonly b: Matrix;
  readonly h: Matrix;
}

/** Rational candidates for a number between the two spectra, simplest first. */
function thresholds(sigma: Matrix, inside: readonly number[], outside: readonly number[]): Rational[] {
  if (outside.length === 0) return [Rational.zero];
  if (inside.length === 0) {
    const trace = sigma.trace();
    return [new Rational((trace.num + trace.den - 1n) / trace.den)];
  }
  const [low, high] = [inside[0]!, outside[outside.length - 1]!];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [];
  const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE);
  if (low - high > 4 * slack) {
    const [from, to] = [high + slack, low - slack];
    return [simplestBetween(Rational.fromDouble(from), Rational.fromDouble(to))];
  }
  if (high - low > 4 * slack) return [];
  const middle = (low + high) / 2;
  return [simplestBetween(Rational.fromDouble(middle - slack), Rational.fromDouble(middle + slack))];
}

function threshold({ a, g, b, h }: Forms, t: Rational): Separation | undefined {
  const above: PsdProof | undefined = sumOfSquares(a.sub(g.scale(t)));
  const below = above && sumOfSquares(h.scale(t).sub(b));
  return above && below && { form: 'threshold', t: t.toString(), above, below };
}

/** uᵀΣu·vᵀv > vᵀΣv·uᵀu, u and v not zero. */
function crosses(sigma: Matrix, { u, v }: Crossing): boolean {
  if (u.isZero() || v.isZero()) return false;
  return (
    form(sigma, u)
      .mul(v.dot(v))
      .compare(form(sigma, v).mul(u.dot(u))) > 0
  );
}

/**
 * λ_min inside < λ_max outside is known to hold strictly: halve [0, tr Σ] until t lies between them.
 * xᵀ(a − tg)x < 0 exists exactly if t > λ_min, yᵀ(th − b)y < 0 exactly if t < λ_max.
 */
function bisect(sigma: Matrix, p: Matrix, q: Matrix, { a, g, b, h }: Forms): Crossing {
  let low = Rational.zero;
  let high = sigma.trace();
  for (;;) {
    const t = low.add(high).mul(new Rational(1n, 2n));
    const below = definiteness(a.sub(g.scale(t)));
    const above = definiteness(h.scale(t).sub(b));
    if (!below.psd && !above.psd) return { u: q.mul(above.direction), v: p.mul(below.direction) };
    if (below.psd) low = t;
    else high = t;
  }
}
