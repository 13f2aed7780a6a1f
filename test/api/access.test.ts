import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { ConfigurationError, LOCAL_JWT_SECRET } from '../../src/config.js';
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

describe('without a valid token', () => {
  it('asks for one', async () => {
    const answer = await listOrders();
    expect(answer).toMatchObject(problem(401, 'unauthorized'));
    expect(answer.body.detail).toMatch(/missing/);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each<[string, () => Promise<string> | string, RegExp]>([
    ['no JWT at all', () => 'nonsense', /malformed/],
    ['signed with another secret', () => sign(claims, { key: secret('x'.repeat(32)) }), /malformed/],
    ['signed by another algorithm', () => sign(claims, { alg: 'HS512' }), /malformed/],
    ['not signed', () => new UnsecuredJWT(claims).setExpirationTime('1h').encode(), /malformed/],
    ['without expiry', () => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret()), /malformed/],
    ['of a subject that is no uuid', () => sign({ ...claims, sub: 'me' }), /"sub"/],
    ['with roles that are no list', () => sign({ ...claims, roles: 'customer' }), /"roles"/],
    ['expired', () => sign(claims, { expires: '-1s' }), /expired/],
  ])('refuses one that is %s', async (_, makeToken, detail) => {
    const answer = await listOrders(await makeToken());
    expect(answer).toMatchObject(problem(401, 'unauthorized'));
    expect(answer.body.detail).toMatch(detail);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/);
  });

  it('refuses another scheme', async () => {
    const answer = await api.call('GET', '/v1/orders', { headers: { authorization: 'Basic dTpw' } });
    expect(answer).toMatchObject(problem(401, 'unauthorized'));
  });
});

describe('with the wrong role', () => {
  it.each([
    ['GET', '/v1/inventory'],
    ['GET', `/v1/inventory/${randomUUID()}`],
    ['POST', `/v1/inventory/${randomUUID()}/adjustments`],
    ['POST', '/v1/products'],
    ['PATCH', `/v1/products/${randomUUID()}`],
  ])('a customer gets no %s %s', async (method, path) => {
    expect(await api.call(method, path, { token: await customerToken() })).toMatchObject(problem(403, 'forbidden'));
  });

  it('an operator places no orders', async () => {
    const answer = await api.call('POST', '/v1/orders', { token: await operatorToken(), body: {} });
    expect(answer).toMatchObject(problem(403, 'forbidden'));
  });

  it('a token without a role that we know opens nothing', async () => {
    expect(await listOrders(await sign({ ...claims, roles: ['admin'] }))).toMatchObject(problem(403, 'forbidden'));
  });
});

describe('with a key set', () => {
  let keySet: Server;
  let remote: TestApi;
  let privateKey: CryptoKey;
  beforeAll(async () => {
    const pair = await generateKeyPair('ES256');
    privateKey = pair.privateKey;
    const keys = [{ ...(await exportJWK(pair.publicKey)), alg: 'ES256', kid: 'one' }];
    keySet = createServer((_req, res) =>
      res.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
    );
    keySet.listen(0);
    await once(keySet, 'listening');
    const url = `http://127.0.0.1:${(keySet.address() as AddressInfo).port}/keys`;
    const { database } = api;
    remote = await startTestApi({ database, tokenKeys: tokenKeys({ NODE_ENV: 'production', JWT_JWKS_URL: url }) });
  });
  afterAll(async () => {
    await remote.stop();
    keySet.close();
  });

  const withKey = () =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'one' }).setExpirationTime('1h').sign(privateKey);

  it('accepts what the set signed', async () => {
    expect(await remote.call('GET', '/v1/orders', { token: await withKey() })).toMatchObject({ status: 200 });
  });

  it('accepts no HS256 token', async () => {
    const answer = await remote.call('GET', '/v1/orders', { token: await sign(claims) });
    expect(answer).toMatchObject(problem(401, 'unauthorized'));
  });

  it('answers 503 while the set is away: the token may be a good one', async () => {
    const away = await startTestApi({
      database: api.database,
      tokenKeys: tokenKeys({ NODE_ENV: 'production', JWT_JWKS_URL: 'http://127.0.0.1:1/keys' }),
    });
    const answer = await away.call('GET', '/v1/orders', { token: await withKey() });
    expect(answer).toMatchObject(problem(503, 'unavailable'));
    await away.stop();
  });
});

describe('in production', () => {
  it.each([undefined, LOCAL_JWT_SECRET])('the local secret is refused at boot', (JWT_SECRET) => {
    expect(() => tokenKeys({ NODE_ENV: 'production', JWT_SECRET })).toThrow(ConfigurationError);
  });

  it('a secret of its own is taken', () => {
    expect(() => tokenKeys({ NODE_ENV: 'production', JWT_SECRET: 's'.repeat(32) })).not.toThrow();
  });
});
