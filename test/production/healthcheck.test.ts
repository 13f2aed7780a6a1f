import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProgram } from '../../src/process/child-process.js';
import { startFakeServer, type FakeServer } from '../kit/fake-server.js';
import { TEMPORAL_DOCKER } from './compose-project.js';

const SCRIPT = path.join(TEMPORAL_DOCKER, 'healthcheck.sh');

let server: FakeServer;
let status: number;
let requested: string | undefined;
beforeEach(async () => {
  status = 200;
  server = await startFakeServer(({ url }, response) => {
    requested = url;
    response.writeHead(status).end();
  });
});
afterEach(() => server.stop());

async function check(url: string) {
  const healthcheck = startProgram(['bash', SCRIPT, url], { stdio: ['ignore', 'pipe', 'pipe'] });
  const { code } = await healthcheck.exited;
  return { code, output: healthcheck.output() };
}

it('exits with 0 when the process returns 2xx, and otherwise with 1 and the reason', async () => {
  const url = `${server.url}/readyz`;
  expect(await check(url)).toEqual({ code: 0, output: '' });
  expect(requested).toBe('/readyz');
  status = 204;
  expect((await check(url)).code).toBe(0);
  for (const failed of [301, 404, 503]) {
    status = failed;
    expect(await check(url)).toEqual({ code: 1, output: `${url}: returned status ${failed}\n` });
  }
  const refused = await check('http://127.0.0.1:1/readyz');
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('refused') as string });
});
