import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startFakeServer } from '../kit/fake-server.js';
import { execFileAsync } from '../../src/process/child-process.js';

const vulnerability = (severity: string) => ({
  express: [{ id: 1, url: 'https://advisories.example/1', title: 'made up', severity, vulnerable_versions: '>=0' }],
});

/** Runs the check against a registry that returns the given response. */
async function checkWith(status: number, body: object): Promise<{ code: number; output: string }> {
  const registry = await startFakeServer((request, response) => {
    if (request.method === 'POST') response.writeHead(status).end(JSON.stringify(body));
    else response.writeHead(404).end();
  });
  // npm caches advisories.
  const cache = await mkdtemp(path.join(tmpdir(), 'advisories-'));
  const npm = { npm_config_registry: registry.url, npm_config_fetch_retries: '0', npm_config_cache: cache };
  const options = { env: { ...process.env, ...npm } };
  try {
    const { stdout } = await execFileAsync('npm', ['run', '--silent', 'check:advisories'], options);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  } finally {
    await registry.stop();
    await rm(cache, { recursive: true, force: true });
  }
}

it.each([
  ['no advisory', 200, {}, 0, /^No known vulnerability/],
  ['a moderate advisory', 200, vulnerability('moderate'), 0, /^No known vulnerability/],
  ['a high advisory', 200, vulnerability('high'), 1, /made up/],
  ['a missing advisories endpoint', 405, {}, 0, /^Not checked: this registry offers no advisories \(status 405\)/],
  ['an error', 500, {}, 1, /could not be fetched/],
])('reports %s from the registry', async (_, status, body, code, output) => {
  expect(await checkWith(status, body)).toEqual({ code, output: expect.stringMatching(output) as string });
});
