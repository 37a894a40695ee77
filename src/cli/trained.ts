import { type Command, InvalidArgumentError } from 'commander';
import { plain } from '../certificate/plain.ts';
import type { NamedInstance } from '../certificate/read.ts';
import { decimalText } from '../exact/decimal.ts';
import { classifyTrained, NEAR_CRITICAL, TOLERANCE, type TrainedClassification } from '../trained/classify-trained.ts';
import { isNpz, type OneAxis, oneAxis, type Parts, readJsonPoint, readMatrix, readPoint } from '../trained/input.ts';
import type { Json } from '../verifier/json.ts';
import { Failure } from '../verifier/result.ts';
import { decode, requireFile, wholeFile } from './certificate-files.ts';
import { inFile, unusable } from './exit.ts';
import { type PointCommand, type PointOptions, runOnPoints } from './points.ts';
import { table } from './print.ts';

/** Options that only go with `--trained`. */
export interface TrainedOptions {
  readonly x?: string;
  readonly y?: string;
  /** W_1 first. */
  readonly w?: readonly string[];
  readonly samplesInRows?: true;
  readonly tolerance?: number;
}

export const withTrainedOptions = (command: Command): Command =>
  command
    .option('--trained', 'weights as training left them: what critical point they are near')
    .option('--x <file>', 'X from a file of its own: .npy, CSV, or JSON (a list of rows)')
    .option('--y <file>', 'Y from a file of its own')
    .option('--w <file...>', 'W_1, …, W_H from a file each, in this order')
    .option('--samples-in-rows', 'X is m × d_0 and Y is m × d_H in the files')
    .option(
      '--tolerance <t>',
      `how near is near, as a part of the size of the weights (default ${TOLERANCE})`,
      tolerance,
    );

export const TRAINED_HELP = `
With --trained a point is what training has left: W need not be critical. Near W there is a critical point; its class is
proved, and how far it is at most. A file is JSON as above, where widths may be left out and numbers that are no integers
are the doubles that they denote, or an .npz archive with arrays X, Y, W1, W2, …; or there is no file, and X, Y and the
layers come from a file each. Floats of 4 and 8 bytes are read as the numbers that they are; numbers in CSV are exact
decimals. X is d_0 × m, Y is d_H × m and W_h is d_h × d_{h-1}; data with one sample a row need --samples-in-rows.
A point that is near no critical point gets the length of its gradient, enclosed. Fields of a result: id, line, verdict
(of the critical point), rank (of R there), S, pattern (the layers that vanish outside R), distance, gradientNorm
([below, above]), sentence, widths, digest.

  depthcert classify --trained trained.npz --samples-in-rows
  depthcert classify --trained --x X.csv --y Y.csv --w W1.npy W2.npy
  echo '{"X":[[1,0],[0,1]],"Y":[[3,0],[0,1]],"W":[[[0,1.0000001]],[[0],[1]]]}' | depthcert classify --trained -`;

/** Classifies trained weights; `file` is undefined where all comes from files of its own. */
export async function runTrained(file: string | undefined, options: PointOptions & TrainedOptions): Promise<void> {
  const { w = [], samplesInRows = false, tolerance: near = TOLERANCE } = options;
  if (file !== undefined && w.length > 0)
    throw unusable('layers come from a file of the point or from --w, not from both');
  const [first, ...others] = w;
  const main = file ?? first;
  if (main === undefined) throw unusable('nothing to classify: name a file, or give --x, --y and --w');
  if (file === undefined) {
    if (options.jsonl) throw unusable('--jsonl reads one point a line from a file');
    for (const name of ['x', 'y'] as const) {
      if (options[name] === undefined) throw unusable(`no ${name.toUpperCase()}: give it as --${name} FILE`);
    }
  }
  if ([file, options.x, options.y, ...w].filter((name) => name === '-').length > 1) {
    throw unusable('standard input is read once: name a file for each of the others');
  }
  const axis = oneAxis({ samplesInRows });
  const data: Parts = {
    ...(options.x !== undefined && { X: await matrixFile(options.x, axis) }),
    ...(options.y !== undefined && { Y: await matrixFile(options.y, axis) }),
  };
  const later = await Promise.all(others.map((name) => matrixFile(name, 'refused')));
  const read = (bytes: Uint8Array): NamedInstance => {
    if (file === undefined) {
      const W = [readMatrix(bytes, decode, 'refused'), ...later];
      return readJsonPoint('{}', { parts: { ...data, W }, samplesInRows });
    }
    const reading = { parts: data, samplesInRows };
    return options.jsonl ? readJsonPoint(decode(bytes), reading) : readPoint(bytes, decode, reading);
  };
  const whole = (bytes: Uint8Array): NamedInstance => {
    if (options.jsonl && isNpz(bytes)) {
      throw unusable(plain`${main}: an archive holds one point, and no lines; leave out --jsonl`);
    }
    try {
      return read(bytes);
    } catch (error) {
      const source = error instanceof Failure && !options.jsonl && sourceOf(error.pointer, options);
      throw source ? inFile(source, error) : error;
    }
  };
  await runOnPoints(command(whole, near), main, options);
}

/** The file of its own that a place of the point comes from, if it does. */
function sourceOf(pointer: string, { x, y, w = [] }: TrainedOptions): string | undefined {
  const [, letter, layer] = /^\/([XYW])(?:\/(\d+))?/.exec(pointer) ?? [];
  return letter === 'X' ? x : letter === 'Y' ? y : w[Number(layer)];
}

async function matrixFile(name: string, axis: OneAxis): Promise<Json> {
  if (name !== '-') requireFile(name, 'a matrix is read from one file');
  try {
    return readMatrix(await wholeFile(name), decode, axis);
  } catch (error) {
    throw inFile(name, error);
  }
}

const command = (read: (bytes: Uint8Array) => NamedInstance, near: number): PointCommand<TrainedClassification> => ({
  name: 'classify --trained',
  doing: 'classifying',
  statement: NEAR_CRITICAL,
  doubles: true,
  read,
  certify: (instance, index) => classifyTrained(instance, { tolerance: near, index }),
  summary: ({ id, instance }, found, line) => {
    const { verdict, rank, S, pattern, distance, gradientNorm, sentence, certificate } = found;
    return {
      ...{ id, line, verdict, rank, S, pattern },
      distance: distance && decimalText(distance),
      gradientNorm: gradientNorm.map(decimalText),
      ...{ sentence, widths: instance.widths, digest: certificate.digest },
    };
  },
  forPeople,
});

function forPeople({ id, instance }: NamedInstance, found: TrainedClassification): string {
  const { pattern, gradientNorm, sentence, result, certificate } = found;
  const layers =
    pattern && (pattern.length === instance.weights.length ? 'all layers' : `layers ${pattern.join(', ')}`);
  const rows = [
    ...(id === null ? [] : [['id', plain`${id}`]]),
    ['network', `widths ${instance.widths.join('-')}, m = ${instance.X.cols}`],
    ['W is', sentence],
    ...(layers === null ? [] : [['pattern', `outside R ${layers} vanish`]]),
    ['‖∇L(W)‖', `between ${gradientNorm.map(decimalText).join(' and ')}`],
    ['verifier', `${result.status}, ${certificate.statement}`],
  ];
  return table(rows[0]!, rows.slice(1));
}

/** A positive number, for commander. */
function tolerance(text: string): number {
  const t = /^\d*\.?\d+(?:e-?\d+)?$/i.test(text) ? Number(text) : 0;
  if (!(t > 0 && t < Number.POSITIVE_INFINITY))
    throw new InvalidArgumentError('expected a number > 0, as 0.01 or 1e-6.');
  return t;
}
