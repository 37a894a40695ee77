import { defineConfig } from 'vitest/config';

/** Replaces a module, so that its own modules must not be seen by other files. */
const replacing = 'test/evidence/gap-without-doubles.test.ts';
/** They need a redis-server, and have a configuration of their own. */
const queue = 'test/queue/faults/**';

export default defineConfig({
  test: {
    testTimeout: 120_000,
    maxWorkers: '100%',
    // The other files have no state in common; importing everything anew for each takes longer than most of them.
    projects: [
      {
        extends: true,
        test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [replacing, queue], isolate: false },
      },
      { extends: true, test: { name: 'isolated', include: [replacing] } },
    ],
  },
});
