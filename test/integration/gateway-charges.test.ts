import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  newIdempotencyKey,
  orderIdForKey,
  startTestGateway,
  type JsonBody,
  type TestGateway,
} from '../kit/test-gateway.js';
import { waitUntil } from '../kit/observe.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const ok = (charge: JsonBody) => ({ status: 200, body: charge });
const rejected = (status: number, code: string) => ({ status, body: { code } });

describe('a charge', () => {
  it.each([
    ['tok_approve', 'succeeded', null],
    ['tok_decline', 'declined', 'card_declined'],
    ['tok_insufficient_funds', 'declined', 'insufficient_funds'],
  ])('with %s is %s', async (token, status, decline_code) => {
    const key = newIdempotencyKey();
    const charge = await gateway.charge(key, { token });
    const details = {
      order_id: orderIdForKey(key),
      amount: 1_000,
      currency: 'USD',
      method: 'credit_card',
      refunded_amount: 0,
    };
    expect(charge).toMatchObject(ok({ status, decline_code, ...details }));
    expect(charge.body.id).toMatch(/^TXN-/);
    expect(await gateway.findCharge(key)).toEqual(charge);
  });

  it('with tok_timeout succeeds without a response, and responds when repeated', async () => {
    const key = newIdempotencyKey();
    await expect(gateway.charge(key, { token: 'tok_timeout' })).rejects.toThrow('fetch failed');
    const found = await gateway.findCharge(key);
    expect(found).toMatchObject(ok({ status: 'succeeded' }));
    expect(await gateway.charge(key, { token: 'tok_timeout' })).toEqual(found);
  });

  it('with tok_flaky is rejected twice without a record, then succeeds', async () => {
    const key = newIdempotencyKey();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      expect(await gateway.charge(key, { token: 'tok_flaky' })).toMatchObject(rejected(503, 'unavailable'));
      expect(await gateway.findCharge(key)).toMatchObject(rejected(404, 'charge_not_found'));
    }
    expect(await gateway.charge(key, { token: 'tok_flaky' })).toMatchObject(ok({ status: 'succeeded' }));
  });

  it('with tok_slow stays processing and keeps its key in progress until it is decided', async () => {
    const key = newIdempotencyKey();
    const slow = gateway.charge(key, { token: 'tok_slow' });
    await waitUntil(
      () => gateway.findCharge(key),
      ({ body }) => body.status === 'processing',
    );
    expect(await gateway.charge(key)).toMatchObject(rejected(409, 'charge_in_progress'));
    expect(await slow).toMatchObject(ok({ status: 'succeeded' }));
  });

  it.each([
    [1, 'succeeded'],
    [0, 'declined'],
  ])('without a token follows the success rate: %i, %s', async (rate, status) => {
    const other = await startTestGateway(rate);
    expect(await other.charge(newIdempotencyKey(), { token: undefined })).toMatchObject(ok({ status }));
    await other.stop();
  });

  it('returns the first charge when repeated with the same key', async () => {
    const key = newIdempotencyKey();
    const first = await gateway.charge(key);
    expect(await gateway.charge(key)).toEqual(first);
    expect(await gateway.charge(key, { token: 'tok_decline' })).toEqual(first);
  });

  it('is created once by ten concurrent requests', async () => {
    const key = newIdempotencyKey();
    const responses = await Promise.all(Array.from({ length: 10 }, () => gateway.charge(key)));
    const made = new Set(responses.filter(({ status }) => status === 200).map(({ body }) => body.id));
    expect(made).toEqual(new Set([(await gateway.findCharge(key)).body.id]));
    const others = responses.filter(({ status }) => status !== 200);
    expect(others).toMatchObject(others.map(() => rejected(409, 'charge_in_progress')));
  });

  it.each<JsonBody>([{ amount: 1_001 }, { currency: 'EUR' }, { method: 'debit_card' }, { order_id: 'another' }])(
    'rejects a different request with the same key: %j',
    async (change) => {
      const key = newIdempotencyKey();
      const first = await gateway.charge(key);
      expect(await gateway.charge(key, change)).toMatchObject(rejected(422, 'idempotency_key_reused'));
      expect(await gateway.findCharge(key)).toEqual(first);
    },
  );

  it('left undecided by a dead process is decided by the next request', async () => {
    const key = newIdempotencyKey();
    await gateway.database.query(
      `INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, status)
       VALUES ('TXN-left', $1, $2, 1000, 'USD', 'credit_card', 'processing')`,
      [key, orderIdForKey(key)],
    );
    expect(await gateway.charge(key)).toMatchObject(ok({ id: 'TXN-left', status: 'succeeded' }));
  });

  it('rejects an unknown token without a record', async () => {
    const key = newIdempotencyKey();
    expect(await gateway.charge(key, { token: 'tok_unheard_of' })).toMatchObject(rejected(400, 'unknown_token'));
    expect(await gateway.findCharge(key)).toMatchObject(rejected(404, 'charge_not_found'));
  });

  it.each<JsonBody>([
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: '1000' },
    { currency: 'usd' },
    { method: 'cash' },
    { order_id: '' },
    { extra: true },
  ])('rejects a malformed request: %j', async (change) => {
    const key = newIdempotencyKey();
    expect(await gateway.charge(key, change)).toMatchObject(rejected(400, 'invalid_request'));
    expect(await gateway.findCharge(key)).toMatchObject(rejected(404, 'charge_not_found'));
  });

  it('rejects invalid JSON and a missing idempotency key', async () => {
    expect(await gateway.post('/v1/charges', '{"amount"', newIdempotencyKey())).toMatchObject(
      rejected(400, 'invalid_request'),
    );
    const charge = { order_id: 'o', amount: 1, currency: 'USD', method: 'credit_card' };
    expect(await gateway.post('/v1/charges', charge)).toMatchObject(rejected(400, 'invalid_request'));
  });
});

it('rejects a lookup without a key and an unknown route', async () => {
  expect(await gateway.get('/v1/charges')).toMatchObject(rejected(400, 'invalid_request'));
  expect(await gateway.get('/v1/nothing')).toMatchObject(rejected(404, 'not_found'));
});
