import { examples } from '../../properties/examples.ts';
import { properties } from '../../properties/index.ts';
import { certifyWithout } from '../../src/campaign/audit.ts';
import { provenance } from '../../src/campaign/instances.ts';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import type { Property } from '../../src/campaign/property.ts';
import { EXAMPLE } from '../../src/campaign/replay.ts';
import type { Certificate } from '../../src/certificate/certificate.ts';
import { explain } from '../../src/certificate/explain/explain.ts';
import { makeCertificate, readable } from '../../src/certificate/write.ts';
import { statementText } from '../../src/cli/explain.ts';
import { verifyCertificate } from '../../src/verifier/index.ts';
import { attacked } from './attacks/attack.ts';
import { attacks } from './attacks.ts';

/** The seed with which the archive's counterexamples are searched. */
const SEED = 'archive';

/** What certificates/ holds beside the specification and the schema: path from there ↦ content. Made anew by `npm run archive`. */
export function archive(): Map<string, string> {
  const files = new Map<string, string>();
  const add = (path: string, certificate: Certificate): void => {
    const text = readable(certificate);
    files.set(`${path}.json`, text);
    files.set(`${path}.md`, explain(certificate, verifyCertificate(text), statementText(certificate.statement)));
  };
  for (const { statement, name, instance } of examples) {
    const property = properties.find((p) => p.id === statement)!;
    const proof = property.prove(instance);
    const origin = provenance(EXAMPLE, '', name, 0, proof);
    add(`accepted/${statement}/${name}`, makeCertificate(statement, instance, proof, origin));
  }
  for (const property of properties) {
    for (const variant of property.variants) {
      const { line, message } = refuteVariant(property, variant, SEED);
      if (line === undefined) throw new Error(`${property.id}~${variant.id} is not refuted: ${message}`);
      add(`refuted/${property.id}/${variant.id}`, JSON.parse(line));
    }
  }
  for (const property of properties) {
    for (const { id, audit } of property.hypotheses) {
      if (audit.kind !== 'not needed') continue;
      add(`audited/${property.id}/without-${id}`, JSON.parse(shortest(property, id)));
    }
  }
  files.set('hypotheses.md', hypothesesTable());
  for (const attack of attacks) {
    const source = files.get(`accepted/${attack.from[0]}/${attack.from[1]}.json`);
    if (source === undefined)
      throw new Error(`${attack.name} starts from ${attack.from.join('/')}, which is not there`);
    files.set(`reject/${attack.name}.json`, attacked(attack, source));
  }
  files.set('reject/README.md', rejectTable());
  return files;
}

/** Of so many certificates without a hypothesis the shortest is kept. */
const CANDIDATES = 40;

function shortest(property: Property, hypothesis: string): string {
  const lines: string[] = [];
  for (let index = 0; index < 400 && lines.length < CANDIDATES; index++) {
    const line = certifyWithout(property, hypothesis, SEED, index);
    if (line !== undefined) lines.push(line);
  }
  if (lines.length === 0) throw new Error(`${property.id}: no instance without ${hypothesis}`);
  return lines.reduce((a, b) => (b.length < a.length ? b : a));
}

/** What is known of every hypothesis, with the instance that is kept. */
function hypothesesTable(): string {
  const rows = properties.flatMap((property) =>
    property.hypotheses.map(({ id, text, status, audit }) => {
      const kept =
        audit.kind === 'necessary'
          ? `[${audit.variant}](refuted/${property.id}/${audit.variant}.json)`
          : audit.kind === 'not needed'
            ? `[one of them](audited/${property.id}/without-${id}.json)`
            : audit.why;
      const finding = audit.kind === 'not needed' ? 'not needed on anything tried' : audit.kind;
      return `| \`${property.id}\` | ${id} | ${text} | ${status} | ${finding} | ${kept} |`;
    }),
  );
  return [
    '# The hypotheses, audited',
    '',
    'For every hypothesis of every statement: *necessary* if a certified instance without it contradicts the conclusion; *not needed on anything tried* if the',
    'conclusion was certified on every instance tried on which this hypothesis alone is false, which proves nothing; *unknown* if neither was tried, with the reason.',
    '`depthcert hypotheses` tries again, and counts.',
    '',
    '| statement | id | hypothesis | known by | finding | instance |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** The table of the reject corpus, which says how each file must be turned down. */
function rejectTable(): string {
  const rows = attacks.map(
    ({ name, says, status, code, pointer }) =>
      `| [${name}](${name}.json) | ${says} | \`${status}\` | \`${code}\` | \`"${pointer}"\` |`,
  );
  return [
    '# What must not be accepted',
    '',
    'Each file is a certificate of the archive with one thing wrong, named after the attack; where the table does not say `DIGEST`, the',
    'digest was made anew, so that only the check in question can find it. `depthcert verify certificates/reject` shows them turned down.',
    '',
    '| attack | what is wrong | status | code | place |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
