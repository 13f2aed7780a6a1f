import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import { serveHealth } from '../../src/workers/health.js';

const cleanups: (() => unknown)[] = [];
afterEach(() => Promise.all(cleanups.splice(0).map((close) => close())));

describe('a worker', () => {
  it('is healthy while it takes work, and not before or after', async () => {
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

  it('names the variable when its port is taken', async () => {
    const server = createServer().listen(0);
    cleanups.push(() => server.close());
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(serveHealth(port, () => 'RUNNING')).rejects.toThrow(
      new ConfigurationError(`WORKER_HEALTH_PORT: ${port} is in use; set another`),
    );
  });
});

it('the healthcheck ends as the process answers, and says why', async () => {
  let status = 200;
  const server = createServer((_, response) => void response.writeHead(status).end()).listen(0, '127.0.0.1');
  cleanups.push(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const check = async (url: string) => {
    const child = spawn(process.execPath, [
      ...['--import', 'tsx', fileURLToPath(new URL('../../src/process/healthcheck.ts', import.meta.url)), url],
    ]);
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  };
  const url = `http://127.0.0.1:${port}/healthz`;
  expect(await check(url)).toEqual({ code: 0, output: '' });
  status = 503;
  expect(await check(url)).toEqual({ code: 1, output: `${url}: answered 503\n` });
  expect((await check('http://127.0.0.1:1/')).code).toBe(1);
});
