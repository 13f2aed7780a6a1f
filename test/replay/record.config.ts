import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** For `npm run record:histories`, which writes the histories that the tests replay. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: ['test/kit/global-setup.ts'],
    include: ['test/replay/record.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
