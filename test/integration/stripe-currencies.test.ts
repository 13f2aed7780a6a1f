import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StripeGateway } from '../../src/providers/stripe/stripe-gateway.js';
import { FakeStripe } from '../kit/fake-stripe/fake-stripe.js';
import { stripeCharge, stripeGatewayAt } from '../kit/fake-stripe/gateway.js';

let stripe: FakeStripe;
let gateway: StripeGateway;
beforeAll(async () => {
  stripe = await FakeStripe.start();
  gateway = stripeGatewayAt(stripe.url);
});
afterAll(() => stripe.stop());

/** Our amounts are in ISO 4217 minor units, theirs in Stripe's. */
const AMOUNTS = [
  ['USD', 2_549, 2_549],
  ['JPY', 500, 500],
  ['KRW', 5_000, 5_000],
  ['HUF', 20_000, 20_000],
  ['ISK', 500, 50_000],
  ['UGX', 60_000, 6_000_000],
  ['MGA', 50_000, 500],
  ['KWD', 1_010, 1_010],
  ['IDR', 150_000_000_000, 150_000_000_000],
] as const;

it.each(AMOUNTS)('charges, captures, refunds and disputes %s %i as %i', async (currency, ours, theirs) => {
  const request = stripeCharge({ currency, amount: ours, capture: 'manual' });
  const { transactionId, status, amount } = await gateway.charge(request);
  expect({ status, amount }).toEqual({ status: 'authorized', amount: ours });
  expect(stripe.intents(request.orderId)).toMatchObject([{ amount: theirs, currency: currency.toLowerCase() }]);
  const { idempotencyKey, orderId } = request;
  const captured = await gateway.capture({ idempotencyKey, orderId, transactionId, amount: ours });
  expect(captured).toMatchObject({ status: 'succeeded', amount: ours, currency });

  const refund = await gateway.refund({ idempotencyKey: randomUUID(), orderId, transactionId, amount: ours });
  expect(refund).toMatchObject({ amount: ours, status: 'succeeded' });
  expect(stripe.charge(transactionId)).toMatchObject({ amount_refunded: theirs });
  stripe.openDispute(transactionId);
  const found = await gateway.find({ idempotencyKey, transactionId });
  expect(found).toMatchObject({ amount: ours, refundedAmount: ours, disputes: [{ amount: ours, currency }] });
});

it.each(['USD', 'EUR', 'GBP', 'JPY', 'HUF', 'MXN', 'THB', 'ISK', 'UGX', 'MGA', 'KWD', 'IDR', 'TWD'])(
  'knows the limits of %s',
  async (currency) => {
    const { minimum, maximum, multipleOf = 1 } = gateway.capabilities.amountLimits(currency);
    for (const amount of [minimum, maximum]) {
      expect(await gateway.charge(stripeCharge({ currency, amount }))).toMatchObject({ status: 'succeeded', amount });
    }
    for (const amount of [minimum - multipleOf, maximum + multipleOf]) {
      await expect(gateway.charge(stripeCharge({ currency, amount }))).rejects.toThrow('Payment gateway error');
    }
  },
);
