/** @jest-config-loader esbuild-register */
import type { Config } from 'jest';

/** The acceptance suite: black box over HTTP and the Temporal CLI, against `npm start` or a stack at BASE_URL. */
const config: Config = {
  roots: ['<rootDir>/acceptance'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  globalSetup: '<rootDir>/acceptance/support/global-setup.ts',
  globalTeardown: '<rootDir>/acceptance/support/global-teardown.ts',
  testTimeout: 120_000,
  maxWorkers: 1,
};

export default config;
