/** The independent verifier: `verifyCertificate`. It recomputes everything; a file brings hints only. */
import { type Item, type Known, readEvidence } from './evidence.ts';
import { canonical, parseStrict } from './json.ts';
import { LOSSES } from './loss.ts';
import { Network } from './network.ts';
import { Place } from './read.ts';
import { demand, Failure, LIMITS, malformed, overLimit, type Result } from './result.ts';
import { sha256, utf8 } from './sha256.ts';
import { EvidenceList, STATEMENTS, type Statement, VERDICTS, type Verdict } from './statements.ts';
import { lemmasFor } from './trust.ts';

export { canonical, type Json, type JsonObject, type ParseOptions, parseStrict } from './json.ts';
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

function readInstance(place: Place): Network {
  const f = place.fields('widths', 'X', 'Y', 'W', 'loss');
  const list = f.widths.list();
  if (list.length < 2) malformed('SHAPE', f.widths.pointer, 'expected at least two widths');
  if (list.length > LIMITS.layers + 1) overLimit(f.widths.pointer, `more than ${LIMITS.layers} layers`);
  const widths = list.map((width) => width.natural(LIMITS.width));
  const H = widths.length - 1;
  const firstRow = f.X.list(widths[0])[0] ?? f.Y.list(widths[H])[0];
  const m = firstRow?.list().length ?? 0;
  if (m > LIMITS.samples) overLimit(firstRow!.pointer, `more than ${LIMITS.samples} samples`);
  const X = f.X.matrix(widths[0]!, m);
  const Y = f.Y.matrix(widths[H]!, m);
  const W = f.W.list(H).map((layer, h) => layer.matrix(widths[h + 1]!, widths[h]!));
  const kind = f.loss.field('kind').text();
  // The fields of a loss that is not known cannot be judged: it is declined later.
  if (LOSSES.has(kind)) f.loss.fields('kind');
  return new Network(widths, X, Y, W, kind);
}

interface Certificate {
  readonly root: Place;
  readonly statement: string;
  readonly net: Network;
  readonly verdict: Verdict;
  readonly hypotheses: readonly { id: string; item: Item; pointer: string }[];
  readonly evidence: readonly Item[];
  readonly digest: string;
}

/** The structure of a certificate: every field has the right type and shape; nothing is believed. */
function readCertificate(root: Place): Certificate {
  const f = root.fields(
    ...(['format', 'statement', 'instance', 'verdict', 'hypotheses', 'evidence', 'provenance', 'digest'] as const),
  );
  const statement = f.statement.text();
  const net = readInstance(f.instance);
  const verdict = f.verdict.choice(...(Object.keys(VERDICTS) as Verdict[]));
  const hypotheses = f.hypotheses.list().map((place) => {
    const h = place.fields('id', 'evidence');
    return { id: h.id.text(), item: readEvidence(h.evidence, net), pointer: place.pointer };
  });
  const evidence = f.evidence.list().map((place) => readEvidence(place, net));
  const p = f.provenance.fields('generator', 'seed', 'path', 'index', 'version', 'tier');
  for (const place of [p.generator, p.seed, p.path, p.version]) place.text();
  p.index.natural();
  p.tier.choice('exact');
  return { root, statement, net, verdict, hypotheses, evidence, digest: f.digest.text() };
}

/** The hypotheses of the statement, in its order, each with evidence that is checked here. */
function checkHypotheses(certificate: Certificate, statement: Statement, known: Known): void {
  const given = certificate.hypotheses;
  for (const [k, hypothesis] of statement.hypotheses.entries()) {
    const { id, item, pointer } = given[k] ?? { pointer: '/hypotheses' };
    const matches = id === hypothesis.id && item?.label === hypothesis.by;
    demand(matches, 'HYPOTHESES', pointer, `expected ${hypothesis.id} by ${hypothesis.by}`);
  }
  const extra = given[statement.hypotheses.length];
  demand(extra === undefined, 'HYPOTHESES', extra?.pointer ?? '', 'more hypotheses than the statement has');
  for (const [k, hypothesis] of statement.hypotheses.entries()) {
    const { item, pointer } = given[k]!;
    // A gradient that is not zero makes the certificate vacuous rather than wrong: `holds` computes it.
    if (item.kind !== 'zero') item.check(known);
    if (!hypothesis.holds(certificate.net, item)) {
      throw new Failure('VACUOUS', 'HYPOTHESIS', pointer, `false for this instance: ${hypothesis.says}`);
    }
  }
}

/** One sentence: what was verified. */
function claimOf(id: string, statement: Statement, { net, verdict }: Certificate): string {
  const under = statement.hypotheses.map((hypothesis) => `${hypothesis.id} (${hypothesis.says})`).join(', ');
  const instance = `for the linear network of widths ${net.widths.join('-')} with m = ${net.X.cols} and the ${net.lossKind} loss`;
  const facts = `${instance}${under && `, where ${under} hold${statement.hypotheses.length === 1 ? 's' : ''}`}, ${VERDICTS[verdict]}`;
  return id.includes('~')
    ? `${id} is false: it claims that ${statement.says}; but ${facts}.`
    : `${id} (${statement.says}) is confirmed: ${facts}.`;
}

function verify(text: string): Result {
  const tooLong = text.length > LIMITS.bytes || (text.length * 3 > LIMITS.bytes && utf8(text).length > LIMITS.bytes);
  if (tooLong) overLimit('', `more than ${LIMITS.bytes} bytes`);
  const root = new Place(parseStrict(text));
  if (root.field('format').text() !== FORMAT) throw new Failure('DECLINED', 'VERSION', '/format', 'unknown format');
  const certificate = readCertificate(root);
  const { net, verdict } = certificate;
  const statement = STATEMENTS.get(certificate.statement);
  if (!statement) throw new Failure('DECLINED', 'STATEMENT', '/statement', 'unknown statement');
  if (!LOSSES.has(net.lossKind)) throw new Failure('DECLINED', 'LOSS', '/instance/loss/kind', 'unknown loss');
  demand(digestOf(root.value as object) === certificate.digest, 'DIGEST', '/digest', 'not the digest of this file');

  const list = new EvidenceList(certificate.evidence);
  if (verdict === 'undecided') {
    list.end();
    throw new Failure('UNDECIDED', 'UNDECIDED', '/verdict', 'nothing is claimed');
  }
  const known: Known = { net };
  checkHypotheses(certificate, statement, known);
  demand(statement.verdicts.includes(verdict), 'VERDICT', '/verdict', 'not a verdict of this statement');
  const conclusion = statement.prescribe(list, verdict, net);
  list.end();
  for (const item of certificate.evidence) item.check(known);
  demand(conclusion(net), 'CONCLUSION', '/verdict', 'the evidence does not agree with the statement');

  const id = certificate.statement;
  const kinds = [...certificate.hypotheses.map(({ item }) => item), ...certificate.evidence].map((item) => item.kind);
  return {
    status: 'VALID_EXACT',
    statement: id,
    verdict,
    claim: claimOf(id, statement, certificate),
    reliesOn: lemmasFor([...kinds, id, id.split('~')[0]!]),
  };
}

/** Verifies one certificate, given as text. Never throws: every text gets a status. */
export function verifyCertificate(text: string): Result {
  try {
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
