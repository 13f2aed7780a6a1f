import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createSecureServer, type IncomingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { createCertificateAuthority, createCertificate, type Certificate } from '../kit/certificates.js';
import { waitUntil } from '../kit/observe.js';
import { launchService, startService, type ProcessName } from '../kit/processes.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { startStorefrontProcesses } from '../kit/storefront-processes.js';
import { startSystem, type System } from '../kit/system.js';
import { startTlsProxy, type TlsProxy } from '../kit/tls-proxy.js';
import { execFileAsync } from '../../src/process/child-process.js';

let system: System;
let folder: string;
let proxy: TlsProxy;
let authority: Certificate;
let otherAuthority: Certificate;
let client: Certificate;
let server: Certificate;
/** The variables of a working connection through the TLS proxy. */
let validEnvironment: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tls-'));
  [authority, otherAuthority] = [
    await createCertificateAuthority(folder, 'authority'),
    await createCertificateAuthority(folder, 'stranger'),
  ];
  server = await createCertificate(folder, 'server', authority);
  client = await createCertificate(folder, 'client', authority);
  system = await startSystem('dev-server', { withoutWorkers: true });
  proxy = await startTlsProxy(system.temporal.address, server, authority);
  validEnvironment = {
    TEMPORAL_ADDRESS: proxy.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority.cert,
    TEMPORAL_TLS_CLIENT_CERT_PATH: client.cert,
    TEMPORAL_TLS_CLIENT_KEY_PATH: client.key,
  };
});
afterAll(async () => {
  await proxy.stop();
  await system.stop();
  await rm(folder, { recursive: true });
});

const listWorkflows = (environment: Record<string, string>) => {
  const { PATH = '' } = process.env;
  const command = ['workflow', 'list', '--command-timeout', '5s'];
  return execFileAsync(inject('temporalCliPath'), command, { env: { PATH, ...environment } });
};

describe('a client certificate', () => {
  it('connects the API, the workers and the CLI to Temporal, which rejects the CLI without it', async () => {
    const shop = await startStorefrontProcesses(system, inject('workflowBundlePath'), validEnvironment);
    const product = await system.addProduct(1);
    const { body: order } = await shop.placeOrder(product.id);
    expect(await shop.waitForOrder(order.id, hasFinalStatus)).toMatchObject({ status: 'confirmed' });
    expect((await listWorkflows(validEnvironment)).stdout).toContain(order.id);
    const { TEMPORAL_TLS_CLIENT_CERT_PATH: _, TEMPORAL_TLS_CLIENT_KEY_PATH: __, ...rest } = validEnvironment;
    await expect(listWorkflows(rest)).rejects.toThrow();
    await shop.stop();
  });

  it('can come from a configuration profile', async () => {
    const file = path.join(folder, 'temporal.toml');
    await writeFile(
      file,
      `[profile.cloud]\naddress = "${proxy.address}"\nnamespace = "default"\n[profile.cloud.tls]\n` +
        `server_ca_cert_path = "${authority.cert}"\nclient_cert_path = "${client.cert}"\nclient_key_path = "${client.key}"\n`,
    );
    const environment = { TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'cloud' };
    const worker = await startService('inventory', { DATABASE_URL: system.database.url, ...environment });
    expect((await listWorkflows(environment)).stdout).toBeDefined();
    await worker.stop();
  });
});

describe('a wrong TLS setting', () => {
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(validEnvironment).filter(([name]) => !names.includes(name)));
  const mistakes: [string, RegExp, () => Record<string, string>][] = [
    [
      'the wrong authority',
      /^TEMPORAL_TLS_SERVER_CA_CERT_PATH: /,
      () => ({ ...validEnvironment, TEMPORAL_TLS_SERVER_CA_CERT_PATH: otherAuthority.cert }),
    ],
    [
      'the wrong server name',
      /^TEMPORAL_TLS_SERVER_NAME: /,
      () => ({ ...validEnvironment, TEMPORAL_TLS_SERVER_NAME: 'elsewhere.example' }),
    ],
    [
      'no client certificate',
      /^TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH: /,
      () => without('TEMPORAL_TLS_CLIENT_CERT_PATH', 'TEMPORAL_TLS_CLIENT_KEY_PATH'),
    ],
    ['a certificate without its key', /^TEMPORAL_TLS_CLIENT_KEY_PATH: /, () => without('TEMPORAL_TLS_CLIENT_KEY_PATH')],
    [
      'a key of another certificate',
      /^TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH: /,
      () => ({ ...validEnvironment, TEMPORAL_TLS_CLIENT_KEY_PATH: otherAuthority.key }),
    ],
    [
      'a missing file',
      /^TEMPORAL_TLS_CLIENT_CERT_PATH: .*ENOENT/,
      () => ({ ...validEnvironment, TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere' }),
    ],
    ['an unknown profile', /^TEMPORAL_PROFILE/, () => ({ TEMPORAL_PROFILE: 'nowhere' })],
    [
      'TLS to a server without TLS',
      /^TEMPORAL_TLS: /,
      () => ({ TEMPORAL_ADDRESS: system.temporal.address, TEMPORAL_TLS: 'true' }),
    ],
  ];

  it.each(mistakes)(
    'makes a worker exit with code 2 and one line that names the variable: %s',
    async (_, line, environment) => {
      const start = () => launchService('inventory', { DATABASE_URL: system.database.url, ...environment() });
      let worker = start();
      let code = await worker.ended;
      // The server may close the connection before its TLS alert is read, which hides the cause: retry.
      for (let starts = 1; code === 1 && starts < 10; starts++) {
        worker = start();
        code = await worker.ended;
      }
      const printedLines = worker
        .output()
        .trim()
        .split('\n')
        .filter((printed) => !printed.startsWith('{'));
      expect({ code, printedLines }).toEqual({ code: 2, printedLines: [expect.stringMatching(line) as string] });
    },
  );

  it.each(mistakes.slice(0, 3))(
    'makes the API log the variable once and keep serving: %s',
    async (_, line, environment) => {
      const PORT = String(await findFreePort());
      const api = await startService('api', { DATABASE_URL: system.database.url, PORT, ...environment() });
      const matchingLogs = () =>
        api
          .output()
          .split('\n')
          .filter((printed) => printed.startsWith('{'))
          .map((printed) => (JSON.parse(printed) as { msg: string }).msg)
          .filter((message) => line.test(message));
      await waitUntil(
        () => Promise.resolve(matchingLogs()),
        (lines) => lines.length > 0,
      );
      expect((await fetch(`http://127.0.0.1:${PORT}/healthz`)).status).toBe(200);
      await api.stop();
      expect(matchingLogs()).toHaveLength(1);
    },
  );
});

describe('an API key', () => {
  it.each<[ProcessName, string]>([
    ['inventory', 'TEMPORAL_API_KEY'],
    ['inventory', 'TEMPORAL_API_KEY_FILE'],
    ['api', 'TEMPORAL_API_KEY'],
  ])('of %s from %s is sent as authorization and never printed', async (name, variable) => {
    const key = `key-${randomUUID()}`;
    const keyFile = path.join(folder, 'key');
    await writeFile(keyFile, `${key}\n`);
    const seen: IncomingHttpHeaders[] = [];
    const cloud = createSecureServer({ key: await readFile(server.key), cert: await readFile(server.cert) });
    cloud.on('stream', (stream, headers) => {
      seen.push(headers);
      stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' }, { endStream: true });
    });
    cloud.listen(0, '127.0.0.1');
    await once(cloud, 'listening');
    const process = launchService(name, {
      LOG_LEVEL: 'trace',
      DATABASE_URL: system.database.url,
      PORT: String(await findFreePort()),
      TEMPORAL_ADDRESS: `127.0.0.1:${(cloud.address() as AddressInfo).port}`,
      TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority.cert,
      [variable]: variable.endsWith('_FILE') ? keyFile : key,
    });
    await waitUntil(
      () => Promise.resolve(seen),
      (all) => all.length > 0,
    );
    expect(seen[0]?.authorization).toBe(`Bearer ${key}`);
    await process.stop();
    expect(process.output()).not.toContain(key);
    cloud.close();
  });
});
