import { afterEach, beforeEach, expect, it } from 'vitest';
import { startFakeServer, type FakeServer } from '../kit/fake-server.js';
import { TestProcess } from '../kit/test-process.js';

const ENTRY = new URL('../../src/process/healthcheck.ts', import.meta.url);

let server: FakeServer;
let status: number;
beforeEach(async () => {
  status = 200;
  server = await startFakeServer((_, response) => void response.writeHead(status).end());
});
afterEach(() => server.stop());

async function check(url: string) {
  const healthcheck = TestProcess.startModule(ENTRY, [url]);
  return { code: await healthcheck.ended, output: healthcheck.output() };
}

it('exits with 0 when the process returns 200, and otherwise with 1 and the reason', async () => {
  const url = `${server.url}/healthz`;
  expect(await check(url)).toEqual({ code: 0, output: '' });
  status = 503;
  expect(await check(url)).toEqual({ code: 1, output: `${url}: returned status 503\n` });
  expect((await check('http://127.0.0.1:1/')).code).toBe(1);
});
