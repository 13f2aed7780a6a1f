import { afterAll, beforeAll, expect, it } from 'vitest';
import { newIdempotencyKey, orderIdForKey, startTestGateway, type TestGateway } from '../kit/test-gateway.js';
import { waitUntil } from '../kit/observe.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const ok = (charge: object) => ({ status: 200, body: charge });

it('closes a key that was never charged, for any amount', async () => {
  const key = newIdempotencyKey();
  const closed = await gateway.void(key);
  expect(closed).toMatchObject(ok({ status: 'canceled', amount: 0, order_id: orderIdForKey(key) }));
  expect(await gateway.charge(key)).toEqual(closed);
  expect(await gateway.charge(key, { amount: 5 })).toEqual(closed);
});

it('cancels a charge in flight, whose request then returns the canceled charge', async () => {
  const key = newIdempotencyKey();
  const slow = gateway.charge(key, { token: 'tok_slow' });
  await waitUntil(
    () => gateway.findCharge(key),
    ({ body }) => body.status === 'processing',
  );
  const closed = await gateway.void(key);
  expect(closed).toMatchObject(ok({ status: 'canceled', amount: 1_000 }));
  expect(await slow).toEqual(closed);
  expect(await gateway.findCharge(key)).toEqual(closed);
});

it.each(['tok_approve', 'tok_decline'])('does not change a settled charge: %s', async (token) => {
  const key = newIdempotencyKey();
  const charge = await gateway.charge(key, { token });
  expect(await gateway.void(key)).toEqual(charge);
});

it('changes nothing when repeated', async () => {
  const key = newIdempotencyKey();
  const closed = await gateway.void(key);
  expect(await gateway.void(key)).toEqual(closed);
});

it.each(['charged', 'voided'])('rejects a void by another order when the key is %s', async (state) => {
  const key = newIdempotencyKey();
  const first = await (state === 'charged' ? gateway.charge(key) : gateway.void(key));
  expect(await gateway.void(key, 'another')).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  expect(await gateway.findCharge(key)).toEqual(first);
});
