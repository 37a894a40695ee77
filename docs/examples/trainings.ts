import { type DataSet, iris, linnerud } from '../../properties/depthcert/data-sets.ts';
import { randomWeights } from '../../properties/zhu-2018/converged-point.ts';
import { Matrix } from '../../src/exact/matrix.ts';
import { Rational } from '../../src/exact/rational.ts';
import { makeInstance } from '../../src/network/instance.ts';
import { SquareLoss } from '../../src/network/losses/square.ts';
import { classifyTrained } from '../../src/trained/classify-trained.ts';
import { centred, conditioned, scaledRows } from './conditioned.ts';
import { type Doubles, plateaus } from './gradient-descent.ts';

/** Weights begin as random numbers of (−scale, scale). Deeper networks leave a saddle later, and only momentum leaves it in time. */
interface Training {
  readonly name: string;
  readonly data: DataSet;
  readonly hidden: readonly number[];
  readonly scale: number;
  readonly momentum: number;
}

const exercises = (() => {
  const { X, Y } = linnerud();
  return conditioned({ X: centred(X), Y: scaledRows(centred(Y)) });
})();
const species = conditioned(iris());

const [two, three, four] = [
  { scale: 2 ** -64, momentum: 0 },
  { scale: 2 ** -14, momentum: 1 - 2 ** -4 },
  { scale: 2 ** -8, momentum: 1 - 2 ** -4 },
];

export const trainings: readonly Training[] = [
  { name: 'Linnerud', data: exercises, hidden: [3], ...two! },
  { name: 'Linnerud', data: exercises, hidden: [2], ...two! },
  { name: 'Linnerud', data: exercises, hidden: [3, 3], ...three! },
  { name: 'Linnerud', data: exercises, hidden: [3, 2, 3], ...four! },
  { name: 'Iris', data: species, hidden: [3], ...two! },
  { name: 'Iris', data: species, hidden: [3, 3], ...three! },
  { name: 'Iris', data: species, hidden: [3, 3, 3], ...four! },
];

const SEED = 1;
const STEP = 2 ** -2;
const MOST_STEPS = 300_000;

const exact = ({ rows, cols, entries }: Doubles): Matrix =>
  Matrix.of(rows, cols, (i, j) => Rational.fromDouble(entries[i * cols + j]!));
const perSample = (m: Matrix, samples: number): Doubles => ({
  rows: m.rows,
  cols: m.cols,
  entries: m.toDoubles().flatMap((row) => row.map((x) => x / samples)),
});

/** A matrix of doubles as a list of rows: JSON keeps the doubles. */
export const rowsOf = ({ rows, cols, entries }: Doubles): number[][] =>
  Array.from({ length: rows }, (_, i) => entries.slice(i * cols, (i + 1) * cols));

/** The plateaus of one run, each with what it is. */
export function trained({ data: { X, Y }, hidden, scale, momentum }: Training) {
  const widths = [X.rows, ...hidden, Y.rows];
  const loss = new SquareLoss(X, Y);
  const start = randomWeights(widths, SEED).map((w) => ({ ...w, entries: w.entries.map((x) => x * scale) }));
  const [Sxx, Syx] = [perSample(loss.Sxx, X.cols), perSample(loss.Syx, X.cols)];
  return plateaus({ Sxx, Syx, start, stepSize: STEP, momentum, mostSteps: MOST_STEPS }).map((visit) => ({
    ...visit,
    widths,
    found: classifyTrained(makeInstance(X, Y, visit.weights.map(exact), widths)),
  }));
}
