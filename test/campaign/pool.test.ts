import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const built = (path: string) => JSON.stringify(new URL(`../../dist/${path}`, import.meta.url).href);

test('a thread that ends before its work counts as an error of that work, and the others go on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'depthcert-'));
  writeFileSync(
    join(folder, 'properties.mjs'),
    `import { properties as all } from ${built('properties/index.js')};
    import { examples } from ${built('properties/examples.js')};
    const instances = Array.from({ length: 40 }, (_, k) => () => (k === 20 ? process.exit(7) : examples[0].instance));
    const refute = () => process.exit(8);
    export const properties = [{ ...all[0], instances, variants: [{ ...all[0].variants[0], refute }] }];`,
  );
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { runCampaign } from ${built('src/campaign/run-campaign.js')};
    import { properties } from './properties.mjs';
    const module = new URL('./properties.mjs', import.meta.url);
    const result = await runCampaign(properties, { runs: 40, seed: 'test', workers: 2, module });
    console.log(JSON.stringify(result.statements[0]));`,
  );
  const { stdout, status } = spawnSync(process.execPath, [join(folder, 'main.mjs')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(status).toBe(0);
  const { runs, statuses, troubles, variants } = JSON.parse(stdout);
  // The batch of instance 20.
  expect({ runs, statuses }).toEqual({ runs: 40, statuses: { VALID_EXACT: 24, ERROR: 16 } });
  expect(troubles.map((t: { index: number }) => t.index)).toEqual(Array.from({ length: 16 }, (_, k) => 16 + k));
  expect(troubles[0]).toMatchObject({ seed: 'test', code: 'ERROR', message: 'Error: worker exited with code: 7' });
  expect(variants).toMatchObject([{ status: 'ERROR', message: 'Error: worker exited with code: 8' }]);
});
