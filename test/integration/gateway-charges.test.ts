import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey, orderOf, startTestGateway, type Body, type TestGateway } from '../support/gateway.js';
import { until } from '../support/observe.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const ok = (charge: Body) => ({ status: 200, body: charge });
const refused = (status: number, code: string) => ({ status, body: { code } });

describe('a charge', () => {
  it.each([
    ['tok_approve', 'succeeded', null],
    ['tok_decline', 'declined', 'card_declined'],
    ['tok_insufficient_funds', 'declined', 'insufficient_funds'],
  ])('by %s is %s', async (token, status, decline_code) => {
    const key = newKey();
    const charge = await gateway.charge(key, { token });
    const facts = { order_id: orderOf(key), amount: 1_000, currency: 'USD', method: 'credit_card', refunded_amount: 0 };
    expect(charge).toMatchObject(ok({ status, decline_code, ...facts }));
    expect(charge.body.id).toMatch(/^TXN-/);
    expect(await gateway.lookUp(key)).toEqual(charge);
  });

  it('by tok_timeout succeeds, but its answer is lost; repeated, it is answered', async () => {
    const key = newKey();
    await expect(gateway.charge(key, { token: 'tok_timeout' })).rejects.toThrow('fetch failed');
    const found = await gateway.lookUp(key);
    expect(found).toMatchObject(ok({ status: 'succeeded' }));
    expect(await gateway.charge(key, { token: 'tok_timeout' })).toEqual(found);
  });

  it('by tok_flaky is refused twice, with nothing recorded, then succeeds', async () => {
    const key = newKey();
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      expect(await gateway.charge(key, { token: 'tok_flaky' })).toMatchObject(refused(503, 'unavailable'));
      expect(await gateway.lookUp(key)).toMatchObject(refused(404, 'charge_not_found'));
    }
    expect(await gateway.charge(key, { token: 'tok_flaky' })).toMatchObject(ok({ status: 'succeeded' }));
  });

  it('by tok_slow is processing until it is decided, and its key is taken meanwhile', async () => {
    const key = newKey();
    const slow = gateway.charge(key, { token: 'tok_slow' });
    await until(
      () => gateway.lookUp(key),
      ({ body }) => body.status === 'processing',
    );
    expect(await gateway.charge(key)).toMatchObject(refused(409, 'charge_in_progress'));
    expect(await slow).toMatchObject(ok({ status: 'succeeded' }));
  });

  it.each([
    [1, 'succeeded'],
    [0, 'declined'],
  ])('without a token is decided by the success rate: %i, %s', async (rate, status) => {
    const other = await startTestGateway(rate);
    expect(await other.charge(newKey(), { token: undefined })).toMatchObject(ok({ status }));
    await other.stop();
  });

  it('that is repeated under its key is the first one', async () => {
    const key = newKey();
    const first = await gateway.charge(key);
    expect(await gateway.charge(key)).toEqual(first);
    expect(await gateway.charge(key, { token: 'tok_decline' })).toEqual(first);
  });

  it('is made once by ten requests at once', async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 10 }, () => gateway.charge(key)));
    const made = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.id));
    expect(made).toEqual(new Set([(await gateway.lookUp(key)).body.id]));
    const others = answers.filter(({ status }) => status !== 200);
    expect(others).toMatchObject(others.map(() => refused(409, 'charge_in_progress')));
  });

  it.each<Body>([{ amount: 1_001 }, { currency: 'EUR' }, { method: 'debit_card' }, { order_id: 'another' }])(
    'of something else under the same key is refused: %j',
    async (change) => {
      const key = newKey();
      const first = await gateway.charge(key);
      expect(await gateway.charge(key, change)).toMatchObject(refused(422, 'idempotency_key_reused'));
      expect(await gateway.lookUp(key)).toEqual(first);
    },
  );

  it('that a dead process left undecided is decided by the next request', async () => {
    const key = newKey();
    await gateway.database.query(
      `INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, status)
       VALUES ('TXN-left', $1, $2, 1000, 'USD', 'credit_card', 'processing')`,
      [key, orderOf(key)],
    );
    expect(await gateway.charge(key)).toMatchObject(ok({ id: 'TXN-left', status: 'succeeded' }));
  });

  it('by a token that does not exist is refused, with nothing recorded', async () => {
    const key = newKey();
    expect(await gateway.charge(key, { token: 'tok_unheard_of' })).toMatchObject(refused(400, 'unknown_token'));
    expect(await gateway.lookUp(key)).toMatchObject(refused(404, 'charge_not_found'));
  });

  it.each<Body>([
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: '1000' },
    { currency: 'usd' },
    { method: 'cash' },
    { order_id: '' },
    { extra: true },
  ])('that is malformed is refused: %j', async (change) => {
    const key = newKey();
    expect(await gateway.charge(key, change)).toMatchObject(refused(400, 'invalid_request'));
    expect(await gateway.lookUp(key)).toMatchObject(refused(404, 'charge_not_found'));
  });

  it('that is no JSON, or has no idempotency key, is refused', async () => {
    expect(await gateway.post('/v1/charges', '{"amount"', newKey())).toMatchObject(refused(400, 'invalid_request'));
    const charge = { order_id: 'o', amount: 1, currency: 'USD', method: 'credit_card' };
    expect(await gateway.post('/v1/charges', charge)).toMatchObject(refused(400, 'invalid_request'));
  });
});

it('a lookup without a key, and a route that does not exist, are refused', async () => {
  expect(await gateway.get('/v1/charges')).toMatchObject(refused(400, 'invalid_request'));
  expect(await gateway.get('/v1/nothing')).toMatchObject(refused(404, 'not_found'));
});
