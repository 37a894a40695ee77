/** A matrix of doubles, row by row. */
export interface Doubles {
  readonly rows: number;
  readonly cols: number;
  readonly entries: readonly number[];
}

/** A point of a run, with the number of steps that led to it and ‖∇L‖ there. */
export interface Visit {
  readonly step: number;
  readonly weights: readonly Doubles[];
  readonly slope: number;
}

export interface Run {
  /** XXᵀ/m and YXᵀ/m: all that the gradient needs of the data. */
  readonly Sxx: Doubles;
  readonly Syx: Doubles;
  readonly start: readonly Doubles[];
  readonly stepSize: number;
  readonly momentum: number;
  readonly mostSteps: number;
}

/** Momentum makes ‖∇L‖ swing; what is followed is its maximum over so many steps. */
const WINDOW = 32;
/** A rise of this maximum by this factor ends a plateau, a fall by it begins one. */
const FACTOR = 10;
/** Below it ‖∇L‖ is rounding noise; a run ends where it has been there for so many windows. */
const FLAT = 1e-15;
const FLAT_WINDOWS = 128;

/**
 * Gradient descent with momentum, V ← μV − η∇L(W), W ← W + V, on L(W) = ‖W_H⋯W_1X − Y‖²/2m in doubles, and its plateaus: between two rises of ‖∇L‖ the
 * point where it is smallest. A run that begins or ends on a plateau has it there, too. Only + − × ÷ and square roots: the same everywhere.
 */
export function plateaus(run: Run): Visit[] {
  const found: Visit[] = [];
  let lowest: Visit | undefined;
  let [onPlateau, least, highest, flat] = [true, Number.POSITIVE_INFINITY, 0, 0];
  for (const { visit, maximum } of windows(run)) {
    if (!onPlateau && maximum < highest / FACTOR) [onPlateau, least, lowest] = [true, maximum, undefined];
    if (onPlateau) {
      if (!lowest || visit.slope < lowest.slope) lowest = visit;
      least = Math.min(least, maximum);
      flat = maximum <= FLAT ? flat + 1 : 0;
      if (flat === FLAT_WINDOWS) break;
      if (maximum > FACTOR * least) {
        found.push(lowest);
        [onPlateau, highest] = [false, maximum];
      }
    }
    highest = Math.max(highest, maximum);
  }
  return onPlateau && lowest ? [...found, lowest] : found;
}

/** The run, {@link WINDOW} steps at a time: the point with the smallest gradient, and the largest ‖∇L‖. */
function* windows({
  Sxx,
  Syx,
  start,
  stepSize,
  momentum,
  mostSteps,
}: Run): Generator<{ visit: Visit; maximum: number }> {
  let weights = start;
  let velocity: readonly Doubles[] = start.map((w) => ({ ...w, entries: new Array<number>(w.entries.length).fill(0) }));
  let visit: Visit | undefined;
  let maximum = 0;
  for (let step = 0; step < mostSteps; step++) {
    const gradient = gradientAt(Sxx, Syx, weights);
    const slope = Math.sqrt(gradient.reduce((sum, g) => sum + squared(g), 0));
    if (!visit || slope < visit.slope) visit = { step, weights, slope };
    maximum = Math.max(maximum, slope);
    velocity = velocity.map((v, h) => combine(momentum, v, -stepSize, gradient[h]!));
    weights = weights.map((w, h) => combine(1, w, 1, velocity[h]!));
    if ((step + 1) % WINDOW > 0) continue;
    yield { visit, maximum: Math.max(maximum, FLAT) };
    [visit, maximum] = [undefined, 0];
  }
}

/** ∇_{W_h}L = B_hᵀ(RS_xx − S_yx)A_{h−1}ᵀ */
function gradientAt(Sxx: Doubles, Syx: Doubles, weights: readonly Doubles[]): Doubles[] {
  const A = [weights[0]!];
  for (const w of weights.slice(1)) A.push(times(w, A[A.length - 1]!));
  let back = combine(1, times(A[A.length - 1]!, Sxx), -1, Syx);
  const gradient: Doubles[] = new Array(weights.length);
  for (let k = weights.length - 1; k >= 0; k--) {
    gradient[k] = k === 0 ? back : times(back, transposed(A[k - 1]!));
    if (k > 0) back = times(transposed(weights[k]!), back);
  }
  return gradient;
}

function times(a: Doubles, b: Doubles): Doubles {
  const [rows, inner, cols] = [a.rows, a.cols, b.cols];
  const entries = new Array<number>(rows * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a.entries[i * inner + k]! * b.entries[k * cols + j]!;
      entries[i * cols + j] = sum;
    }
  }
  return { rows, cols, entries };
}

function transposed({ rows, cols, entries: from }: Doubles): Doubles {
  const entries = new Array<number>(from.length);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) entries[j * rows + i] = from[i * cols + j]!;
  return { rows: cols, cols: rows, entries };
}

/** x·a + y·b */
function combine(x: number, a: Doubles, y: number, b: Doubles): Doubles {
  const entries = new Array<number>(a.entries.length);
  for (let k = 0; k < entries.length; k++) entries[k] = x * a.entries[k]! + y * b.entries[k]!;
  return { rows: a.rows, cols: a.cols, entries };
}

function squared({ entries }: Doubles): number {
  let sum = 0;
  for (let k = 0; k < entries.length; k++) sum += entries[k]! * entries[k]!;
  return sum;
}
