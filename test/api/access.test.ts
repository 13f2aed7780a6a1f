import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const claims = { sub: randomUUID(), roles: ['customer'] };
const secret = (text = LOCAL_JWT_SECRET) => new TextEncoder().encode(text);

function sign(payload: JWTPayload, { alg = 'HS256', key = secret(), expires = '1h' } = {}): Promise<string> {
  return new SignJWT(payload).setProtectedHeader({ alg }).setExpirationTime(expires).sign(key);
}

const listOrders = (token?: string) => api.call('GET', '/v1/orders', token === undefined ? {} : { token });

describe('requests without a valid token', () => {
  it('return 401 with a challenge', async () => {
    const response = await listOrders();
    expect(response).toMatchObject(problem(401, 'unauthorized'));
    expect(response.body.detail).toMatch(/missing/);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['not a JWT', () => 'nonsense', /malformed/],
    ['signed with another secret', () => sign(claims, { key: secret('x'.repeat(32)) }), /signature/],
    ['signed by another algorithm', () => sign(claims, { alg: 'HS512' }), /"alg"/],
    ['not signed', () => new UnsecuredJWT(claims).setExpirationTime('1h').encode(), /"alg"/],
    ['without expiry', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret()), /"exp"/],
    ['without a subject', () => sign({ roles: claims.roles }), /"sub"/],
    ['for a subject that is not a UUID, without an issuer', () => sign({ ...claims, sub: 'me' }), /"iss"/],
    ['with roles that are not texts', () => sign({ ...claims, roles: [1] }), /"roles"/],
    ['without roles', () => sign({ sub: claims.sub }), /"roles"/],
    ['expired', () => sign(claims, { expires: '-1m' }), /expired/],
    ['not valid yet', () => sign({ ...claims, nbf: Math.floor(Date.now() / 1_000) + 60 }), /"nbf"/],
  ])('return 401 when it is %s', async (_, makeToken, detail) => {
    const response = await listOrders(await makeToken());
    expect(response).toMatchObject(problem(401, 'unauthorized'));
    expect(response.body.detail).toMatch(detail);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  it('return 401 for another scheme', async () => {
    const response = await api.call('GET', '/v1/orders', { headers: { authorization: 'Basic dTpw' } });
    expect(response).toMatchObject(problem(401, 'unauthorized'));
  });
});

describe('requests with the wrong role', () => {
  it.each([
    ['GET', '/v1/inventory'],
    ['GET', `/v1/inventory/${randomUUID()}`],
    ['POST', `/v1/inventory/${randomUUID()}/adjustments`],
    ['POST', '/v1/products'],
    ['PATCH', `/v1/products/${randomUUID()}`],
  ])('return 403 to a customer for %s %s', async (method, path) => {
    expect(await api.call(method, path, { token: await customerToken() })).toMatchObject(problem(403, 'forbidden'));
  });

  it('return 403 to an operator who places an order', async () => {
    const response = await api.call('POST', '/v1/orders', { token: await operatorToken(), body: {} });
    expect(response).toMatchObject(problem(403, 'forbidden'));
  });

  it('return 403 for a token with unknown roles', async () => {
    expect(await listOrders(await sign({ ...claims, roles: ['admin'] }))).toMatchObject(problem(403, 'forbidden'));
  });
});

const serveKeySet = async (keys: readonly object[]): Promise<{ server: Server; url: string }> => {
  const server = createServer((_req, res) =>
    res.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
  ).listen(0);
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys` };
};

describe.each(['RS256', 'ES256'])('with a key set for %s', (alg) => {
  let keySet: Awaited<ReturnType<typeof serveKeySet>>;
  let remote: TestApi;
  let privateKey: CryptoKey;
  beforeAll(async () => {
    const pair = await generateKeyPair(alg);
    privateKey = pair.privateKey;
    keySet = await serveKeySet([{ ...(await exportJWK(pair.publicKey)), alg, kid: 'one' }]);
    remote = await startTestApi({ database: api.database, tokenKeys: tokenKeys({ JWT_JWKS_URL: keySet.url }) });
  });
  afterAll(async () => {
    await remote.stop();
    keySet.server.close();
  });

  const withKey = (kid = 'one', key = privateKey) =>
    new SignJWT(claims).setProtectedHeader({ alg, kid }).setExpirationTime('1h').sign(key);

  it('accepts a token that a key of the set signed', async () => {
    expect(await remote.call('GET', '/v1/orders', { token: await withKey() })).toMatchObject({ status: 200 });
  });

  it('rejects an HS256 token that is signed with the local secret', async () => {
    const response = await remote.call('GET', '/v1/orders', { token: await sign(claims) });
    expect(response).toMatchObject(problem(401, 'unauthorized'));
  });

  it('rejects another key, also with the id of a key of the set', async () => {
    const { privateKey: other } = await generateKeyPair(alg);
    for (const token of [await withKey('two', other), await withKey('one', other)]) {
      expect(await remote.call('GET', '/v1/orders', { token })).toMatchObject(problem(401, 'unauthorized'));
    }
  });

  it('returns 503 while the key set is unreachable', async () => {
    const withoutKeySet = await startTestApi({
      database: api.database,
      tokenKeys: tokenKeys({ JWT_JWKS_URL: 'http://127.0.0.1:1/keys' }),
    });
    const response = await withoutKeySet.call('GET', '/v1/orders', { token: await withKey() });
    expect(response).toMatchObject(problem(503, 'unavailable'));
    await withoutKeySet.stop();
  });
});

it('requires the configured audience and issuer', async () => {
  const keys = tokenKeys({ JWT_AUDIENCE: 'orders', JWT_ISSUER: 'https://login.example' });
  const strict = await startTestApi({ database: api.database, tokenKeys: keys });
  const statusOf = async (names: JWTPayload) =>
    (await strict.call('GET', '/v1/orders', { token: await sign({ ...claims, ...names }) })).status;
  expect(await statusOf({ aud: 'orders', iss: 'https://login.example' })).toBe(200);
  expect(await statusOf({ aud: ['billing', 'orders'], iss: 'https://login.example' })).toBe(200);
  expect(await statusOf({ aud: 'billing', iss: 'https://login.example' })).toBe(401);
  expect(await statusOf({ aud: 'orders', iss: 'https://elsewhere.example' })).toBe(401);
  expect(await statusOf({})).toBe(401);
  await strict.stop();
});
