import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatorToken, problem, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await operatorToken();
});
afterAll(() => api.stop());

/** Sends headers as they are: `fetch` would join repeated ones. */
async function send(method: string, path: string, headers: readonly [string, string][], body = '') {
  const framing: [string, string][] = [
    ['Host', 'localhost'],
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
  const sent = request(api.api.url + path, { method, headers: [...framing, ...headers].flat() });
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, body: JSON.parse(text) as object };
}

describe('a header that occurs twice', () => {
  it.each([
    ['Idempotency-Key', 'k'],
    ['Content-Type', 'application/json'],
    ['Authorization', 'Bearer x'],
    ['Last-Event-ID', '1'],
    ['Gateway-Signature', 't=1,v1=a'],
    ['Stripe-Signature', 't=1,v1=a'],
    ['X-Request-Id', 'r'],
    ['Content-Encoding', 'identity'],
    ['Host', 'example.test'],
  ])('returns 400: %s', async (name, value) => {
    const headers: [string, string][] = [
      ['Authorization', `Bearer ${token}`],
      [name, value],
      [name.toUpperCase(), value],
    ];
    expect(await send('GET', '/v1/orders', headers)).toMatchObject(problem(400, 'duplicate_header'));
  });

  it('adjusts nothing', async () => {
    const created = await api.call('POST', '/v1/products', {
      token,
      body: { sku: `TWICE-${randomUUID()}`, name: 'Twice', price: 1 },
    });
    const path = `/v1/inventory/${created.body.id}/adjustments`;
    const headers: [string, string][] = [
      ['Authorization', `Bearer ${token}`],
      ['Content-Type', 'application/json'],
      ['Idempotency-Key', 'k'],
      ['Idempotency-Key', 'k'],
    ];
    const response = await send('POST', path, headers, JSON.stringify({ delta: 1, reason: 'found' }));
    expect(response).toMatchObject(problem(400, 'duplicate_header'));
    expect((await api.call('GET', `/v1/inventory/${created.body.id}`, { token })).body).toMatchObject({ total: 0 });
  });

  it('is accepted when it is a list', async () => {
    const headers: [string, string][] = [
      ['Authorization', `Bearer ${token}`],
      ['Prefer', 'wait=1'],
      ['Prefer', 'respond-async'],
      ['If-None-Match', '"a"'],
      ['If-None-Match', '"b"'],
    ];
    expect(await send('GET', '/v1/orders', headers)).toMatchObject({ status: 200 });
  });
});
