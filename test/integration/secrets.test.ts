import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import { signToken } from '../../src/local/sign-token.js';
import { waitUntil } from '../kit/observe.js';
import { launchService, startService, type ProcessName } from '../kit/processes.js';
import { startSystem, type System } from '../kit/system.js';

const marker = () => `hidden${randomBytes(16).toString('hex')}`;
const keyOf = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

/** No process may print any of these. */
const PASSWORD = marker();
const TOKEN = `tok_${marker()}`;
const SECRETS = {
  JWT_SECRET: marker(),
  GATEWAY_API_KEY: marker(),
  PAYMENT_WEBHOOK_SECRET: marker(),
  PAYMENT_TOKEN_KEYS: keyOf('tokens'),
  STRIPE_SECRET_KEY: `sk_test_${marker()}`,
  STRIPE_WEBHOOK_SECRET: `whsec_${marker()}`,
};
const SECRET_VALUES = [PASSWORD, TOKEN, ...Object.values(SECRETS).map((secret) => secret.replace(/^\w+:/, ''))];

function expectNoSecrets(output: string): void {
  expect(SECRET_VALUES.filter((secret) => output.includes(secret))).toEqual([]);
}

const SERVICES = ['api', 'orders', 'inventory', 'payments', 'gateway'] as const;

let system: System;
let folder: string;
let login: string;
let database: URL;
beforeAll(async () => {
  system = await startSystem('dev-server', { withoutWorkers: true });
  folder = await mkdtemp(path.join(tmpdir(), 'secrets-'));
  login = `login_${randomUUID().replaceAll('-', '')}`;
  await system.database.query(`CREATE ROLE ${login} SUPERUSER LOGIN PASSWORD '${PASSWORD}'`);
  database = new URL(system.database.url);
  database.username = login;
  database.password = PASSWORD;
});
afterAll(async () => {
  await system.database.query(`DROP ROLE ${login}`);
  await system.stop();
  await rm(folder, { recursive: true });
});

/** The variables that every process needs besides its secrets. */
async function processEnvironment(): Promise<Record<string, string>> {
  return {
    LOG_LEVEL: 'trace',
    TEMPORAL_ADDRESS: system.temporal.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
    WORKFLOW_BUNDLE: inject('workflowBundlePath'),
    PORT: String(await findFreePort()),
    GATEWAY_PORT: String(await findFreePort()),
  };
}

/** Writes each secret to a separate file. @returns the `_FILE` variables */
async function writeSecretFiles(secrets: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const files = Object.entries(secrets).map(async ([name, value]) => {
    const file = path.join(folder, name);
    await writeFile(file, `${value}\n`);
    return [`${name}_FILE`, file] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

it('serves with secrets from files and prints none of them at level trace', async () => {
  const common = {
    ...(await processEnvironment()),
    ...(await writeSecretFiles({ ...SECRETS, DATABASE_URL: database.href })),
  };
  const environment = { ...common, GATEWAY_URL: `http://127.0.0.1:${common.GATEWAY_PORT}` };
  const services = await Promise.all(SERVICES.map((name) => startService(name, environment)));
  const url = `http://127.0.0.1:${common.PORT}`;
  const token = await signToken(SECRETS.JWT_SECRET, { userId: randomUUID(), role: 'customer' });
  const sendRequest = async (method: string, route: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(url + route, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as { id: string; status: string };
  };
  const { id: product_id } = await system.addProduct(9);
  const order = { items: [{ product_id, quantity: 1 }], payment_method: 'credit_card' };
  for (const [payment_token, status] of [
    ['tok_approve', 'confirmed'],
    // The gateway rejects the token and repeats it in its message.
    [TOKEN, 'failed'],
  ] as const) {
    const { id } = await sendRequest('POST', '/v1/orders', { ...order, payment_token });
    await waitUntil(
      () => sendRequest('GET', `/v1/orders/${id}`),
      (now) => now.status === status,
    );
  }
  await sendRequest('POST', '/v1/orders', { ...order, payment_token: [TOKEN] });
  await sendRequest('POST', `/v1/webhooks/payments`, { id: TOKEN });
  await Promise.all(services.map((service) => service.stop()));
  for (const service of services) {
    expect(service.output()).toContain('"level":"info"');
    expectNoSecrets(service.output());
    expect(service.output()).not.toContain(token);
  }
});

describe('a process that fails to start prints no secret', () => {
  const withPassword = (change: (url: URL) => void) => {
    const url = new URL(database);
    change(url);
    return url.href;
  };
  const launchFailing = async (name: ProcessName, environment: Readonly<Record<string, string>>) => {
    const process = launchService(name, { ...(await processEnvironment()), ...SECRETS, ...environment });
    const code = await process.ended;
    const output = process.output();
    expectNoSecrets(output);
    return { code, output };
  };
  const processNames = [...SERVICES, 'migrate'] as const;

  it.each(processNames)('%s: rejected login', async (name) => {
    const DATABASE_URL = withPassword((url) => (url.username = 'nobody'));
    expect(await launchFailing(name, { DATABASE_URL })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/nobody/) as string,
    });
  });

  it.each(processNames)('%s: malformed URL', async (name) => {
    const DATABASE_URL = `postgres://${login}:${PASSWORD}@data base:x/orders`;
    const { code, output } = await launchFailing(name, { DATABASE_URL });
    expect({ code, lines: output.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
    expect(output).toMatch(/^DATABASE_URL: /);
  });

  it.each(processNames)('%s: password that is not URL-encoded', async (name) => {
    const DATABASE_URL = database.href.replace(PASSWORD, `${PASSWORD}%zz`);
    expect(await launchFailing(name, { DATABASE_URL })).not.toMatchObject({ code: 0 });
  });

  it.each(['orders', 'inventory', 'payments', 'gateway', 'migrate'] as const)(
    '%s: unreachable database',
    async (name) => {
      const DATABASE_URL = withPassword((url) => (url.port = '1'));
      expect(await launchFailing(name, { DATABASE_URL })).toMatchObject({ code: 1 });
    },
  );

  it.each(['api', 'payments'] as const)('%s: invalid keys', async (name) => {
    const { code, output } = await launchFailing(name, {
      DATABASE_URL: database.href,
      PAYMENT_TOKEN_KEYS: `a:${PASSWORD}`,
    });
    expect({ code, output }).toEqual({
      code: 2,
      output: expect.stringMatching(/^PAYMENT_TOKEN_KEYS: .*\n$/) as string,
    });
  });

  it.each(['payments', 'gateway'] as const)("%s: the gateway's local API key in production", async (name) => {
    for (const GATEWAY_API_KEY of ['', LOCAL_GATEWAY_API_KEY]) {
      const environment = { DATABASE_URL: database.href, NODE_ENV: 'production', GATEWAY_API_KEY };
      expect(await launchFailing(name, environment)).toEqual({
        code: 2,
        output: expect.stringMatching(/^GATEWAY_API_KEY: must not be the default/m) as string,
      });
    }
  });

  it.each(['api', 'payments'] as const)('%s: local keys in production', async (name) => {
    const environment = { DATABASE_URL: database.href, NODE_ENV: 'production', PAYMENT_TOKEN_KEYS: '' };
    expect(await launchFailing(name, environment)).toEqual({
      code: 2,
      output: expect.stringMatching(/^PAYMENT_TOKEN_KEYS: must be set to your own keys/m) as string,
    });
  });
});
