import { readEvidence } from '../../../src/verifier/checks.ts';
import type { Known } from '../../../src/verifier/kinds/kind.ts';
import { SQUARE } from '../../../src/verifier/losses.ts';
import type { Matrix } from '../../../src/verifier/matrix.ts';
import { makeNetwork, type Network } from '../../../src/verifier/network.ts';
import { Place } from '../../../src/verifier/read.ts';
import { Failure } from '../../../src/verifier/result.ts';

// biome-ignore lint/suspicious/noExplicitAny: changed at arbitrary places by the tests
export type Item = any;
export type Rows = readonly (readonly (string | number)[])[];

const texts = (rows: Rows): string[][] => rows.map((row) => row.map(String));
export const read = (rows: Rows): Matrix => new Place(texts(rows)).matrix(rows.length, rows[0]?.length ?? 0);

/** The network of these layers, W_1 first, with the square loss; X = I and Y = 0 play no part in what is tested with it. */
export function network(...W: Rows[]): Network {
  const widths = [W[0]![0]!.length, ...W.map((w) => w.length)];
  const unit = (n: number) => [...Array(n)].map((_, i) => [...Array(n)].map((_, j) => (i === j ? 1 : 0)));
  const X = read(unit(widths[0]!));
  const Y = read([...Array(widths.at(-1))].map(() => Array(X.rows).fill(0)));
  return makeNetwork(widths, X, Y, W.map(read), SQUARE);
}

/** `holds`, or the code and the pointer that one item of evidence is turned down with. */
export function outcome(net: Network, item: Item, known: Known = { ranks: new Map() }): string {
  try {
    readEvidence(new Place(item), net).check(known);
    return 'holds';
  } catch (error) {
    if (error instanceof Failure) return `${error.code} ${error.pointer}`;
    throw error;
  }
}

/** The outcome after a change in place. */
export function changed(net: Network, item: Item, change: (item: Item) => void): string {
  const copy = structuredClone(item);
  change(copy);
  return outcome(net, copy);
}
