/**
 * Trains small linear networks on Linnerud and Iris from small weights, and says of every plateau on the way what it is:
 *
 *     npm run --silent train [FOLDER]
 *
 * The smaller the first weights, the nearer gradient descent passes by saddles, of rank 0, 1, 2, … The folder (out/trained) gets the points as training
 * left them, in points.jsonl, which `depthcert classify --trained --jsonl` reads, and in certificates/ what proves each line. Exit code 1 if one of them
 * is not verified.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isVerified } from '../../src/certificate/verified.ts';
import { table } from '../../src/cli/print.ts';
import { rowsOf, trained, trainings } from './trainings.ts';

const folder = process.argv[2] ?? 'out/trained';
const rows: string[][] = [];
const points: string[] = [];
const certificates: string[] = [];
let verified = 0;
for (const training of trainings) {
  for (const { step, weights, widths, found } of trained(training)) {
    const { X, Y } = found.certificate.instance;
    const W = weights.map(rowsOf);
    const id = `${training.name} ${widths.join('-')}, step ${step}`;
    rows.push([training.name, widths.join('-'), String(step), found.sentence]);
    points.push(`${JSON.stringify({ id, widths, X, Y, W })}\n`);
    certificates.push(found.line);
    if (isVerified(found.result.status)) verified++;
  }
}
mkdirSync(join(folder, 'certificates'), { recursive: true });
writeFileSync(join(folder, 'points.jsonl'), points.join(''));
writeFileSync(join(folder, 'certificates', 'near-critical.jsonl'), certificates.join(''));
console.log(table(['data', 'widths', 'step', 'the plateau is'], rows, [2]));
console.log(`\n${rows.length} plateaus, ${verified} certificates verified, in ${folder}/certificates`);
if (verified < rows.length) process.exitCode = 1;
