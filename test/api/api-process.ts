import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../src/local/ports.js';
import type { System } from '../kit/system.js';

const ENTRY = fileURLToPath(new URL('../../src/api/main.ts', import.meta.url));

/** The API in a separate process, which a test can kill. */
export interface ApiProcess {
  readonly url: string;
  /** Sends SIGKILL. */
  kill(): Promise<void>;
}

export async function startApiProcess({ database, temporal }: System): Promise<ApiProcess> {
  const port = await findFreePort();
  const child = fork(ENTRY, {
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      PORT: String(port),
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace ?? 'default',
    },
  });
  await waitUntilReady(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function waitUntilReady(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The API exited with code ${code as number}.`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => undefined);
}
