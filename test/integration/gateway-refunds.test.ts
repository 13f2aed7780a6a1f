import { afterAll, beforeAll, expect, it } from 'vitest';
import { newIdempotencyKey, startTestGateway, type TestGateway } from '../kit/test-gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

/** Charges 10 USD. @returns the charge's id and a function that reads its refunded amount */
async function charged(token = 'tok_approve') {
  const key = newIdempotencyKey();
  const { body } = await gateway.charge(key, { token });
  const refundedAmount = async () => (await gateway.findCharge(key)).body.refunded_amount;
  return { key, id: body.id as string, refundedAmount };
}

const refund = (chargeId: string, amount: unknown, key: string = newIdempotencyKey()) =>
  gateway.post('/v1/refunds', { charge_id: chargeId, amount }, key);

const rejected = (status: number, code: string) => ({ status, body: { code } });

it('refunds a charge in part and in full', async () => {
  const { id, refundedAmount } = await charged();
  const first = await refund(id, 300);
  expect(first).toMatchObject({ status: 200, body: { charge_id: id, amount: 300, status: 'succeeded' } });
  expect(await refundedAmount()).toBe(300);
  expect(await refund(id, 700)).toMatchObject({ status: 200 });
  expect(await refundedAmount()).toBe(1_000);
});

it('returns the first refund when repeated with the same key', async () => {
  const { id, refundedAmount } = await charged();
  const key = newIdempotencyKey();
  const first = await refund(id, 600, key);
  expect(await refund(id, 600, key)).toEqual(first);
  expect(await refundedAmount()).toBe(600);
});

it('creates one refund from ten concurrent requests', async () => {
  const { id, refundedAmount } = await charged();
  const key = newIdempotencyKey();
  const responses = await Promise.all(Array.from({ length: 10 }, () => refund(id, 400, key)));
  expect(responses).toEqual(responses.map(() => responses[0]));
  expect(await refundedAmount()).toBe(400);
});

it('rejects a different refund with the same key', async () => {
  const [one, other] = [await charged(), await charged()];
  const key = newIdempotencyKey();
  await refund(one.id, 100, key);
  expect(await refund(one.id, 101, key)).toMatchObject(rejected(422, 'idempotency_key_reused'));
  expect(await refund(other.id, 100, key)).toMatchObject(rejected(422, 'idempotency_key_reused'));
  expect(await one.refundedAmount()).toBe(100);
  expect(await other.refundedAmount()).toBe(0);
});

it('accepts one of two concurrent refunds of different charges with the same key', async () => {
  const [one, other] = [await charged(), await charged()];
  const key = newIdempotencyKey();
  const responses = await Promise.all([refund(one.id, 100, key), refund(other.id, 100, key)]);
  expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  expect([await one.refundedAmount(), await other.refundedAmount()].toSorted()).toEqual([0, 100]);
});

it('rejects a refund that exceeds the remainder of the charge', async () => {
  const { id, refundedAmount } = await charged();
  expect(await refund(id, 1_001)).toMatchObject(rejected(409, 'refund_exceeds_charge'));
  await refund(id, 900);
  expect(await refund(id, 101)).toMatchObject(rejected(409, 'refund_exceeds_charge'));
  expect(await refundedAmount()).toBe(900);
});

it('never exceeds the charge with 20 concurrent partial refunds', async () => {
  const { id, refundedAmount } = await charged();
  const responses = await Promise.all(Array.from({ length: 20 }, () => refund(id, 150)));
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(6);
  const others = responses.filter(({ status }) => status !== 200);
  expect(others).toMatchObject(others.map(() => rejected(409, 'refund_exceeds_charge')));
  expect(await refundedAmount()).toBe(900);
});

it('rejects a refund of a charge that did not succeed', async () => {
  const declined = await charged('tok_decline');
  expect(await refund(declined.id, 1)).toMatchObject(rejected(409, 'charge_not_refundable'));
  const voided = await gateway.void(newIdempotencyKey());
  expect(await refund(voided.body.id as string, 1)).toMatchObject(rejected(409, 'charge_not_refundable'));
});

it('rejects a refund of an unknown charge', async () => {
  expect(await refund('TXN-none', 1)).toMatchObject(rejected(404, 'charge_not_found'));
});

it.each([0, -1, 1.5, '100', null])('rejects a refund of %j', async (amount) => {
  const { id, refundedAmount } = await charged();
  expect(await refund(id, amount)).toMatchObject(rejected(400, 'invalid_request'));
  expect(await refundedAmount()).toBe(0);
});

it('rejects a refund without an idempotency key', async () => {
  const { id, refundedAmount } = await charged();
  const response = await gateway.post('/v1/refunds', { charge_id: id, amount: 100 });
  expect(response).toMatchObject(rejected(400, 'invalid_request'));
  expect(await refundedAmount()).toBe(0);
});
