import type { EvidenceOf } from '../../evidence/evidence.ts';
import { shallowAt } from '../../evidence/local-minimum.ts';
import { Matrix } from '../../exact/matrix.ts';
import { partialProducts } from '../../network/network.ts';
import { type Context, sub } from './context.ts';
import { explainDomination } from './perturbations.ts';
import { psdInWords } from './second-order.ts';
import { showAll } from './text.ts';

/** Local minima that are not global: `local-minimum`, `better-point`. */
export function explainLocalMinimum({ j, proof }: EvidenceOf<'local-minimum'>, context: Context): string[] {
  const { instance } = context;
  const shallow = shallowAt(instance, j);
  const [A, B] = shallow.weights;
  const names = [`A${sub(j)}`, `B${sub(j)}`] as const;
  const inherited = `W is a local minimum, too: layers near W have products near ${names[0]} and ${names[1]}.`;
  if (proof.form === 'hessian') {
    const [width, n] = [shallow.widths[1]!, A!.rows * A!.cols + B!.rows * B!.cols];
    return [
      `The two-layer network (${names[1]}, ${names[0]}) at layer ${j}, widths ${shallow.widths.join('-')}, is critical. Its Hessian H, with ${n} rows, is positive semidefinite: ${psdInWords(proof.proof, 'H')} H[I,I] is even positive definite, as no diagonal entry of F is 0, so the kernel of H has dimension ${width}² = ${width ** 2}. The loss is constant along the orbit (${names[1]}T⁻¹, T${names[0]}), which has this dimension as rank R = ${width}; so the loss grows in every direction across the orbit, and (${names[1]}, ${names[0]}) is a local minimum. ${inherited}`,
      '',
      ...showAll([
        [names[0], A!],
        [names[1], B!],
      ]),
    ];
  }
  return [
    ...explainDomination(proof, j, context),
    `X = I, R = 0, and Y is 0 but for the entry [${proof.row},${proof.col}]. What this entry of R′ can gain is a small multiple of what the others cost, so the loss does not fall, and (${names[1]}, ${names[0]}) is a local minimum. ${inherited}`,
    '',
  ];
}

export function explainBetterPoint(
  { to }: EvidenceOf<'better-point'>,
  { instance, products, value }: Context,
): string[] {
  const weights = to.map((rows, h) => Matrix.fromRows(rows, instance.widths[h]!));
  const { R } = partialProducts({ widths: instance.widths, weights });
  const [there, here] = [value(R), value(products.R)];
  return [
    `At W′ the loss is ${there} < L(W) = ${here}. So W is not a global minimizer.`,
    '',
    ...showAll([...weights.map((w, h) => [`W′${sub(h + 1)}`, w] as const), ['R′', R]]),
  ];
}
