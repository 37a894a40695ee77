/** A matrix of doubles, row by row. */
export interface Doubles {
  readonly rows: number;
  readonly cols: number;
  readonly entries: readonly number[];
}

/** Steps after which a run ends, wherever it is. */
const MOST_STEPS = 50_000;
/** A run ends where ‖∇L‖² has fallen to this part of ‖Y‖². */
const SMALL = 2 ** -72;

/**
 * Gradient descent on L(W) = ½‖W_H⋯W_1X − Y‖² in doubles from W = start, W ← W − η∇L(W). The step η is a power of two: halved where a
 * step would not lower the loss, doubled after 16 steps that did. Only +, −, × of doubles and division by 2: the same everywhere.
 * The last point: where the gradient is small, no step lowers the loss any more, or the steps are used up.
 */
export function gradientDescent(X: Doubles, Y: Doubles, start: readonly Doubles[]): readonly Doubles[] {
  const small = SMALL * squared(Y);
  let W = start;
  let here = evaluate(X, Y, W);
  let step = 2 ** -4;
  let streak = 0;
  for (let k = 0; k < MOST_STEPS && here.slope > small && step > 2 ** -60; k++) {
    const to = W.map((w, h) => combine(w, here.gradient[h]!, -step));
    const there = evaluate(X, Y, to);
    if (there.twiceLoss < here.twiceLoss) {
      [W, here] = [to, there];
      streak++;
      if (streak % 16 === 0) step *= 2;
    } else {
      step /= 2;
      streak = 0;
    }
  }
  return W;
}

interface Evaluation {
  readonly twiceLoss: number;
  /** ∇_{W_i}L = B_iᵀ(RX − Y)(A_{i−1}X)ᵀ */
  readonly gradient: readonly Doubles[];
  /** ‖∇L(W)‖² */
  readonly slope: number;
}

function evaluate(X: Doubles, Y: Doubles, W: readonly Doubles[]): Evaluation {
  const inputs = [X];
  for (const w of W) inputs.push(times(w, inputs[inputs.length - 1]!));
  const residual = combine(inputs[W.length]!, Y, -1);
  const gradient: Doubles[] = [];
  let pulledBack = residual;
  for (let h = W.length - 1; h >= 0; h--) {
    gradient[h] = times(pulledBack, transposed(inputs[h]!));
    if (h > 0) pulledBack = times(transposed(W[h]!), pulledBack);
  }
  return { twiceLoss: squared(residual), gradient, slope: gradient.reduce((sum, g) => sum + squared(g), 0) };
}

function times(a: Doubles, b: Doubles): Doubles {
  const [n, inner, cols] = [a.rows, a.cols, b.cols];
  const entries = new Array<number>(n * cols);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a.entries[i * inner + k]! * b.entries[k * cols + j]!;
      entries[i * cols + j] = sum;
    }
  }
  return { rows: n, cols, entries };
}

function transposed({ rows, cols, entries }: Doubles): Doubles {
  const out = new Array<number>(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[j * rows + i] = entries[i * cols + j]!;
  return { rows: cols, cols: rows, entries: out };
}

/** a + factor·b. */
function combine(a: Doubles, b: Doubles, factor: number): Doubles {
  const out = new Array<number>(a.entries.length);
  for (let i = 0; i < out.length; i++) out[i] = a.entries[i]! + factor * b.entries[i]!;
  return { rows: a.rows, cols: a.cols, entries: out };
}

function squared({ entries }: Doubles): number {
  let sum = 0;
  for (let i = 0; i < entries.length; i++) sum += entries[i]! * entries[i]!;
  return sum;
}
