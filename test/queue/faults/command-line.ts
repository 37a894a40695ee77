import { fileURLToPath } from 'node:url';

/** The built command line. */
export const MAIN = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url));

/** The campaign of these tests: instances so slow that a shard can be interrupted, and variants that are found quickly. */
export const CAMPAIGN = [
  ...['zhang-2019/full-rank', 'zhu-2018/thm-shallow'],
  ...['--runs', '60', '--shard-size', '12', '--seed', 'queue'],
];
