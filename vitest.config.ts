import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Two at once: the tests that make and run executables are heavy in memory.
    maxWorkers: 2,
    env: {
      // Shells are made once for all tests, and once for many runs; nothing of the user's is touched.
      HOLDALL_CACHE: resolve('node_modules/.cache/holdall-test'),
    },
  },
});
