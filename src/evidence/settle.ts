import { type Coordinates, digitsOf, withBits } from '../network/coordinates.ts';
import type { InstanceInCoordinates } from '../network/vertices.ts';
import type { Evidence } from './evidence.ts';
import { failureAt, forVertices, isAboutData, verticesOf } from './vertices.ts';

/** What is proved of an instance: evidence for hypotheses, and for a verdict. */
interface Provable {
  readonly hypotheses: readonly { readonly id: string; readonly evidence: Evidence }[];
  readonly evidence: readonly Evidence[];
}

/** A box for the spectrum in which the proof holds at every vertex, hence at the spectrum; or what stayed open in the narrowest one. */
export type Settled<P> =
  | { readonly settled: true; readonly proof: P; readonly coordinates: Coordinates; readonly precision: number }
  | { readonly settled: false; readonly proof: P; readonly open: string; readonly precision: number };

/** The widths of boxes that are tried after the instance's own, in bits: the last is a little above 10^−200. */
const FINER = [16, 32, 64, 128, 256, 512, 664];

/**
 * Proves the instance in one box after the other, each narrower than the one before, until the proof, which `prove` finds at one rational point inside,
 * holds at all vertices. Evidence about X and Y stays as it is, and of `least-squares` only hypotheses need any. Undefined where `prove` gives undefined.
 */
export function settle<P extends Provable>(
  instance: InstanceInCoordinates,
  prove: (instance: InstanceInCoordinates) => P | undefined,
  widths: readonly number[] = FINER,
): Settled<P> | undefined {
  const found = prove(instance);
  if (!found) return undefined;
  const vertices = verticesOf(instance);
  const atVertices = (evidence: Evidence) => (isAboutData(evidence) ? evidence : forVertices(evidence, vertices));
  const proof = {
    ...found,
    hypotheses: found.hypotheses.map((h) => ({ ...h, evidence: atVertices(h.evidence) })),
    evidence: found.evidence.filter(({ kind }) => kind !== 'least-squares').map(atVertices),
  };
  const claims = [...proof.hypotheses.map((h) => h.evidence), ...proof.evidence].filter((e) => !isAboutData(e));
  const open = firstFailure(claims, vertices);
  const { X, Y, coordinates } = instance;
  const precision = digitsOf(coordinates);
  if (open === undefined) return { settled: true, proof, coordinates, precision };
  const [bits, ...narrower] = widths;
  if (bits === undefined) return { settled: false, proof, open, precision };
  return settle({ ...instance, coordinates: withBits(coordinates, X, Y, bits) }, prove, narrower);
}

function firstFailure(claims: readonly Evidence[], vertices: ReturnType<typeof verticesOf>): string | undefined {
  for (const evidence of claims) {
    for (const [k, vertex] of vertices.entries()) {
      const failure = failureAt(vertex, evidence);
      if (failure !== undefined) return `${evidence.kind} at vertex ${k}: ${failure}`;
    }
  }
  return undefined;
}
