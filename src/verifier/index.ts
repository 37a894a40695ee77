/** The independent verifier: `verifyCertificate`. It recomputes everything; a file brings hints only. */
import { type Claims, claimsOf, matchList, namesOf, prove, readGiven } from './checks.ts';
import { readInstance } from './instance.ts';
import { canonical, parseStrict } from './json.ts';
import { Place } from './read.ts';
import { Failure, LIMITS, malformed, overLimit, type Result } from './result.ts';
import { sha256, utf8 } from './sha256.ts';
import { type Choice, findStatement, type Statement, VERDICTS, type Verdict } from './statements.ts';
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
  const subject = readInstance(f.instance);
  f.instance.endInstance();
  const { net, coordinates } = subject;
  const verdict = f.verdict.choice(...(Object.keys(VERDICTS) as Verdict[]));
  const hypotheses = f.hypotheses.list().map((place) => {
    const h = place.fields('id', 'evidence');
    return { id: h.id.text(), place, item: readGiven(h.evidence, subject) };
  });
  const evidence = f.evidence.list().map((place) => readGiven(place, subject));
  const tier = f.provenance.field('tier').choice('exact', 'enclosed');
  const precision = tier === 'enclosed' ? (['precision'] as const) : [];
  const p = f.provenance.fields('generator', 'seed', 'path', 'index', 'version', 'tier', ...precision);
  for (const place of [p.generator, p.seed, p.path, p.version, f.digest]) place.text();
  p.index.natural();
  if (tier === 'enclosed') p.precision.natural(1);

  const statement = findStatement(id) ?? f.statement.fail('STATEMENT', 'unknown statement');
  const losses: readonly string[] = statement.losses ?? ['square'];
  const isKnown = losses.includes(net.loss.kind);
  const kind = f.instance.field('loss').field('kind');
  kind.demand(isKnown, 'LOSS', `this statement is about the losses ${losses.join(', ')}`);
  const others = f.instance.has('others') ? f.instance.field('others') : undefined;
  others?.demand(statement.towers === true, 'UNKNOWN_FIELD', 'this statement is about one network');
  if (coordinates) {
    const isAbout = statement.coordinates && net.loss.kind === 'square' && !others;
    const message = 'this statement is not about coordinates, or not for this loss or several towers';
    f.instance.field('coordinates').demand(isAbout === true, 'UNKNOWN_FIELD', message);
  }
  f.digest.demand(digestOf(root.value as object) === f.digest.value, 'DIGEST', 'not the digest of this file');
  const isNear = evidence.some(({ kind }) => kind === 'near-critical-point');
  const isEnclosed = coordinates !== undefined || net.loss.transcendental !== undefined || isNear;
  p.tier.demand((tier === 'enclosed') === isEnclosed, 'TIER', `expected the tier ${isEnclosed ? 'enclosed' : 'exact'}`);
  if (verdict === 'undecided') {
    matchList(f.evidence, evidence, [], 'EVIDENCE');
    f.verdict.fail('UNDECIDED', 'nothing is claimed');
  }

  coordinates?.prove();
  const claims = claimsOf(subject, verdict, evidence);
  const given = hypotheses.map(({ id, place, item }) => ({ ...item, label: `${id} by ${item.label}`, place }));
  const wanted = statement.hypotheses.map(([id, by]) => `${id} by ${by.replace('(H,', `(${net.H},`)}`);
  matchList(f.hypotheses, given, wanted, 'HYPOTHESES');
  for (const [k, [, , says, holds]] of statement.hypotheses.entries()) {
    const { item, place } = hypotheses[k]!;
    // A gradient that is not zero makes the certificate vacuous rather than wrong: `holds` computes it. Not so at a vertex, as it may be zero between.
    if (item.kind !== 'zero' || item.isOnVertices) item.check(claims);
    const isTrue = (item.isOnVertices ? claims.everywhere : [claims.ofData]).every(holds);
    place.demand(isTrue, 'HYPOTHESIS', `false for this instance: ${says}`);
  }
  f.verdict.demand(statement.verdicts.includes(verdict), 'VERDICT', 'not a verdict of this statement');
  const brought = new Set<Choice>(hypotheses.map(({ item }) => item.kind).filter((kind) => BROUGHT.includes(kind)));
  const prescribed = statement.evidence(claims.everywhere[0]!).filter((choice) => !brought.has(choice));
  prove(f.evidence, evidence, prescribed, claims);
  const concludes = claims.everywhere.every((claim) => statement.concludes?.(claim) ?? true);
  f.verdict.demand(concludes, 'CONCLUSION', 'the evidence does not agree with the statement');

  const kinds = namesOf([...hypotheses.map(({ item }) => item), ...evidence]);
  const { near } = claims.ofData;
  const isInFrame = coordinates !== undefined || near?.S !== undefined;
  const used = [...kinds, ...(near?.used ?? []), ...(isInFrame ? ['coordinates'] : []), ...(near?.S ? ['frame'] : [])];
  const reliesOn = lemmasFor([...used, id, id.split(/~|\/without-/)[0]!, net.loss.kind]);
  const status = isEnclosed ? 'VALID_ENCLOSED' : 'VALID_EXACT';
  const claim = sentence(id, statement, claims, coordinates !== undefined);
  return { status, statement: id, verdict, claim, reliesOn };
}

/** One sentence: what was verified. */
function sentence(id: string, statement: Statement, { ofData }: Claims, inCoordinates: boolean): string {
  const { says, also, hypotheses } = statement;
  const { net, verdict, near } = ofData;
  const under = hypotheses.map(([name, , says]) => `${name} (${says})`).join(', ');
  const where = under && `, where ${under} hold${hypotheses.length === 1 ? 's' : ''}`;
  const coordinates = inCoordinates ? ', its layers in coordinates of an eigenbasis of Σ,' : '';
  const S = near?.S ? ` and S = {${near.S.join(', ')}}` : '';
  const found = near
    ? `within ${near.distance.num[0]}/${near.distance.den} of W there is a critical point W* with rank R = ${near.rank}${S}, and `
    : '';
  // What a verdict says of W, said of W*.
  const shown = near ? VERDICTS[verdict].replaceAll(/\bW\b/g, 'W*') : VERDICTS[verdict];
  const instance = `for the linear network of widths ${net.widths.join('-')}${coordinates} with m = ${net.X.cols} and the ${net.loss.kind} loss`;
  const claim = id.includes('~')
    ? `${id} is false: it claims that ${says}; but`
    : `${id} (${says}) holds for this instance:`;
  return `${claim} ${instance}${where}, ${found}${shown}${also ? `, ${also}` : ''}.`;
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
