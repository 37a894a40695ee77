import { Command } from 'commander';
import { type Classification, classify, DECISION } from '../certificate/classify.ts';
import { plain } from '../certificate/plain.ts';
import type { NamedInstance } from '../certificate/read.ts';
import { decimalText, roundDecimal } from '../exact/decimal.ts';
import { unusable } from './exit.ts';
import { onPoints, type PointCommand, type PointOptions, runOnPoints } from './points.ts';
import { table } from './print.ts';
import { runTrained, TRAINED_HELP, type TrainedOptions, withTrainedOptions } from './trained.ts';

export const classifyCommand = (): Command =>
  withTrainedOptions(onPoints(new Command('classify'), '[file]'))
    .description('decides given points: the certified class of W for the data X, Y')
    .addHelpText(
      'after',
      `
An instance is {"id":…,"widths":[d_0,…,d_H],"X":[…],"Y":[…],"W":[W_1,…,W_H]}; id may be left out, and a whole
certificate is read as its instance. Numbers are read exactly: integers as JSON numbers or strings, "p/q", and finite
decimals as strings ("0.125", "-3e-2"). Every verdict is verified by the independent verifier before it is printed.
With --jsonl a line that cannot be read or is beyond a limit is reported, in the output as {"id","line","error"}, and the
others are still decided; the exit code is then 3. Fields of a result: id, line (from 1), verdict, rank (of R), bottleneck (min d_i),
loss (L(W)), criticalValue (L(W) if W is critical, else null), escapeOrder (null at a minimizer), widths, digest.
With "coordinates":{"kind":"eigenbasis"} W_1 and W_H are written in an eigenbasis of Σ = Σ_YXΣ_XX⁻¹Σ_XY that need not be rational (FORMAT.md, 3.3): the
network has the layers W_1T, W_2, …, UW_H. Then loss and criticalValue are pairs of decimals, one below and one above.

Example:
  echo '{"widths":[1,1,1],"X":[[1]],"Y":[[1]],"W":[[[0]],[[0]]]}' | depthcert classify -
${TRAINED_HELP}`,
    )
    .action(run);

async function run(
  file: string | undefined,
  { trained, ...options }: PointOptions & TrainedOptions & { readonly trained?: true },
): Promise<void> {
  if (trained) return runTrained(file, options);
  const { x, y, w, samplesInRows, tolerance } = options;
  if ([x, y, w, samplesInRows, tolerance].some((value) => value !== undefined)) {
    throw unusable('--x, --y, --w, --samples-in-rows and --tolerance go with --trained');
  }
  if (file === undefined) throw unusable("missing required argument 'file': a file, or - for standard input");
  await runOnPoints(classification, file, options);
}

const classification: PointCommand<Classification> = {
  name: 'classify',
  doing: 'deciding',
  statement: DECISION,
  doubles: false,
  certify: classify,
  summary,
  forPeople,
};

function summary(
  { id, instance }: NamedInstance,
  { decision, certificate, loss: bounds }: Classification,
  line: number,
) {
  const loss = isPoint(bounds) ? bounds[0].toString() : decimals(bounds);
  return {
    id,
    line,
    verdict: decision.verdict,
    rank: decision.rank,
    bottleneck: decision.bottleneck,
    criticalValue: decision.verdict === 'not-critical' ? null : loss,
    loss,
    escapeOrder: decision.escapeOrder ?? null,
    widths: instance.widths,
    digest: certificate.digest,
  };
}

function forPeople(
  { id, instance }: NamedInstance,
  { decision, certificate, result, loss: bounds }: Classification,
): string {
  const { verdict, rank, bottleneck, escapeOrder } = decision;
  const loss = isPoint(bounds) ? bounds[0].toString() : `between ${decimals(bounds).join(' and ')}`;
  const way =
    escapeOrder === undefined ? 'none: no point has a smaller loss' : `the loss falls at order t^${escapeOrder}`;
  const rows = [
    ...(id === null ? [] : [['id', plain`${id}`]]),
    ['network', `widths ${instance.widths.join('-')}, m = ${instance.X.cols}`],
    ['verdict', verdict],
    ['rank R', `${rank} (the bottleneck is ${bottleneck})`],
    ['L(W)', `${loss}${verdict === 'not-critical' ? '' : ', a critical value'}`],
    ['escape', way],
    ['verifier', `${result.status}, ${certificate.statement}`],
  ];
  return table(rows[0]!, rows.slice(1));
}

type Bounds = Classification['loss'];
const isPoint = ([below, above]: Bounds): boolean => below.equals(above);

/** Digits of a loss that is enclosed. */
const DIGITS = 20;
const decimals = ([below, above]: Bounds): [string, string] => [
  decimalText(roundDecimal(below, DIGITS, 'down')),
  decimalText(roundDecimal(above, DIGITS, 'up')),
];
