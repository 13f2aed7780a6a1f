import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChargeRequest } from '../../src/domains/payments/payment-gateway.js';
import type { StripeGateway } from '../../src/providers/stripe/stripe-gateway.js';
import { FakeStripe } from '../kit/fake-stripe/fake-stripe.js';
import { stripeCharge, stripeGatewayAt } from '../kit/fake-stripe/gateway.js';

let stripe: FakeStripe;
let gateway: StripeGateway;
beforeEach(async () => {
  stripe = await FakeStripe.start();
  gateway = stripeGatewayAt(stripe.url);
});
afterEach(() => stripe.stop());

async function authorize(changes: Partial<ChargeRequest> = {}) {
  const request = stripeCharge({ capture: 'manual', ...changes });
  const { transactionId, status } = await gateway.charge(request);
  const { idempotencyKey, orderId, amount } = request;
  return { request, transactionId, status, capture: { idempotencyKey, orderId, transactionId, amount } };
}

it('authorizes and captures an amount', async () => {
  const { capture, status, transactionId } = await authorize();
  expect(status).toBe('authorized');
  expect(stripe.charge(transactionId)).toMatchObject({ captured: false, amount_captured: 0 });
  expect(await gateway.capture(capture)).toMatchObject({ status: 'succeeded', amount: 2_549 });
  stripe.forgetKeys();
  expect(await gateway.capture(capture)).toMatchObject({ status: 'succeeded', amount: 2_549 });
  expect(stripe.charge(transactionId)).toMatchObject({ captured: true, amount_captured: 2_549 });
});

it('authorizes with 3-D Secure and with PayPal once the customer approves', async () => {
  for (const changes of [{ token: 'tok_3ds' }, { method: 'paypal' }] as const) {
    const { request, status, transactionId } = await authorize(changes);
    expect(status).toBe('requires_action');
    stripe.approve(transactionId);
    expect(await gateway.charge({ ...request, transactionId })).toMatchObject({ status: 'authorized' });
  }
});

it('returns a canceled charge when the authorization has expired', async () => {
  const { capture, transactionId } = await authorize();
  stripe.expireAuthorization(transactionId);
  expect(await gateway.capture(capture)).toMatchObject({ status: 'canceled', refundedAmount: 0 });
});

it('voids an authorization, which returns no money', async () => {
  const { request, capture, transactionId } = await authorize();
  expect(await gateway.void({ ...request, transactionId })).toMatchObject({ status: 'canceled', refundedAmount: 0 });
  expect(await gateway.capture(capture)).toMatchObject({ status: 'canceled' });
  expect(await gateway.find({ ...request, transactionId })).toMatchObject({ status: 'canceled', refundedAmount: 0 });
  expect(await gateway.findRefunds({ ...request, transactionId })).toEqual([]);
});

it('captures once when the answer is lost', async () => {
  const { capture, transactionId } = await authorize();
  stripe.lostResponses.add('POST /v1/payment_intents/:id/capture');
  await expect(gateway.capture(capture)).rejects.toThrow();
  stripe.lostResponses.clear();
  expect(await gateway.capture(capture)).toMatchObject({ status: 'succeeded' });
  expect(stripe.charge(transactionId).amount_captured).toBe(2_549);
});

it('finds the charge of an order when the capture mode has changed', async () => {
  const { request, transactionId } = await authorize();
  const automatic = { ...request, capture: 'automatic', transactionId: null } as const;
  expect(await gateway.charge(automatic)).toMatchObject({ transactionId, status: 'authorized' });
  expect(await gateway.void(automatic)).toMatchObject({ transactionId, status: 'canceled' });
  expect(stripe.intents(request.orderId)).toHaveLength(1);
});
