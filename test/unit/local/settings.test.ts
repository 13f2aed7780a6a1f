import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { describeStack } from '../../../src/local/describe-stack.js';
import { readSettings } from '../../../src/local/settings.js';
import { readStackFile, stackFile } from '../../../src/process/stack-file.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'settings-'));
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'NODE_ENV']) vi.stubEnv(name, '');
  vi.stubEnv('DATA_DIR', dataDir);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dataDir, { recursive: true });
});

it('gives each worker a health port of its own', () => {
  vi.stubEnv('WORKER_HEALTH_PORT', '19000');
  const { workerEnvironment, listeners } = readSettings();
  expect(workerEnvironment).toEqual({
    orders: { WORKER_HEALTH_PORT: '19000' },
    inventory: { WORKER_HEALTH_PORT: '19001' },
    payments: { WORKER_HEALTH_PORT: '19002' },
  });
  expect(listeners.map(({ port }) => port)).toEqual(expect.arrayContaining([19_000, 19_001, 19_002]));
});

it('describes the stack for its commands, readable by the owner only', async () => {
  vi.stubEnv('TEMPORAL_PORT', '17233');
  vi.stubEnv('JWT_SECRET', "a secret of this stack: it isn't the default");
  vi.stubEnv('WORKER_BUILD_ID', 'release-1');
  vi.stubEnv('WORKER_HEALTH_PORT', '19000');
  vi.stubEnv('LOG_LEVEL', 'debug');
  await describeStack(readSettings());
  expect((await stat(stackFile(dataDir))).mode & 0o777).toBe(0o600);
  const variables = readStackFile(dataDir);
  expect(variables).toMatchObject({
    DATABASE_URL: 'postgres://postgres:postgres@127.0.0.1:54329/orders',
    TEMPORAL_ADDRESS: '127.0.0.1:17233',
    TEMPORAL_PORT: '17233',
    PORT: '3000',
    JWT_SECRET: "a secret of this stack: it isn't the default",
  });
  // They belong to one process; another worker has its own.
  for (const name of ['WORKER_BUILD_ID', 'WORKER_HEALTH_PORT', 'LOG_LEVEL', 'PATH', 'HOME'])
    expect(variables).not.toHaveProperty(name);
});
