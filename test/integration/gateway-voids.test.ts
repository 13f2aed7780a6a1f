import { afterAll, beforeAll, expect, it } from 'vitest';
import { newKey, orderOf, startTestGateway, type TestGateway } from '../support/gateway.js';
import { until } from '../support/observe.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const ok = (charge: object) => ({ status: 200, body: charge });

it('a void of a key that was never charged closes it, also to other amounts', async () => {
  const key = newKey();
  const closed = await gateway.void(key);
  expect(closed).toMatchObject(ok({ status: 'canceled', amount: 0, order_id: orderOf(key) }));
  expect(await gateway.charge(key)).toEqual(closed);
  expect(await gateway.charge(key, { amount: 5 })).toEqual(closed);
});

it('a void of a charge in flight closes it, and the charge is answered so', async () => {
  const key = newKey();
  const slow = gateway.charge(key, { token: 'tok_slow' });
  await until(
    () => gateway.lookUp(key),
    ({ body }) => body.status === 'processing',
  );
  const closed = await gateway.void(key);
  expect(closed).toMatchObject(ok({ status: 'canceled', amount: 1_000 }));
  expect(await slow).toEqual(closed);
  expect(await gateway.lookUp(key)).toEqual(closed);
});

it.each(['tok_approve', 'tok_decline'])('a void of a charge that is decided changes nothing: %s', async (token) => {
  const key = newKey();
  const charge = await gateway.charge(key, { token });
  expect(await gateway.void(key)).toEqual(charge);
});

it('a void that is repeated changes nothing', async () => {
  const key = newKey();
  const closed = await gateway.void(key);
  expect(await gateway.void(key)).toEqual(closed);
});

it.each(['charged', 'voided'])('a void by another order is refused of a key that is %s', async (state) => {
  const key = newKey();
  const first = await (state === 'charged' ? gateway.charge(key) : gateway.void(key));
  expect(await gateway.void(key, 'another')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(await gateway.lookUp(key)).toEqual(first);
});
