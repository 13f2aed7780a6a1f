import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Used only by `npm run screenshots`, which takes the pictures in the documentation. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    globalSetup: ['test/kit/global-setup.ts'],
    include: ['test/browser/screenshots.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
