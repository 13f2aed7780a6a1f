import { afterAll, beforeAll, expect, it } from 'vitest';
import { newIdempotencyKey, startTestGateway, type TestGateway } from '../kit/test-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

/** Charges 10 dollars; answers the charge's id and how to see what was given back of it. */
async function charged(token = 'tok_approve') {
  const key = newIdempotencyKey();
  const { body } = await gateway.charge(key, { token });
  const refundedAmount = async () => (await gateway.findCharge(key)).body.refunded_amount;
  return { key, id: body.id as string, refundedAmount };
}

const refund = (chargeId: string, amount: unknown, key: string = newIdempotencyKey()) =>
  gateway.post('/v1/refunds', { charge_id: chargeId, amount }, key);

const rejected = (status: number, code: string) => ({ status, body: { code } });

it('a refund gives back all of a charge, or part of it', async () => {
  const { id, refundedAmount } = await charged();
  const first = await refund(id, 300);
  expect(first).toMatchObject({ status: 200, body: { charge_id: id, amount: 300, status: 'succeeded' } });
  expect(await refundedAmount()).toBe(300);
  expect(await refund(id, 700)).toMatchObject({ status: 200 });
  expect(await refundedAmount()).toBe(1_000);
});

it('a refund that is repeated under its key is the first one', async () => {
  const { id, refundedAmount } = await charged();
  const key = newIdempotencyKey();
  const first = await refund(id, 600, key);
  expect(await refund(id, 600, key)).toEqual(first);
  expect(await refundedAmount()).toBe(600);
});

it('a refund is made once by ten requests at once', async () => {
  const { id, refundedAmount } = await charged();
  const key = newIdempotencyKey();
  const responses = await Promise.all(Array.from({ length: 10 }, () => refund(id, 400, key)));
  expect(responses).toEqual(responses.map(() => responses[0]));
  expect(await refundedAmount()).toBe(400);
});

it('a refund of something else under the same key is refused', async () => {
  const [one, other] = [await charged(), await charged()];
  const key = newIdempotencyKey();
  await refund(one.id, 100, key);
  expect(await refund(one.id, 101, key)).toMatchObject(rejected(422, 'idempotency_key_reused'));
  expect(await refund(other.id, 100, key)).toMatchObject(rejected(422, 'idempotency_key_reused'));
  expect(await one.refundedAmount()).toBe(100);
  expect(await other.refundedAmount()).toBe(0);
});

it('refunds of two charges at once under one key: one is made, the other refused', async () => {
  const [one, other] = [await charged(), await charged()];
  const key = newIdempotencyKey();
  const responses = await Promise.all([refund(one.id, 100, key), refund(other.id, 100, key)]);
  expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect([await one.refundedAmount(), await other.refundedAmount()].toSorted()).toEqual([0, 100]);
});

it('a refund never exceeds what is left of the charge', async () => {
  const { id, refundedAmount } = await charged();
  expect(await refund(id, 1_001)).toMatchObject(rejected(409, 'refund_exceeds_charge'));
  await refund(id, 900);
  expect(await refund(id, 101)).toMatchObject(rejected(409, 'refund_exceeds_charge'));
  expect(await refundedAmount()).toBe(900);
});

it('20 refunds of a part at once never exceed the charge', async () => {
  const { id, refundedAmount } = await charged();
  const responses = await Promise.all(Array.from({ length: 20 }, () => refund(id, 150)));
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(6);
  const others = responses.filter(({ status }) => status !== 200);
  expect(others).toMatchObject(others.map(() => rejected(409, 'refund_exceeds_charge')));
  expect(await refundedAmount()).toBe(900);
});

it('a charge that took no money cannot be refunded', async () => {
  const declined = await charged('tok_decline');
  expect(await refund(declined.id, 1)).toMatchObject(rejected(409, 'charge_not_refundable'));
  const voided = await gateway.void(newIdempotencyKey());
  expect(await refund(voided.body.id as string, 1)).toMatchObject(rejected(409, 'charge_not_refundable'));
});

it('a charge that does not exist cannot be refunded', async () => {
  expect(await refund('TXN-none', 1)).toMatchObject(rejected(404, 'charge_not_found'));
});

it.each([0, -1, 1.5, '100', null])('a refund of %j is refused', async (amount) => {
  const { id, refundedAmount } = await charged();
  expect(await refund(id, amount)).toMatchObject(rejected(400, 'invalid_request'));
  expect(await refundedAmount()).toBe(0);
});

it('a refund without an idempotency key is refused', async () => {
  const { id, refundedAmount } = await charged();
  const response = await gateway.post('/v1/refunds', { charge_id: id, amount: 100 });
  expect(response).toMatchObject(rejected(400, 'invalid_request'));
  expect(await refundedAmount()).toBe(0);
});
