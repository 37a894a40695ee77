/** Reads an instance: FORMAT.md, sections 3 and 3.1 to 3.3. */
import { type Coordinates, readCoordinates } from './coordinates.ts';
import { gradientWork } from './kinds/kind.ts';
import { readLoss } from './losses.ts';
import type { Matrix } from './matrix.ts';
import { makeNetwork, type Network } from './network.ts';
import type { Place } from './read.ts';
import { LIMITS } from './result.ts';

interface Tower {
  readonly widths: readonly number[];
  readonly X: Matrix;
  readonly layers: readonly Matrix[];
}

type TowerPlaces = Record<'widths' | 'X' | 'W', Place>;
/** Widths and input; `samples` where X has no rows to tell their number. */
function readInput(f: TowerPlaces, samples: (outputs: number) => Place | undefined): { widths: number[]; X: Matrix } {
  const list = f.widths.list();
  f.widths.demand(list.length >= 2, 'SHAPE', 'expected at least two widths');
  f.widths.demand(list.length <= LIMITS.layers + 1, 'LIMIT', `more than ${LIMITS.layers} layers`);
  const widths = list.map((width) => width.natural(0, Infinity, LIMITS.width));
  const firstRow = f.X.list(widths[0])[0] ?? samples(widths.at(-1)!);
  const m = firstRow?.list().length ?? 0;
  firstRow?.demand(m <= LIMITS.samples, 'LIMIT', `more than ${LIMITS.samples} samples`);
  return { widths, X: f.X.matrix(widths[0]!, m) };
}
function readLayers(f: TowerPlaces, { widths, X }: { widths: number[]; X: Matrix }): Tower {
  const layers = f.W.list(widths.length - 1).map((layer, h) => layer.matrix(widths[h + 1]!, widths[h]!));
  const entries = [X, ...layers].reduce((sum, { doubles }) => sum + doubles.length, 0);
  f.W.charge(entries * (X.rows + widths.at(-1)!));
  return { widths, X, layers };
}

/** What evidence is about: a network, and where its layers are in coordinates (3.3) what they say of it. */
export interface Subject {
  readonly net: Network;
  /** Those of the other towers: for each, Y is what the others leave of it. */
  readonly towers: readonly Network[];
  readonly coordinates?: Coordinates;
}

export function readInstance(place: Place): Subject {
  const [hasOthers, hasCoordinates] = [place.has('others'), place.has('coordinates')];
  const more = [hasOthers ? (['others'] as const) : [], hasCoordinates ? (['coordinates'] as const) : []].flat();
  const f = place.fields('widths', 'X', 'Y', 'W', 'loss', ...more);
  const input = readInput(f, (outputs) => f.Y.list(outputs)[0]);
  const [outputs, m] = [input.widths.at(-1)!, input.X.cols];
  const Y = f.Y.matrix(outputs, m);
  const main = readLayers(f, input);
  const others = (hasOthers ? f.others.list() : []).map((tower) => {
    const g = tower.fields('widths', 'X', 'W');
    const samples = () => f.Y.list(outputs)[0];
    const read = readLayers(g, readInput(g, samples));
    g.widths.demand(read.widths.at(-1) === outputs, 'SHAPE', 'not as many outputs as the first tower');
    g.X.demand(read.X.cols === m, 'SHAPE', 'not as many samples as the first tower');
    // Statements on several towers ask for the gradients of all.
    g.W.charge(gradientWork(read.widths));
    return read;
  });
  const loss = readLoss(f.loss, Y);
  f.loss.demand(!loss.mu || main.layers.length === 2, 'SHAPE', 'this loss is of two layers');
  const towers = [main, ...others];
  const outputsOf = ({ X, layers }: Tower) => layers.reduce((input, layer) => layer.times(input), X);
  const fitted = towers.length > 1 ? towers.map(outputsOf) : [];
  const unfitted = fitted.reduce((sum, of) => sum.minus(of), Y);
  const [net, ...rest] = towers.map((tower, k) => {
    const left = towers.length > 1 ? unfitted.plus(fitted[k]!) : Y;
    return makeNetwork(tower.widths, tower.X, left, tower.layers, loss);
  });
  return { net: net!, towers: rest, ...(hasCoordinates && { coordinates: readCoordinates(f.coordinates, net!) }) };
}
