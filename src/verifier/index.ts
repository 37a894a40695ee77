/** The independent verifier: `verifyCertificate`. It recomputes everything; a file brings hints only. */
import { type Item, readEvidence } from './checks.ts';
import { canonical, parseStrict } from './json.ts';
import { readLoss } from './losses.ts';
import type { Matrix } from './matrix.ts';
import { makeNetwork, type Network } from './network.ts';
import { Place } from './read.ts';
import { type Code, Failure, LIMITS, malformed, overLimit, type Result } from './result.ts';
import { sha256, utf8 } from './sha256.ts';
import { type Choice, type Claim, findStatement, type Statement, VERDICTS, type Verdict } from './statements.ts';
import { lemmasFor } from './trust.ts';

export { canonical, type Json, type JsonObject, parseStrict } from './json.ts';
export { type Code, Failure, LIMITS, type Result, type Status } from './result.ts';
export { sha256 } from './sha256.ts';
export { STATEMENTS, VERDICTS } from './statements.ts';
export { LEMMAS, type Lemma } from './trust.ts';

export const FORMAT = 'depthcert/1';

/** The digest of a parsed certificate: SHA-256 of its canonical form without the field `digest`. */
export function digestOf(certificate: object): string {
  const { digest: _, ...rest } = certificate as { digest?: unknown };
  return `sha256:${sha256(canonical(rest))}`;
}

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
  const entries = [X, ...layers].reduce((sum, { num }) => sum + num.length, 0);
  f.W.charge(entries * (X.rows + widths.at(-1)!));
  return { widths, X, layers };
}

/** The network, and those of the other towers: for each, Y is what the others leave of it. */
function readInstance(place: Place): { net: Network; towers: Network[] } {
  const hasOthers = place.has('others');
  const f = place.fields('widths', 'X', 'Y', 'W', 'loss', ...(hasOthers ? (['others'] as const) : []));
  const input = readInput(f, (outputs) => f.Y.list(outputs)[0]);
  const [outputs, m] = [input.widths.at(-1)!, input.X.cols];
  const Y = f.Y.matrix(outputs, m);
  const main = readLayers(f, input);
  const others = (hasOthers ? f.others.list() : []).map((tower) => {
    const g = tower.fields('widths', 'X', 'W');
    const read = readLayers(
      g,
      readInput(g, () => f.Y.list(outputs)[0]),
    );
    g.widths.demand(read.widths.at(-1) === outputs, 'SHAPE', 'not as many outputs as the first tower');
    g.X.demand(read.X.cols === m, 'SHAPE', 'not as many samples as the first tower');
    return read;
  });
  const loss = readLoss(f.loss, outputs, m);
  f.loss.demand(!loss.mu || main.layers.length === 2, 'SHAPE', 'this loss is of two layers');
  const towers = [main, ...others];
  const outputsOf = ({ X, layers }: Tower) => layers.reduce((input, layer) => layer.times(input), X);
  const fitted = towers.map(outputsOf);
  const unfitted = towers.length > 1 ? fitted.reduce((sum, of) => sum.minus(of), Y) : undefined;
  const [net, ...rest] = towers.map((tower, k) => {
    const left = unfitted?.plus(fitted[k]!) ?? Y;
    return makeNetwork(tower.widths, tower.X, left, tower.layers, loss);
  });
  return { net: net!, towers: rest };
}

/** Kinds that are not repeated in the evidence where a hypothesis has them. */
const BROUGHT = ['zero', 'least-squares'];

function verify(text: string): Result {
  const tooLong = text.length > LIMITS.bytes || (text.length * 3 > LIMITS.bytes && utf8(text).length > LIMITS.bytes);
  if (tooLong) overLimit('', `more than ${LIMITS.bytes} bytes`);
  const root = new Place(parseStrict(text));
  root.field('format').demand(root.field('format').text() === FORMAT, 'VERSION', 'unknown format');

  // The structure: every field has the right type and shape, and nothing is believed.
  const f = root.fields('format', 'statement', 'instance', 'verdict', 'hypotheses', 'evidence', 'provenance', 'digest');
  const id = f.statement.text();
  const { net, towers } = readInstance(f.instance);
  const verdict = f.verdict.choice(...(Object.keys(VERDICTS) as Verdict[]));
  const hypotheses = f.hypotheses.list().map((place) => {
    const h = place.fields('id', 'evidence');
    return { id: h.id.text(), place, item: readEvidence(h.evidence, net) };
  });
  const evidence = f.evidence.list().map((place) => readEvidence(place, net));
  const p = f.provenance.fields('generator', 'seed', 'path', 'index', 'version', 'tier');
  for (const place of [p.generator, p.seed, p.path, p.version, f.digest]) place.text();
  p.index.natural();
  p.tier.choice('exact');

  const statement = findStatement(id) ?? f.statement.fail('STATEMENT', 'unknown statement');
  const losses: readonly string[] = statement.losses ?? ['square'];
  const isKnown = losses.includes(net.loss.kind);
  f.instance
    .field('loss')
    .field('kind')
    .demand(isKnown, 'LOSS', `this statement is about the losses ${losses.join(', ')}`);
  if (f.instance.has('others') && !statement.towers) {
    f.instance.field('others').fail('UNKNOWN_FIELD', 'this statement is about one network');
  }
  f.digest.demand(digestOf(root.value as object) === f.digest.value, 'DIGEST', 'not the digest of this file');
  const claim: Claim = { net, towers, verdict, evidence, ranks: new Map() };
  if (verdict === 'undecided') {
    matchList(f.evidence, evidence, [], 'EVIDENCE');
    f.verdict.fail('UNDECIDED', 'nothing is claimed');
  }

  const given = hypotheses.map(({ id, place, item }) => ({ ...item, label: `${id} by ${item.label}`, place }));
  const wanted = statement.hypotheses.map(([id, by]) => `${id} by ${by.replace('(H,', `(${net.H},`)}`);
  matchList(f.hypotheses, given, wanted, 'HYPOTHESES');
  for (const [k, [, , says, holds]] of statement.hypotheses.entries()) {
    const { item, place } = hypotheses[k]!;
    // A gradient that is not zero makes the certificate vacuous rather than wrong: `holds` computes it.
    if (item.kind !== 'zero') item.check(claim);
    place.demand(holds(claim), 'HYPOTHESIS', `false for this instance: ${says}`);
  }
  f.verdict.demand(statement.verdicts.includes(verdict), 'VERDICT', 'not a verdict of this statement');
  const brought = new Set<Choice>(hypotheses.map(({ item }) => item.kind).filter((kind) => BROUGHT.includes(kind)));
  const prescribed = statement.evidence(claim).filter((choice) => !brought.has(choice));
  matchList(f.evidence, evidence, prescribed, 'EVIDENCE');
  // A gradient that is not zero shows at order 1.
  const descent = evidence.find(({ kind }) => kind === 'descent-curve');
  const order = verdict === 'not-critical' ? descent?.place.field('order') : undefined;
  order?.demand(order.value === 1, 'EVIDENCE', 'expected order 1');
  for (const item of evidence) item.check(claim);
  const concludes = statement.concludes?.(claim) ?? true;
  f.verdict.demand(concludes, 'CONCLUSION', 'the evidence does not agree with the statement');

  const kinds = [...hypotheses.map(({ item }) => item), ...evidence].flatMap(({ kind, label }) => [kind, label]);
  const reliesOn = lemmasFor([...kinds, id, id.split(/~|\/without-/)[0]!]);
  return { status: 'VALID_EXACT', statement: id, verdict, claim: sentence(id, statement, claim), reliesOn };
}

/** The items of a list are exactly those prescribed, in their order. */
function matchList(list: Place, items: readonly Item[], prescribed: readonly Choice[], code: Code): void {
  for (const [k, choice] of prescribed.entries()) {
    const labels = [choice].flat();
    const item = items[k];
    (item?.place ?? list).demand(labels.includes(item?.label ?? ''), code, `expected ${labels.join(' or ')}`);
  }
  items[prescribed.length]?.place.fail(code, 'more than the statement prescribes');
}

/** One sentence: what was verified. */
function sentence(id: string, { says, also, hypotheses }: Statement, { net, verdict }: Claim): string {
  const under = hypotheses.map(([name, , says]) => `${name} (${says})`).join(', ');
  const where = under && `, where ${under} hold${hypotheses.length === 1 ? 's' : ''}`;
  const instance = `for the linear network of widths ${net.widths.join('-')} with m = ${net.X.cols} and the ${net.loss.kind} loss`;
  const isVariant = id.includes('~');
  const status = isVariant ? `${id} is false: it claims that ${says}; but` : `${id} (${says}) holds for this instance:`;
  return `${status} ${instance}${where}, ${VERDICTS[verdict]}${also ? `, ${also}` : ''}.`;
}

/** Verifies one certificate, given as text. Never throws: every text gets a status. */
export function verifyCertificate(text: string): Result {
  try {
    if (typeof text !== 'string') malformed('TYPE', '', 'expected a text');
    return verify(text);
  } catch (error) {
    if (error instanceof Failure) {
      return { status: error.status, code: error.code, pointer: error.pointer, message: error.message };
    }
    // Numbers or lists beyond what the engine can hold.
    if (error instanceof RangeError) return { status: 'LIMIT', code: 'LIMIT', pointer: '', message: error.message };
    throw error;
  }
}
