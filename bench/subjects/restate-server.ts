import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { ConfigurationError } from '../../src/config/config.js';
import { findFreePorts } from '../../src/local/ports.js';
import { startProgram, type Child } from '../../src/process/child-process.js';
import { installOnDemand } from '../on-demand.js';

/** Not dependencies of this project: the SDK is made for a newer Node.js, and the server is 100 MB. */
const PACKAGES = {
  '@restatedev/restate-sdk': '1.17.2',
  '@restatedev/restate-server': '1.7.12',
};
const STARTUP_MS = 30_000;
const POLL_MS = 200;

export interface RestateServer {
  readonly pid: number;
  /** Variables of the caller. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<unknown>;
}

/**
 * Starts a Restate server of one node with its default settings: its log is flushed to the disk before it answers.
 *
 * @param folder - receives its state
 * @throws ConfigurationError when it cannot be installed or does not start on this machine
 */
export async function startRestate(folder: string): Promise<RestateServer> {
  const packages = await installOnDemand('restate', PACKAGES);
  const [node = 0, ingress = 0, admin = 0] = await findFreePorts(3);
  const program = path.join(
    packages,
    `node_modules/@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`,
  );
  const server = startProgram([program, '--no-logo', '--base-dir', path.join(folder, 'restate')], {
    env: {
      ...process.env,
      RESTATE_NODE_NAME: 'bench',
      RESTATE_LISTEN_MODE: 'tcp',
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_DISABLE_TELEMETRY: 'true',
      RESTATE_LOG_FILTER: 'error',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const adminUrl = `http://127.0.0.1:${admin}`;
  await waitUntilHealthy(server, `${adminUrl}/health`);
  await waitUntilHealthy(server, `http://127.0.0.1:${ingress}/restate/health`);
  return {
    pid: server.process.pid ?? NaN,
    environment: {
      RESTATE_LOGGING: 'ERROR',
      RESTATE_PACKAGES: packages,
      RESTATE_ADMIN_URL: adminUrl,
      RESTATE_INGRESS_URL: `http://127.0.0.1:${ingress}`,
    },
    stop: () => server.stop(),
  };
}

async function waitUntilHealthy(server: Child, url: string): Promise<void> {
  let failure: Error | undefined;
  server.exited.catch((error: unknown) => (failure = error as Error));
  const deadline = performance.now() + STARTUP_MS;
  while (performance.now() < deadline && failure === undefined && server.process.exitCode === null) {
    const response = await request(url).catch(() => undefined);
    await response?.body.dump();
    if (response?.statusCode === 200) return;
    await sleep(POLL_MS);
  }
  throw new ConfigurationError(`The Restate server did not start. ${failure?.message ?? server.output()}`.trim());
}
