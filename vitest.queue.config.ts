import { defineConfig } from 'vitest/config';

/** Campaigns over several processes with a real redis-server: `npm run test:queue`. */
export default defineConfig({
  test: {
    include: ['test/queue/faults/**/*.test.ts'],
    globalSetup: 'test/queue/faults/setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each test runs several processes, and waits for locks to expire.
    maxWorkers: 2,
    isolate: false,
  },
});
