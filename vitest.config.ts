import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Each kind of test and the ground it stands on; `vitest run --project unit` runs one kind. */
function project(name: string, options: { database: boolean }): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      globalSetup: options.database ? ['test/support/global-setup.ts'] : [],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}

export default defineConfig({
  test: {
    // Two cores, and every file of these brings up workers: more at once would only wait for each other.
    maxWorkers: 2,
    projects: [
      project('unit', { database: false }),
      project('api', { database: true }),
      project('integration', { database: true }),
      project('workflow', { database: true }),
      project('faults', { database: true }),
    ],
  },
});
