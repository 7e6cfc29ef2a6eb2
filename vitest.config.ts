import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Minutes each; begun last, they would go on alone when all else is done. */
const LONGEST = [
  'test/browser/pages.test.ts',
  'test/browser/form/sheet.test.ts',
  'test/build/build.test.ts',
  'test/parts/worker/soak.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((path) => moduleId.endsWith(path));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Two at once: the tests that make and run executables are heavy in memory.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    env: {
      // Shells are made once for all tests, and once for many runs; nothing of the user's is touched.
      HOLDALL_CACHE: resolve('node_modules/.cache/holdall-test'),
    },
  },
});
