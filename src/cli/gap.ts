import { Command } from 'commander';
import { type CertifiedGap, certifiedGap, GAP } from '../certificate/certified-gap.ts';
import { plain } from '../certificate/plain.ts';
import type { NamedInstance } from '../certificate/read.ts';
import { decimalText, roundDecimal } from '../exact/decimal.ts';
import { atMost, positive } from './options.ts';
import { onPoints, type PointCommand, type PointOptions, runOnPoints } from './points.ts';
import { table } from './print.ts';

const DIGITS = 12;
const MOST_DIGITS = 1000;

export const gapCommand = (): Command =>
  onPoints(new Command('gap'))
    .description('how far the loss of given points is at most above the least loss, certified')
    .option('--digits <n>', `decimal digits of the three numbers, at most ${MOST_DIGITS}`, digits, DIGITS)
    .addHelpText(
      'after',
      `
For any point W of any network with the square loss, also one that is not critical: L(W); a lower bound of the loss of
all matrices of rank ≤ min d_i, so of L; and the gap, a number that L(W) exceeds the least loss by at most. The bound is
at most 10^-digits ‖Y‖² below the least loss. The loss is rounded up, the bound down, the gap up, to significant digits;
the gap printed is the number in the certificate, which the independent verifier has accepted before.

An instance is {"id":…,"widths":[d_0,…,d_H],"X":[…],"Y":[…],"W":[W_1,…,W_H]}; id may be left out, and a whole
certificate is read as its instance. Numbers are read exactly. In strings: integers, "p/q", finite decimals ("0.1" is
1/10). JSON numbers: integers, and any other number as the double that it denotes (0.1 is 3602879701896397/2^55), so that
weights that a program in floating point has written are read as the weights that it had.
With --jsonl a line that cannot be read or is beyond a limit is reported, in the output as {"id","line","error"}, and the
others are still treated; the exit code is then 3. Fields of a result: id, line (from 1), verdict, loss, lowerBound, gap,
digits, rank (of R), bottleneck (min d_i), widths, digest.

Example:
  echo '{"widths":[2,1,2],"X":[[1,0],[0,1]],"Y":[[2,1],[1,1]],"W":[[[1.376,0.851]],[[1.376],[0.851]]]}' | depthcert gap -`,
    )
    .action((file: string, options: PointOptions & { digits: number }) =>
      runOnPoints(gapTo(options.digits), file, options),
    );

const digits = (text: string): number => atMost(MOST_DIGITS, positive(text));

function gapTo(digits: number): PointCommand<CertifiedGap> {
  const numbers = ({ loss, lowerBound, gap }: CertifiedGap) => ({
    loss: decimalText(roundDecimal(loss, digits, 'up')),
    lowerBound: decimalText(roundDecimal(lowerBound, digits, 'down')),
    gap: decimalText(gap),
  });
  return {
    name: 'gap',
    doing: 'bounding',
    statement: GAP,
    doubles: true,
    certify: (instance, index) => certifiedGap(instance, digits, index),
    summary: ({ id, instance }, found, line) => {
      const { rank, bottleneck, certificate } = found;
      const { verdict, digest } = certificate;
      return { id, line, verdict, ...numbers(found), digits, rank, bottleneck, widths: instance.widths, digest };
    },
    forPeople: (named, found) => forPeople(named, found, numbers(found)),
  };
}

function forPeople(
  { id, instance }: NamedInstance,
  { rank, bottleneck, result, certificate }: CertifiedGap,
  { loss, lowerBound, gap }: Record<'loss' | 'lowerBound' | 'gap', string>,
): string {
  const rows = [
    ...(id === null ? [] : [['id', plain`${id}`]]),
    ['network', `widths ${instance.widths.join('-')}, m = ${instance.X.cols}`],
    ['rank R', `${rank} (the bottleneck is ${bottleneck})`],
    ['L(W)', `at most ${loss}`],
    ['least loss', `at least ${lowerBound}`],
    ['gap', `at most ${gap}`],
    ['verifier', `${result.status}, ${certificate.statement}`],
  ];
  return table(rows[0]!, rows.slice(1));
}
