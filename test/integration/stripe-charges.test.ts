import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayRejected, GatewayUnavailable } from '../../src/domains/payments/errors.js';
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

const reference = ({ idempotencyKey }: ChargeRequest, transactionId: string | null) => ({
  idempotencyKey,
  transactionId,
});
const statuses = ({ orderId }: ChargeRequest) => stripe.intents(orderId).map(({ status }) => status);

describe('a charge', () => {
  it.each([
    ['tok_approve', { status: 'succeeded', declineCode: null }],
    ['tok_decline', { status: 'declined', declineCode: 'generic_decline' }],
    ['tok_insufficient_funds', { status: 'declined', declineCode: 'insufficient_funds' }],
    ['pm_card_chargeDeclinedLostCard', { status: 'declined', declineCode: 'lost_card' }],
    ['tok_3ds', { status: 'requires_action', declineCode: null }],
    ['pm_unknown', { status: 'declined', declineCode: 'resource_missing' }],
  ] as const)('with the card %s has the outcome %j', async (token, outcome) => {
    const charge = await gateway.charge(stripeCharge({ token }));
    expect(charge).toMatchObject({ ...outcome, amount: 2_549, currency: 'USD', refundedAmount: 0, disputes: [] });
    expect(charge.redirectUrl !== null).toBe(charge.status === 'requires_action');
  });

  it.each(['approve', 'decline'] as const)('with 3-D Secure waits until the customer decides: %s', async (decision) => {
    const request = stripeCharge({ token: 'tok_3ds' });
    const { transactionId } = await gateway.charge(request);
    stripe[decision](transactionId);
    const found = await gateway.find(reference(request, transactionId));
    expect(found).toMatchObject(
      decision === 'approve'
        ? { status: 'succeeded', redirectUrl: null }
        : { status: 'declined', declineCode: 'payment_intent_authentication_failure' },
    );
  });

  it.each(['paypal', 'alipay', 'wechat'] as const)('with %s sends the customer to its page', async (method) => {
    const { token: _, ...request } = stripeCharge({ method });
    const charge = await gateway.charge(request);
    expect(charge.status).toBe('requires_action');
    expect(charge.redirectUrl).toContain(charge.transactionId);
    stripe.approve(charge.transactionId, 'processing');
    expect(await gateway.find(reference(request, charge.transactionId))).toMatchObject({ status: 'processing' });
    stripe.approve(charge.transactionId);
    expect(await gateway.find(reference(request, charge.transactionId))).toMatchObject({ status: 'succeeded' });
  });

  it.each<[string, Partial<ChargeRequest>, string]>([
    ['an amount below the minimum', { amount: 49 }, 'amount_too_small'],
    ['an amount of nine digits', { amount: 100_000_000 }, 'amount_too_large'],
    ['a currency that Stripe does not have', { currency: 'ZZZ' }, 'StripeInvalidRequestError'],
    ['a method that is not enabled', { method: 'paypal' }, 'payment_method_unactivated'],
    ['a currency that the method does not have', { method: 'wechat', currency: 'BRL' }, 'StripeInvalidRequestError'],
    ['an amount with a third decimal', { amount: 1_005, currency: 'KWD' }, 'invalid_charge_amount'],
  ])('is rejected and does not exist with %s', async (_, changes, gatewayCode) => {
    stripe.settings.enabledTypes.delete('paypal');
    const request = { ...stripeCharge(changes), transactionId: null };
    await expect(gateway.charge(request)).rejects.toThrow(GatewayRejected);
    await expect(gateway.charge(request)).rejects.toMatchObject({ gatewayCode });
    for (const hasSearch of [true, false]) {
      Object.assign(stripe.settings, { hasSearch });
      expect(await gateway.void(request)).toBeNull();
    }
    expect(stripe.intents(request.orderId)).toEqual([]);
  });

  it('with a card is rejected and does not exist without a token', async () => {
    const { token: _, ...request } = stripeCharge();
    await expect(gateway.charge(request)).rejects.toMatchObject({ gatewayCode: 'parameter_missing' });
    expect(stripe.intents(request.orderId)).toEqual([]);
    expect(stripe.requests).toEqual([]);
  });

  it('of another amount under the key is returned as it is', async () => {
    const request = stripeCharge();
    const { transactionId } = await gateway.charge(request);
    stripe.changeAmount(transactionId, 99);
    stripe.resumeIndexing();
    for (const id of [transactionId, null]) {
      expect(await gateway.find(reference(request, id))).toMatchObject({ amount: 99, status: 'succeeded' });
    }
    expect(await gateway.charge(request)).toMatchObject({ amount: 99, transactionId });
    expect(await gateway.charge({ ...request, amount: 5_000 })).toMatchObject({ amount: 99, transactionId });
  });
});

describe('a known charge', () => {
  it('is never opened a second time after its keys aged out', async () => {
    const { token: _, ...request } = stripeCharge({ method: 'paypal' });
    const { transactionId } = await gateway.charge(request);
    stripe.approve(transactionId, 'processing');
    stripe.forgetKeys();
    expect(await gateway.charge({ ...request, transactionId })).toMatchObject({ transactionId, status: 'processing' });
    stripe.approve(transactionId);
    expect(await gateway.charge({ ...request, transactionId })).toMatchObject({ transactionId, status: 'succeeded' });
    expect(statuses(request)).toEqual(['succeeded']);
  });

  it.each(['tok_approve', 'tok_3ds', 'tok_decline'] as const)(
    'is read and not confirmed a second time: %s',
    async (token) => {
      const request = stripeCharge({ token });
      const first = await gateway.charge(request);
      stripe.forgetKeys();
      stripe.requests = [];
      const second = await gateway.charge({ ...request, transactionId: first.transactionId });
      expect(second).toMatchObject({ status: first.status, declineCode: first.declineCode });
      expect(stripe.requests).toEqual(['GET /v1/payment_intents/:id']);
    },
  );

  it('is confirmed when only its creation was answered', async () => {
    const request = stripeCharge();
    stripe.lostResponses.add('POST /v1/payment_intents');
    await expect(gateway.charge(request)).rejects.toThrow(GatewayUnavailable);
    stripe.lostResponses.clear();
    stripe.forgetKeys();
    const [intent] = stripe.intents(request.orderId);
    const charge = await gateway.charge({ ...request, transactionId: intent?.id ?? null });
    expect(charge).toMatchObject({ transactionId: intent?.id, status: 'succeeded' });
    expect(statuses(request)).toEqual(['succeeded']);
  });

  it('is not voided while Stripe processes it', async () => {
    const { token: _, ...request } = stripeCharge({ method: 'alipay' });
    const { transactionId } = await gateway.charge(request);
    stripe.approve(transactionId, 'processing');
    expect(await gateway.void({ ...request, transactionId })).toMatchObject({ status: 'processing' });
    stripe.approve(transactionId);
    expect(await gateway.void({ ...request, transactionId })).toMatchObject({ status: 'succeeded' });
  });
});

describe('a charge whose answer is lost', () => {
  const lose = async (request: ChargeRequest, route: string) => {
    stripe.lostResponses.add(route);
    await expect(gateway.charge(request)).rejects.toThrow(GatewayUnavailable);
    stripe.lostResponses.clear();
  };

  it.each(['POST /v1/payment_intents', 'POST /v1/payment_intents/:id/confirm'])(
    'is the same charge when it is repeated: %s',
    async (route) => {
      const request = stripeCharge();
      await lose(request, route);
      expect(await gateway.charge(request)).toMatchObject({ status: 'succeeded' });
      expect(statuses(request)).toEqual(['succeeded']);
    },
  );

  it.each<[string, () => void, () => void]>([
    ['after the key was forgotten', () => undefined, () => stripe.forgetKeys()],
    ['while the search lags', () => stripe.pauseIndexing(), () => undefined],
    ['in an account without search', () => (stripe.settings.hasSearch = false), () => undefined],
  ])('is found by a void %s', async (_, before, after) => {
    const request = { ...stripeCharge(), transactionId: null };
    before();
    await lose(request, 'POST /v1/payment_intents/:id/confirm');
    after();
    expect(await gateway.void(request)).toMatchObject({ status: 'succeeded' });
    expect(statuses(request)).toEqual(['succeeded']);
  });

  it.each([true, false])('is closed by a void of an unsent charge, with search: %s', async (hasSearch) => {
    Object.assign(stripe.settings, { hasSearch });
    const request = { ...stripeCharge(), transactionId: null };
    expect(await gateway.void(request)).toMatchObject({ status: 'canceled' });
    expect(await gateway.charge(request)).toMatchObject({ status: 'canceled' });
    expect(statuses(request)).toEqual(['canceled']);
  });

  it('is voided with each intent of its key', async () => {
    const { token: _, ...request } = stripeCharge({ method: 'paypal' });
    stripe.pauseIndexing();
    for (const _attempt of [1, 2]) {
      await gateway.charge(request);
      stripe.forgetKeys();
    }
    stripe.resumeIndexing();
    const [first] = stripe.intents(request.orderId);
    stripe.approve(first?.id ?? '');
    expect(await gateway.find(reference(request, null))).toMatchObject({
      transactionId: first?.id,
      status: 'succeeded',
    });
    expect(await gateway.void({ ...request, transactionId: null })).toMatchObject({ transactionId: first?.id });
    expect(statuses(request)).toEqual(['succeeded', 'canceled']);
  });

  it('is found after it was sent with other parameters', async () => {
    const request = stripeCharge();
    await lose(request, 'POST /v1/payment_intents/:id/confirm');
    expect(await gateway.charge({ ...request, amount: 3_000 })).toMatchObject({ status: 'succeeded', amount: 2_549 });
    stripe.settings.hasSearch = false;
    await expect(gateway.charge({ ...request, amount: 3_000 })).rejects.toThrow(GatewayUnavailable);
    expect(await gateway.charge({ ...request, token: 'tok_decline', capture: 'manual' })).toMatchObject({
      status: 'succeeded',
    });
  });
});
