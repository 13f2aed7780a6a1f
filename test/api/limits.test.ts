import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, listen } from '../../src/api/http/listener.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('rate limits', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ database, rateLimits: { perAddress: 10, perUser: 3 }, trustedProxies: 1 });
  });
  afterAll(() => api.stop());

  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('limit a user across addresses and leave other users unaffected', async () => {
    const token = await customerToken();
    const list = (address: string) => api.call('GET', '/v1/orders', { token, headers: from(address) });
    const served = [await list('192.0.2.1'), await list('192.0.2.2'), await list('192.0.2.3')];
    expect(served.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(served[0]?.headers.get('ratelimit')).toMatch(/"address"; r=9; t=\d+, "user"; r=2; t=\d+/);
    expect(served[0]?.headers.get('ratelimit-policy')).toMatch(/"address"; q=10; w=60.*"user"; q=3; w=60/);

    const limited = await list('192.0.2.4');
    expect(limited).toMatchObject(problem(429, 'rate_limited'));
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await api.call('GET', '/v1/orders', { token: await customerToken(), headers: from('192.0.2.4') });
    expect(other.status).toBe(200);
  });

  it('limit an address before authentication, except for health checks', async () => {
    const sendRequest = (path: string) => api.call('GET', path, { headers: from('192.0.2.9') });
    for (let sent = 0; sent < 10; sent += 1) expect(await sendRequest('/v1/orders')).toMatchObject({ status: 401 });
    const limited = await sendRequest('/v1/orders');
    expect(limited).toMatchObject(problem(429, 'rate_limited'));
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await sendRequest('/healthz')).toMatchObject({ status: 200 });
  });
});

it('ignores X-Forwarded-For without a trusted proxy', async () => {
  const api = await startTestApi({ database, rateLimits: { perAddress: 1, perUser: 0 } });
  const sendRequest = (address: string) => api.call('GET', '/v1/products', { headers: { 'x-forwarded-for': address } });
  expect(await sendRequest('192.0.2.1')).toMatchObject({ status: 200 });
  expect(await sendRequest('192.0.2.2')).toMatchObject({ status: 429 });
  await api.stop();
});

describe('CORS', () => {
  const origin = 'https://shop.example';
  const preflight = { origin, 'access-control-request-method': 'POST' };

  it('sends no CORS headers by default', async () => {
    const api = await startTestApi({ database });
    const response = await api.call('OPTIONS', '/v1/orders', { headers: preflight });
    expect(response).toMatchObject(problem(405, 'method_not_allowed'));
    const plain = await api.call('GET', '/v1/products', { headers: { origin } });
    for (const { headers } of [response, plain]) expect(headers.get('access-control-allow-origin')).toBeNull();
    await api.stop();
  });

  it('allows the configured origins only', async () => {
    const api = await startTestApi({ database, corsOrigins: [origin] });
    const allowed = await api.call('OPTIONS', '/v1/orders', { headers: preflight });
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    const other = await api.call('GET', '/v1/products', { headers: { origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    await api.stop();
  });
});

describe('malformed HTTP', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi({ database });
  });
  afterAll(() => api.stop());

  async function send(raw: string, port = api.api.port): Promise<{ head: string; body: object }> {
    const socket = connect(port, '127.0.0.1');
    let response = '';
    socket.on('data', (chunk: Buffer) => (response += chunk.toString()));
    socket.write(raw);
    await once(socket, 'close');
    const [head = '', body = ''] = response.split('\r\n\r\n');
    return { head, body: body === '' ? {} : (JSON.parse(body) as object) };
  }

  it.each<[string, string, number, string]>([
    ['nonsense', 'HELLO\r\n\r\n', 400, 'invalid_request'],
    ['a bad header', 'GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n', 400, 'invalid_request'],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
      'invalid_request',
    ],
    [
      'headers of 20 kB',
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'c'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers_too_large',
    ],
    ['a path of 20 kB', `GET /${'p'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'headers_too_large'],
  ])('returns a problem for %s', async (_, raw, status, code) => {
    const { head, body } = await send(raw);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/Content-Type: application\/problem\+json/);
    expect({ status, body }).toMatchObject(problem(status, code));
  });

  it('returns no body to HEAD, whose client would take it for the next response', async () => {
    const { head, body } = await send(`HEAD /${'p'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(head).toMatch(/^HTTP\/1.1 431 /);
    expect(body).toEqual({});
  });

  it('returns 408 when a request does not arrive in time', async () => {
    const limits = {
      headersTimeout: 100,
      requestTimeout: 100,
      connectionsCheckingInterval: 50,
      maxHeaderSize: 1_024,
      keepAliveTimeout: 100,
    };
    const server = await listen(() => undefined, 0, limits);
    const { head, body } = await send('GET / HTTP/1.1\r\nHost: a\r\n', (server.address() as AddressInfo).port);
    expect(head).toMatch(/^HTTP\/1.1 408 /);
    expect({ status: 408, body }).toMatchObject(problem(408, 'request_timeout'));
    await close(server, 0);
  });
});

describe('an internal error', () => {
  it('returns a request id, but neither a stack trace nor SQL', async () => {
    const brokenDatabase = await createTestDatabase();
    const api = await startTestApi({ database: brokenDatabase });
    await brokenDatabase.query('ALTER TABLE orders.orders RENAME COLUMN created_at TO planted_error');
    const response = await api.call('GET', '/v1/orders', { token: await operatorToken() });
    expect(response).toMatchObject(problem(500, 'internal'));
    expect(response.text).not.toMatch(/planted|column|select|from|typeorm|\.ts|\.js|node_modules| at /i);
    await api.stop();
    await brokenDatabase.drop();
  });
});
