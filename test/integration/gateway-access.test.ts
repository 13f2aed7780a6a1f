import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';
import { newIdempotencyKey, orderIdForKey, startTestGateway, type TestGateway } from '../kit/test-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

/** A request without the API key. */
async function request(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const response = await fetch(new URL(path, gateway.url()), {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, challenge: response.headers.get('www-authenticate'), text: await response.text() };
}

describe("the gateway's API", () => {
  it.each([
    ['POST', '/v1/charges'],
    ['GET', '/v1/charges?idempotency_key=a'],
    ['POST', '/v1/charges/void'],
    ['POST', '/v1/charges/TXN-1/capture'],
    ['POST', '/v1/refunds'],
    ['GET', '/v1/refunds?charge_idempotency_key=a'],
    ['POST', '/v1/dashboard/refunds'],
    ['POST', '/v1/dashboard/disputes'],
    ['POST', '/v1/dashboard/disputes/DSP-1/close'],
    ['GET', '/v1/none'],
  ])('rejects %s %s without the API key', async (method, path) => {
    const body = method === 'POST' ? '{"amount"' : undefined;
    for (const authorization of [
      undefined,
      '',
      LOCAL_GATEWAY_API_KEY,
      `Basic ${LOCAL_GATEWAY_API_KEY}`,
      'Bearer ',
      `Bearer ${LOCAL_GATEWAY_API_KEY}x`,
      `Bearer ${LOCAL_GATEWAY_API_KEY.toUpperCase()}`,
    ]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const rejected = await request(method, path, headers, body);
      expect(rejected).toMatchObject({ status: 401, challenge: 'Bearer' });
      expect(JSON.parse(rejected.text)).toEqual({
        code: 'unauthorized',
        message: 'Send the API key in the header Authorization: Bearer GATEWAY_API_KEY.',
      });
    }
  });

  it('creates no charge for a stranger', async () => {
    const key = newIdempotencyKey();
    const charge = { order_id: orderIdForKey(key), amount: 1, currency: 'USD', method: 'credit_card' };
    await request('POST', '/v1/charges', { 'idempotency-key': key }, JSON.stringify(charge));
    expect(await gateway.findCharge(key)).toMatchObject({ status: 404 });
  });

  it('reports its health without a key', async () => {
    expect(await request('GET', '/healthz')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  });
});

describe('text that Postgres cannot store', () => {
  it.each([
    ['an order id', { order_id: 'a\u0000b' }],
    ['a token', { token: 'tok\u0000' }],
  ])('is rejected in %s', async (_, change) => {
    expect(await gateway.charge(newIdempotencyKey(), change)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });

  it('is rejected in the key of a lookup, a void and a refund', async () => {
    expect(await gateway.get('/v1/charges?idempotency_key=a%00')).toMatchObject({ status: 400 });
    expect(await gateway.get('/v1/refunds?charge_idempotency_key=%00')).toMatchObject({ status: 400 });
    expect(await gateway.void('a\u0000', 'order')).toMatchObject({ status: 400 });
    expect(await gateway.void('a', 'order\u0000')).toMatchObject({ status: 400 });
    expect(await gateway.post('/v1/charges/%00/capture', { amount: 1 })).toMatchObject({ status: 400 });
    expect(await gateway.post('/v1/charges/%zz/capture', { amount: 1 })).toMatchObject({ status: 400 });
    const refund = { charge_id: 'TXN-1', amount: 1 };
    for (const change of [{ charge_id: '\u0000' }, { reason: 'a\u0000' }]) {
      expect(await gateway.post('/v1/refunds', { ...refund, ...change }, 'key')).toMatchObject({ status: 400 });
    }
  });
});

describe('the payment page', () => {
  async function pendingCharge() {
    const key = newIdempotencyKey();
    const { body } = await gateway.charge(key, { method: 'paypal', token: undefined });
    return { key, id: body.id as string, orderId: orderIdForKey(key), redirectUrl: body.redirect_url as string };
  }

  it('has an address that neither the order nor the charge reveals', async () => {
    const [one, other] = [await pendingCharge(), await pendingCharge()];
    expect(new URL(one.redirectUrl).pathname).toMatch(/^\/pay\/[0-9a-f]{64}$/);
    expect(one.redirectUrl).not.toBe(other.redirectUrl);
    const { body } = await gateway.findCharge(one.key);
    expect(Object.keys(body)).not.toContain('pay_token');
    await gateway.void(other.key);
    const events = await gateway.database.query('SELECT data FROM gateway.events');
    expect(JSON.stringify(events)).not.toContain(new URL(other.redirectUrl).pathname.slice('/pay/'.length));
  });

  it('lets nobody decide who knows the order or the charge only', async () => {
    const charge = await pendingCharge();
    for (const guess of [charge.id, charge.orderId, charge.key, '', '%00', 'a%00b', '0'.repeat(64)]) {
      for (const method of ['GET', 'POST']) {
        const { status } = await request(
          method,
          `/pay/${encodeURI(guess).replaceAll('%2500', '%00')}`,
          { 'content-type': 'application/x-www-form-urlencoded' },
          method === 'POST' ? 'decision=approve' : undefined,
        );
        expect({ guess, method, status }).toEqual({ guess, method, status: 404 });
      }
    }
    expect(await request('GET', '/pay/%zz')).toMatchObject({ status: 400 });
    expect((await gateway.findCharge(charge.key)).body.status).toBe('requires_action');
  });
});
