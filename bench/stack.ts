import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startProgram, type Child } from '../src/process/child-process.js';
import { findFreePorts } from '../src/local/ports.js';
import { MALLOC_ARENA_MAX } from '../src/local/settings.js';

/** A stack as `npm start` runs it: durable Postgres, the Temporal dev server, the gateway, the API and the workers. */
export interface Stack {
  /** Process id of the starter, the parent of all processes of the stack. */
  readonly pid: number;
  /** State of the stack; removed when it stops. */
  readonly folder: string;
  readonly url: string;
  /** URL of the database as its superuser. */
  readonly databaseUrl: string;
  /** Process ids of servers that the stack uses but did not start, by name. */
  readonly externalProcesses: ReadonlyMap<string, number>;
  /** Environment for further processes that connect to the stack. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Without limits, which would be measured in place of the work. */
const UNLIMITED = {
  RATE_LIMIT_PER_USER: '0',
  RATE_LIMIT_PER_ADDRESS: '0',
  PAYMENTS_PER_SECOND: '100000',
  PLACEMENT_TIMEOUT_SECONDS: '60',
  RECONCILE_EVERY_SECONDS: '0',
  ADMISSION_TARGET_SECONDS: '0',
};

/** For loads that the stack cannot take: the time limits that it has without settings, or those of this process. */
export const AS_SHIPPED = {
  PLACEMENT_TIMEOUT_SECONDS: process.env.PLACEMENT_TIMEOUT_SECONDS ?? '',
  ADMISSION_TARGET_SECONDS: process.env.ADMISSION_TARGET_SECONDS ?? '',
};

/**
 * Starts a stack from the built code on free ports. Another process may take a port first, so a failed start is repeated.
 *
 * @param overrides - variables of the stack that override those of this process; may name an external Postgres or Temporal
 */
export async function startStack(overrides: Readonly<Record<string, string>> = {}, attempts = 3): Promise<Stack> {
  try {
    return await startOnce(overrides);
  } catch (error) {
    if (attempts === 1) throw error;
    return startStack(overrides, attempts - 1);
  }
}

async function startOnce(overrides: Readonly<Record<string, string>>): Promise<Stack> {
  // The stack creates the folder with permissions that let the user of Postgres enter it.
  const folder = path.join(tmpdir(), `bench-${randomUUID()}`);
  const [PORT = '', GATEWAY_PORT = '', POSTGRES_PORT = '', TEMPORAL_PORT = '', TEMPORAL_UI_PORT = ''] = (
    await findFreePorts(5)
  ).map(String);
  const starter = startProgram([process.execPath, 'dist/local/start.js'], {
    env: {
      ...process.env,
      ...UNLIMITED,
      ...{ PORT, GATEWAY_PORT, POSTGRES_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT },
      DATABASE_URL: '',
      TEMPORAL_ADDRESS: '',
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'json',
      ...overrides,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A separate process group: Ctrl-C reaches only the bench, which then stops the stack.
    detached: true,
  });
  const remove = () => rm(folder, { recursive: true, force: true });
  const pid = await waitUntilReady(starter).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const {
    DATABASE_URL: databaseUrl = `postgres://postgres:postgres@127.0.0.1:${POSTGRES_PORT}/orders`,
    TEMPORAL_ADDRESS = `127.0.0.1:${TEMPORAL_PORT}`,
  } = overrides;
  return {
    pid,
    folder,
    url: `http://127.0.0.1:${PORT}`,
    databaseUrl,
    externalProcesses: new Map(),
    environment: {
      ...UNLIMITED,
      // The processes of the stack have the same setting.
      MALLOC_ARENA_MAX,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS,
      TEMPORAL_CONFIG_FILE: path.join(folder, 'temporal.toml'),
      GATEWAY_URL: `http://127.0.0.1:${GATEWAY_PORT}`,
      API_URL: `http://127.0.0.1:${PORT}`,
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'json',
    },
    async stop() {
      await starter.stop();
      await remove();
    },
  };
}

/** @returns the process id of the starter */
async function waitUntilReady(starter: Child): Promise<number> {
  const ready = new Promise<number>((resolve) => {
    starter.process.stdout?.on('data', () => {
      if (starter.output().includes('Ready in')) resolve(starter.process.pid ?? NaN);
    });
  });
  const ended = starter.exited.then(() => {
    throw new Error(`The stack did not start:\n${starter.output()}`);
  });
  ended.catch(() => undefined);
  return Promise.race([ready, ended]);
}
