import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createAuthenticator } from '../../src/api/auth/authenticate.js';
import { remoteKeySet, type KeySetOptions } from '../../src/api/auth/remote-key-set.js';

const SUBJECT = '11111111-1111-4111-8111-111111111111';

interface Key {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

let one: Key;
let two: Key;
beforeAll(async () => {
  [one, two] = await Promise.all([createKey('one'), createKey('two')]);
});

/** What the provider does with a request for its keys. */
let answer: 'keys' | 'error' | 'hang';
let keys: readonly object[];
let requests: number;
let server: Server;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  [answer, keys, requests] = ['keys', [one.jwk], 0];
  server = createServer((_req, res) => {
    requests += 1;
    if (answer === 'keys') res.end(JSON.stringify({ keys }));
    if (answer === 'error') res.writeHead(500).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

async function createKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' } };
}

function createTestAuthenticator(options: KeySetOptions = {}) {
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`);
  return createAuthenticator({ key: remoteKeySet(url, { timeoutMs: 200, ...options }), algorithms: ['ES256'] });
}

/** Every token is different, so that none is answered from the cache of verified tokens. */
let serial = 0;
async function bearer(key: Key, header: { kid?: string } = { kid: key.jwk.kid ?? '' }): Promise<string> {
  const claims = { sub: SUBJECT, roles: ['customer'], jti: String((serial += 1)) };
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'ES256', ...header }).setExpirationTime('2h');
  return `Bearer ${await token.sign(key.privateKey)}`;
}

it.each(['error', 'hang'] as const)('accepts known keys while the key set answers with: %s', async (failure) => {
  const authenticate = createTestAuthenticator();
  await authenticate(await bearer(one));
  answer = failure;
  for (let minute = 0; minute < 30; minute += 1) {
    vi.advanceTimersByTime(60_000);
    expect(await authenticate(await bearer(one))).toMatchObject({ id: SUBJECT });
  }
});

it('fetches the key of a new id, and accepts it', async () => {
  const authenticate = createTestAuthenticator();
  await authenticate(await bearer(one));
  keys = [one.jwk, two.jwk];
  vi.advanceTimersByTime(30_000);
  expect(await authenticate(await bearer(two))).toMatchObject({ id: SUBJECT });
  expect(requests).toBe(2);
});

it('asks for forged key ids once per cooldown', async () => {
  const authenticate = createTestAuthenticator();
  await authenticate(await bearer(one));
  vi.advanceTimersByTime(30_000);
  for (const kid of ['a', 'b', 'c']) await expect(authenticate(await bearer(two, { kid }))).rejects.toThrow(/"kid"/);
  expect(requests).toBe(2);
});

it('shares one request between all callers while the key set hangs, then answers at once', async () => {
  answer = 'hang';
  const authenticate = createTestAuthenticator();
  const tokens = await Promise.all(Array.from({ length: 20 }, () => bearer(one)));
  const results = await Promise.allSettled(tokens.map((token) => authenticate(token)));
  expect(results.map(({ status }) => status)).toEqual(tokens.map(() => 'rejected'));
  await expect(authenticate(await bearer(one))).rejects.toMatchObject({ code: 'unavailable' });
  expect(requests).toBe(1);
});

it('recovers one second after the first request failed', async () => {
  answer = 'error';
  const authenticate = createTestAuthenticator();
  await expect(authenticate(await bearer(one))).rejects.toMatchObject({ code: 'unavailable' });
  answer = 'keys';
  vi.advanceTimersByTime(1_000);
  expect(await authenticate(await bearer(one))).toMatchObject({ id: SUBJECT });
});

it('reports an unknown key as unavailable while the key set is away', async () => {
  const authenticate = createTestAuthenticator();
  await authenticate(await bearer(one));
  answer = 'error';
  vi.advanceTimersByTime(30_000);
  await expect(authenticate(await bearer(two))).rejects.toMatchObject({ code: 'unavailable' });
});

it.each([['with its id', { kid: 'one' }] as const, ['without an id', {}] as const])(
  'accepts a key that is listed twice, %s',
  async (_, header) => {
    keys = [one.jwk, one.jwk, { ...one.jwk, alg: undefined }];
    expect(await createTestAuthenticator()(await bearer(one, header))).toMatchObject({ id: SUBJECT });
  },
);

it('tries each key of an id that two keys share', async () => {
  keys = [{ ...two.jwk, kid: 'one' }, one.jwk];
  expect(await createTestAuthenticator()(await bearer(one))).toMatchObject({ id: SUBJECT });
  const stranger = await createKey('one');
  await expect(createTestAuthenticator()(await bearer(stranger))).rejects.toThrow(/signature/);
});

it('ignores keys of a set that it does not understand', async () => {
  keys = [{ kty: 'future', kid: 'one' }, { kid: 'one' }, one.jwk];
  expect(await createTestAuthenticator()(await bearer(one))).toMatchObject({ id: SUBJECT });
});
