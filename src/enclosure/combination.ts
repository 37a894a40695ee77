import type { Matrix } from '../exact/matrix.ts';
import type { Enclosure } from './enclosure.ts';
import type { Enclosures } from './enclosures.ts';
import { EnclosureMatrix } from './matrix.ts';
import type { RealNumber } from './real-number.ts';

/**
 * C_0 + Σ_{k≥1} s_k C_k: rational matrices of one shape, with real numbers s_k as coefficients. Everything linear in it is known as exactly:
 * apply the linear map to each C_k.
 */
export class Combination {
  /** C_0, C_1, … */
  readonly parts: readonly [Matrix, ...Matrix[]];
  /** s_1, s_2, … */
  readonly numbers: readonly RealNumber[];

  /** Throws RangeError unless each part but the first has its number. */
  constructor(parts: readonly [Matrix, ...Matrix[]], numbers: readonly RealNumber[]) {
    if (parts.length !== numbers.length + 1)
      throw new RangeError(`${parts.length} matrices cannot have ${numbers.length} coefficients`);
    this.parts = parts;
    this.numbers = numbers;
  }

  /** The image under a linear map. */
  map(linear: (part: Matrix) => Matrix): Combination {
    return new Combination(this.parts.map(linear) as unknown as readonly [Matrix, ...Matrix[]], this.numbers);
  }

  /** Whether all parts are 0: then the matrix is 0, whatever the numbers are. The converse holds where 1, s_1, s_2, … are linearly independent over Q. */
  isZero(): boolean {
    return this.parts.every((part) => part.isZero());
  }

  enclosed(context: Enclosures): EnclosureMatrix {
    const [first, ...rest] = this.parts.map((part) => EnclosureMatrix.of(context, part));
    return rest.reduce((sum, part, k) => sum.add(part.scale(this.numbers[k]!(context))), first!);
  }

  /** The Frobenius inner product with E: [0, 0] only if that of each part is 0. */
  enclosedAlong(E: Matrix, context: Enclosures): Enclosure {
    const coefficients = this.parts.map((part) => part.dot(E));
    if (coefficients.every((c) => c.sign === 0)) return context.integer(0);
    const [first, ...rest] = coefficients.map((c) => context.of(c));
    return rest.reduce((sum, c, k) => sum.add(c.mul(this.numbers[k]!(context))), first!);
  }
}
