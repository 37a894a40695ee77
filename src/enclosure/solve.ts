import { inverse as exactInverse } from '../exact/elimination.ts';
import { Matrix } from '../exact/matrix.ts';
import type { Enclosures } from './enclosures.ts';
import { EnclosureMatrix } from './matrix.ts';
import { Undecided } from './undecided.ts';

/**
 * Encloses the solutions x of A x = b for all matrices in A and all columns in b (b may have several columns).
 *
 * Let R be any matrix (here an inverse of the middle of A, rounded), E = I − R A, and x₀ any vector (here R b in the middle). If ‖E‖_∞ < 1, then
 * R A = I − E is invertible by the Neumann series, so is A, and the error d = x − x₀ satisfies R A d = R(b − A x₀) =: z, that is
 * d = z + E d. Hence ‖d‖_∞ ≤ ‖z‖_∞/(1 − ‖E‖_∞), and once more d ∈ z + E·[−‖d‖, ‖d‖], which follows the sizes of the components.
 * (Krawczyk; S. M. Rump, Verification methods, Acta Numerica 19 (2010), 287–449.)
 *
 * Throws RangeError if A is not square or b does not fit, Undecided unless ‖I − R A‖_∞ < 1 is proved: A may be singular, or too wide.
 */
export function solve(a: EnclosureMatrix, b: EnclosureMatrix): EnclosureMatrix {
  if (a.rows !== a.cols || a.rows !== b.rows) throw new RangeError(`a linear system of ${a.shape} and ${b.shape}`);
  const { context } = a;
  const one = context.integer(1);
  const R = approximateInverse(context, a.middle());
  const E = EnclosureMatrix.of(context, Matrix.identity(a.rows)).sub(R.mul(a));
  const left = one.sub(E.rowNorm());
  if (left.lo.lte(0)) throw new Undecided('‖I − R A‖ < 1');
  const start = R.mul(b).map((x) => context.point(x.midpoint()));
  const z = R.mul(b.sub(a.mul(start)));
  const bound = EnclosureMatrix.build(context, b.rows, b.cols, (_, j) => z.col(j).rowNorm().div(left).plusMinus());
  return start.add(z.add(E.mul(bound)).meet(bound));
}

/** Encloses the inverses of all matrices in A. Throws as {@link solve} does. */
export const inverse = (a: EnclosureMatrix): EnclosureMatrix =>
  solve(a, EnclosureMatrix.of(a.context, Matrix.identity(a.rows)));

/** Some points near the inverse: the exact inverse of the middle, each entry rounded. Throws Undecided if there is none. */
function approximateInverse(context: Enclosures, middle: Matrix): EnclosureMatrix {
  const exact = exactInverse(middle);
  if (exact === undefined) throw new Undecided('determinant ≠ 0');
  return EnclosureMatrix.of(context, exact).map((x) => context.point(x.lo));
}
