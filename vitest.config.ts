import { defineConfig } from 'vitest/config';

/** These need nothing that runs; `vitest run --project unit` runs one kind. */
const KINDS_WITHOUT_SERVICES = ['unit', 'meta', 'production'];

/** These share Postgres, the Temporal binaries and the workflow bundle, which start once however many kinds run. */
const KINDS_WITH_SERVICES = [
  'api',
  'integration',
  'workflow',
  'faults',
  'browser',
  'telemetry',
  'replay',
  'recovery',
  'fuzz',
];

export default defineConfig({
  test: {
    // More than the two cores of a small machine: many tests wait for timers and processes.
    maxWorkers: 3,
    // `npm run coverage`. Code that runs in workflow sandboxes and in other processes is not counted.
    coverage: {
      provider: 'v8',
      include: ['src/**', 'packages/client/src/**'],
      reporter: [['text', { skipFull: true }], 'text-summary'],
    },
    projects: [
      ...KINDS_WITHOUT_SERVICES.map((name) => project(name, [])),
      ...KINDS_WITH_SERVICES.map((name) => project(name, ['test/kit/global-setup.ts'])),
    ],
  },
});

function project(name: string, globalSetup: string[]) {
  const include = [`test/${name}/**/*.test.ts`];
  return { test: { name, include, globalSetup, testTimeout: 120_000, hookTimeout: 120_000 } };
}
