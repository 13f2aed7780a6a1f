import { defineConfig } from 'vitest/config';

/** Each kind of test; `vitest run --project unit` runs one kind. */
const KINDS = [
  'unit',
  'api',
  'integration',
  'workflow',
  'faults',
  'browser',
  'telemetry',
  'replay',
  'recovery',
  'production',
];

export default defineConfig({
  test: {
    // Once for all of them: Postgres, the Temporal binaries, the workflow bundle.
    globalSetup: ['test/kit/global-setup.ts'],
    // Two cores, and most files bring up workers: more at once would only wait for each other.
    maxWorkers: 2,
    projects: KINDS.map((name) => ({
      test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 120_000, hookTimeout: 120_000 },
    })),
  },
});
