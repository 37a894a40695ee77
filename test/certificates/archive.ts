import { examples } from '../../properties/examples.ts';
import { properties } from '../../properties/index.ts';
import { refuteVariant } from '../../src/campaign/mutants.ts';
import type { Certificate } from '../../src/certificate/certificate.ts';
import { explain } from '../../src/certificate/explain/explain.ts';
import { VERSION } from '../../src/certificate/version.ts';
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
    const provenance = {
      generator: 'example',
      seed: '',
      path: name,
      index: 0,
      version: VERSION,
      tier: 'exact',
    } as const;
    add(`accepted/${statement}/${name}`, makeCertificate(statement, instance, property.prove(instance), provenance));
  }
  for (const property of properties) {
    for (const variant of property.variants) {
      const { line, message } = refuteVariant(property, variant, SEED);
      if (line === undefined) throw new Error(`${property.id}~${variant.id} is not refuted: ${message}`);
      add(`refuted/${property.id}/${variant.id}`, JSON.parse(line));
    }
  }
  for (const attack of attacks) {
    const source = files.get(`accepted/${attack.from[0]}/${attack.from[1]}.json`);
    if (source === undefined)
      throw new Error(`${attack.name} starts from ${attack.from.join('/')}, which is not there`);
    files.set(`reject/${attack.name}.json`, attacked(attack, source));
  }
  files.set('reject/README.md', rejectTable());
  return files;
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
