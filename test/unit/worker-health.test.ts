import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import { serveHealth } from '../../src/workers/health.js';

const cleanups: (() => unknown)[] = [];
afterEach(() => Promise.all(cleanups.splice(0).map((close) => close())));

describe('the health endpoint of a worker', () => {
  it('returns 200 only while the worker runs', async () => {
    let state: 'INITIALIZED' | 'RUNNING' | 'DRAINING' = 'INITIALIZED';
    const port = await findFreePort();
    cleanups.push(await serveHealth(port, () => state));
    const responses: [number, unknown][] = [];
    for (state of ['INITIALIZED', 'RUNNING', 'DRAINING'] as const) {
      const response = await fetch(`http://127.0.0.1:${port}/healthz`);
      responses.push([response.status, await response.json()]);
    }
    expect(responses).toEqual([
      [503, { status: 'initialized' }],
      [200, { status: 'running' }],
      [503, { status: 'draining' }],
    ]);
  });

  it('names the variable when the port is in use', async () => {
    const server = createServer().listen(0);
    cleanups.push(() => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(serveHealth(port, () => 'RUNNING')).rejects.toThrow(
      new ConfigurationError(`WORKER_HEALTH_PORT: ${port} is in use; set another`),
    );
  });
});
