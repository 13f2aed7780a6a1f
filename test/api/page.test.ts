import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../src/build/page-bundle.js';
import { localSigner } from '../../src/api/page/local-sign-in.js';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { problem, startTestApi, type TestApi } from './harness.js';

let database: TestDatabase;
let folder: string;
/** One like the local stack, one with external sign-in and one without the built page. */
let apis: { local: TestApi; externalSignIn: TestApi; unbuilt: TestApi };
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-page-'));
  await buildPage(folder);
  const page = { folder, paymentGateway: 'simulated', localSigner: localSigner({}) } as const;
  const temporalUiUrl = 'http://localhost:8233/';
  apis = {
    local: await startTestApi({ database, page, temporalUiUrl }),
    externalSignIn: await startTestApi({
      database,
      page: { ...page, paymentGateway: 'stripe', localSigner: undefined },
    }),
    unbuilt: await startTestApi({ database, page: { ...page, folder: path.join(folder, 'none') } }),
  };
});
afterAll(async () => {
  for (const api of Object.values(apis)) await api.stop();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

describe('the page', () => {
  it('is served at / with its files and a Content-Security-Policy that allows nothing inline', async () => {
    const response = await apis.local.call('GET', '/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.text).not.toMatch(/style="|<style|<script>| on\w+=|https?:\/\//);
    const loaded = [...response.text.matchAll(/(?:src|href)="(\/page\/[^"]+)"/g)].map(([, file = '']) => file);
    expect(loaded.length).toBeGreaterThan(2);
    for (const file of loaded) {
      const { status, headers } = await apis.local.call('GET', file);
      expect([file, status, headers.get('cache-control')]).toEqual([file, 200, 'no-cache']);
    }
  });

  it('is served as Brotli to browsers that accept it', async () => {
    const plain = await apis.local.call('GET', '/page/page.js', { headers: { 'accept-encoding': 'identity' } });
    const small = await apis.local.call('GET', '/page/page.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(small.headers.get('content-encoding')).toBe('br');
    expect(small.headers.get('content-type')).toBe(plain.headers.get('content-type'));
    expect(small.headers.get('vary')).toContain('Accept-Encoding');
    expect(small.text).toBe(plain.text);
  });

  it('returns 304 when a file has not changed', async () => {
    const encoding = { 'accept-encoding': 'br' };
    const etag = (await apis.local.call('GET', '/page/page.js', { headers: encoding })).headers.get('etag') ?? '';
    // fetch would override the conditional header.
    const headers = { 'if-none-match': etag, ...encoding };
    const [again] = (await once(get(`${apis.local.api.url}/page/page.js`, { headers }), 'response')) as [
      IncomingMessage,
    ];
    again.resume();
    expect(again.statusCode).toBe(304);
  });

  it('returns 404 problems for unknown paths', async () => {
    for (const missing of ['/page/none.js', '/page/', '/page/../package.json', '/index.html', '/none']) {
      expect(await apis.local.call('GET', missing)).toMatchObject(problem(404, 'not_found'));
    }
  });

  it('returns 404 with the build command when the page is not built', async () => {
    const response = await apis.unbuilt.call('GET', '/');
    expect(response).toMatchObject(problem(404, 'not_found'));
    expect(response.body.detail).toContain('npm run build');
  });

  it('reads its configuration from the API', async () => {
    expect((await apis.local.call('GET', '/page/config.json')).body).toEqual({
      payment_gateway: 'simulated',
      local_sign_in: true,
      oidc: null,
      temporal: { web_ui_url: 'http://localhost:8233/', namespace: 'default' },
    });
    expect((await apis.externalSignIn.call('GET', '/page/config.json')).body).toEqual({
      payment_gateway: 'stripe',
      local_sign_in: false,
      oidc: null,
      temporal: { web_ui_url: null, namespace: 'default' },
    });
  });
});

describe('local sign-in', () => {
  const signIn = (api: TestApi, body: unknown) => api.call('POST', '/page/token', { body });

  it('returns a token that the API accepts', async () => {
    for (const role of ['customer', 'operator']) {
      const { body } = await signIn(apis.local, { user_id: randomUUID(), role });
      const { token } = body as unknown as { token: string };
      expect(await apis.local.call('GET', '/v1/orders', { token })).toMatchObject({ status: 200 });
      expect((await apis.local.call('GET', '/v1/inventory', { token })).status).toBe(role === 'operator' ? 200 : 403);
    }
  });

  it('adds the configured audience and issuer to the token', async () => {
    const names = { JWT_AUDIENCE: 'orders', JWT_ISSUER: 'us' };
    const page = { folder, paymentGateway: 'simulated', localSigner: localSigner(names) } as const;
    const api = await startTestApi({ database, page, tokenKeys: tokenKeys(names) });
    const { body } = await signIn(api, { user_id: randomUUID(), role: 'customer' });
    const { token } = body as unknown as { token: string };
    expect(await api.call('GET', '/v1/orders', { token })).toMatchObject({ status: 200 });
    await api.stop();
  });

  it('returns 400 for an invalid user id and role', async () => {
    expect(await signIn(apis.local, { user_id: 'me', role: 'king' })).toMatchObject(problem(400, 'invalid_request'));
  });

  it('returns 404 with external sign-in', async () => {
    const body = { user_id: randomUUID(), role: 'operator' };
    expect(await signIn(apis.externalSignIn, body)).toMatchObject(problem(404, 'not_found'));
  });

  it.each([
    [{}, true],
    [{ JWT_SECRET: LOCAL_JWT_SECRET }, true],
    [{ JWT_SECRET: 'another secret of at least 32 characters' }, false],
    [{ JWT_JWKS_URL: 'https://id.example/keys' }, false],
    [{ JWT_SECRET: LOCAL_JWT_SECRET, JWT_JWKS_URL: 'https://id.example/keys' }, false],
  ])('with the settings %j is available: %s', (settings, possible) => {
    expect(localSigner(settings) !== undefined).toBe(possible);
  });
});
