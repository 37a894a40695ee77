import { Command } from 'commander';
import { properties } from '../../properties/index.ts';
import { printJson, printLine, table } from './print.ts';

export const listCommand = (): Command =>
  new Command('list')
    .description('the statements: id, source, what one certificate proves, tiers')
    .option('--json', 'one JSON object: {"statements":[…]}, with the hypotheses, coverage classes and variants')
    .addHelpText('after', '\nExample:\n  depthcert list')
    .action(list);

async function list({ json }: { json?: true }): Promise<void> {
  if (json) {
    await printJson({
      statements: properties.map((p) => ({
        id: p.id,
        source: p.source,
        statement: p.statement,
        proves: p.proves,
        tiers: p.tiers,
        hypotheses: p.hypotheses.map(({ id, text, status }) => ({ id, text, status })),
        instances: p.instances?.length ?? null,
        coverage: p.coverage.map(({ name, minimum }) => ({ name, minimum })),
        variants: p.variants.map(({ id, claim }) => ({ id: `${p.id}~${id}`, claim })),
      })),
    });
    return;
  }
  const rows = properties.map((p) => [p.id, p.tiers.join(', '), String(p.variants.length), p.source]);
  await printLine(table(['statement', 'tiers', 'variants', 'source'], rows, [2]));
  for (const p of properties) await printLine(`\n${p.id}\n  ${p.proves}`);
}
