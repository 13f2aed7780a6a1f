import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig } from '../../src/config/config.js';
import { createGateway, GATEWAY_VARIABLES } from '../../src/providers/create-gateway.js';
import { GatewayRejected, GatewayUnavailable, WebhookRejected } from '../../src/domains/payments/errors.js';
import { StripeGateway } from '../../src/providers/stripe/stripe-gateway.js';
import {
  paymentIntent,
  startFakeStripe,
  stripeError,
  type FakeStripe,
  type StripeResponse,
} from '../kit/fake-stripe.js';

const CREATE = 'POST /v1/payment_intents';
const CONFIRM = 'POST /v1/payment_intents/pi_1/confirm';
const READ = 'GET /v1/payment_intents/pi_1';
const CANCEL = 'POST /v1/payment_intents/pi_1/cancel';
const SEARCH = 'GET /v1/payment_intents/search';
const REFUNDS = 'GET /v1/refunds';
const REFUND = 'POST /v1/refunds';

const WEBHOOK_SECRET = 'whsec_test';
const orderId = randomUUID();
const chargeRequest = {
  orderId,
  idempotencyKey: `${orderId}:charge`,
  amount: 100,
  currency: 'USD',
  method: 'credit_card',
  token: 'tok_approve',
} as const;
const unknownCharge = { ...chargeRequest, transactionId: null };
const knownCharge = { ...chargeRequest, transactionId: 'pi_1' };
const refund = { idempotencyKey: 'refund-1', orderId, transactionId: 'pi_1', amount: 50 };

const created = paymentIntent('requires_payment_method');
const NOT_FOUND = { body: { object: 'search_result', data: [], has_more: false } };
const NO_REFUNDS = { body: { object: 'list', data: [], has_more: false } };
const UNEXPECTED_STATE = stripeError(400, { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' });

let stripe: FakeStripe;
let gateway: StripeGateway;
beforeAll(async () => {
  stripe = await startFakeStripe();
  const returnUrl = 'https://shop.example/paid';
  const common = { secretKey: 'sk_test_123', webhookSecret: WEBHOOK_SECRET, returnUrl, apiBase: stripe.url };
  gateway = new StripeGateway({ ...common, timeoutMs: 300 });
});
afterAll(() => stripe.stop());
beforeEach(() => {
  stripe.responses = {};
  stripe.requests = [];
});

describe('an intent', () => {
  const redirect = { redirect_to_url: { url: 'https://paypal.example' } };
  const alipay = { alipay_handle_redirect: { url: 'https://alipay.example' } };
  const wechat = { wechat_pay_display_qr_code: { hosted_instructions_url: 'https://wechat.example' } };
  it.each<[string, object, object]>([
    ['succeeded', {}, { status: 'succeeded' }],
    ['canceled', {}, { status: 'canceled' }],
    ['processing', {}, { status: 'processing' }],
    ['requires_confirmation', {}, { status: 'processing' }],
    ['requires_capture', {}, { status: 'processing' }],
    ['requires_payment_method', {}, { status: 'processing' }],
    [
      'requires_payment_method',
      { last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' } },
      { status: 'declined', declineCode: 'insufficient_funds' },
    ],
    [
      'requires_payment_method',
      { last_payment_error: { code: 'payment_intent_authentication_failure' } },
      { status: 'declined', declineCode: 'payment_intent_authentication_failure' },
    ],
    [
      'requires_action',
      { next_action: redirect },
      { status: 'requires_action', redirectUrl: 'https://paypal.example' },
    ],
    ['requires_action', { next_action: alipay }, { status: 'requires_action', redirectUrl: 'https://alipay.example' }],
    ['requires_action', { next_action: wechat }, { status: 'requires_action', redirectUrl: 'https://wechat.example' }],
  ])('that is %s %j is the charge %j', async (status, changes, charge) => {
    stripe.responses = { [READ]: paymentIntent(status, changes) };
    const found = await gateway.find(knownCharge);
    expect(found).toMatchObject({ transactionId: 'pi_1', declineCode: null, redirectUrl: null, ...charge });
    expect(found?.raw).not.toContain('secret');
  });
});

describe('a charge', () => {
  it('that is declined is so with the reason of the bank, after one confirmation', async () => {
    const payment_intent = paymentIntent('requires_payment_method').body;
    const declined = { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', payment_intent };
    stripe.responses = { [CREATE]: created, [CONFIRM]: stripeError(402, declined) };
    const charge = await gateway.charge(chargeRequest);
    expect(charge).toMatchObject({ transactionId: 'pi_1', status: 'declined', declineCode: 'insufficient_funds' });
    expect(charge.raw).not.toContain('secret');
    expect(stripe.requests).toEqual([CREATE, CONFIRM]);
  });

  it('whose answer is an old one is read anew', async () => {
    const replayed = { ...paymentIntent('requires_action'), headers: { 'idempotent-replayed': 'true' } };
    stripe.responses = { [CREATE]: created, [CONFIRM]: replayed, [READ]: paymentIntent('succeeded') };
    expect(await gateway.charge(chargeRequest)).toMatchObject({ status: 'succeeded' });
  });

  it('that was voided before it was confirmed is canceled', async () => {
    stripe.responses = { [CREATE]: created, [CONFIRM]: UNEXPECTED_STATE, [READ]: paymentIntent('canceled') };
    expect(await gateway.charge(chargeRequest)).toMatchObject({ status: 'canceled' });
  });

  it('that nobody finds is null', async () => {
    stripe.responses = { [SEARCH]: NOT_FOUND };
    expect(await gateway.find(unknownCharge)).toBeNull();
    expect(stripe.requests).toEqual([SEARCH]);
  });

  it.each<[string, StripeResponse]>([
    ['fails', stripeError(500, { type: 'api_error' })],
    ['is being repaired', stripeError(503, { type: 'api_error' })],
    ['has had too many requests', stripeError(429, { code: 'rate_limit' })],
    ['is busy with the key', stripeError(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' })],
    ['does not take our secret key', stripeError(401, { type: 'invalid_request_error' })],
    ['answers what is no JSON', (response) => response.writeHead(200).end('<h1>ok</h1>')],
    ['hangs up', (response) => response.destroy()],
    ['never answers', () => undefined],
  ])('has an unknown outcome when Stripe %s', async (_, answer) => {
    stripe.responses = { [CREATE]: answer };
    await expect(gateway.charge(chargeRequest)).rejects.toThrow(GatewayUnavailable);
    // The library asks once more, under the same key, over a connection that was closed.
    expect(new Set(stripe.requests)).toEqual(new Set([CREATE]));
    stripe.responses = { [CREATE]: created, [CONFIRM]: answer };
    await expect(gateway.charge(chargeRequest)).rejects.toThrow(GatewayUnavailable);
  });

  it.each([
    ['a token it does not know', stripeError(400, { type: 'invalid_request_error', code: 'resource_missing' })],
    ['a key that was used for something else', stripeError(400, { type: 'idempotency_error' })],
  ])('is refused when Stripe is given %s', async (_, answer) => {
    stripe.responses = { [CREATE]: created, [CONFIRM]: answer };
    await expect(gateway.charge(chargeRequest)).rejects.toThrow(GatewayRejected);
  });

  it('that is given up while Stripe thinks has an unknown outcome', async () => {
    stripe.responses = { [CREATE]: () => undefined };
    await expect(gateway.charge(chargeRequest, AbortSignal.timeout(20))).rejects.toThrow('given up');
  });
});

describe('a void', () => {
  it('of what was never sent opens the intent, so that its key is taken, and cancels it', async () => {
    stripe.responses = { [SEARCH]: NOT_FOUND, [CREATE]: created, [CANCEL]: paymentIntent('canceled') };
    expect(await gateway.void(unknownCharge)).toMatchObject({ status: 'canceled' });
    expect(stripe.requests).toEqual([SEARCH, CREATE, CANCEL]);
  });

  it('of what the search finds cancels that, however old its key is', async () => {
    const found = { body: { object: 'search_result', data: [created.body], has_more: false } };
    stripe.responses = { [SEARCH]: found, [CANCEL]: paymentIntent('canceled') };
    expect(await gateway.void(unknownCharge)).toMatchObject({ status: 'canceled' });
    expect(stripe.requests).toEqual([SEARCH, CANCEL]);
  });

  it.each(['succeeded', 'canceled'])('that comes too late tells how the charge ended: %s', async (status) => {
    stripe.responses = { [CANCEL]: UNEXPECTED_STATE, [READ]: paymentIntent(status) };
    expect(await gateway.void(knownCharge)).toMatchObject({ status });
  });
});

describe('a refund', () => {
  it.each(['succeeded', 'pending'])('that is %s has an id', async (status) => {
    stripe.responses = { [REFUNDS]: NO_REFUNDS, [REFUND]: { body: { id: 're_1', object: 'refund', status } } };
    expect(await gateway.refund(refund)).toEqual({ refundId: 're_1' });
  });

  it('that was made before, under a key that Stripe has forgotten, is not made again', async () => {
    const earlier = { id: 're_0', object: 'refund', status: 'succeeded', metadata: { idempotency_key: 'refund-1' } };
    stripe.responses = { [REFUNDS]: { body: { object: 'list', data: [{ id: 're_x', metadata: {} }, earlier] } } };
    expect(await gateway.refund(refund)).toEqual({ refundId: 're_0' });
    expect(stripe.requests).toEqual([REFUNDS]);
  });

  it('that failed or is not allowed is refused', async () => {
    const failed = { id: 're_1', object: 'refund', status: 'failed', failure_reason: 'expired_or_canceled_card' };
    stripe.responses = { [REFUNDS]: NO_REFUNDS, [REFUND]: { body: failed } };
    await expect(gateway.refund(refund)).rejects.toMatchObject({ gatewayCode: 'expired_or_canceled_card' });
    const disputed = stripeError(400, { type: 'invalid_request_error', code: 'charge_disputed' });
    stripe.responses = { [REFUNDS]: NO_REFUNDS, [REFUND]: disputed };
    await expect(gateway.refund(refund)).rejects.toMatchObject({ gatewayCode: 'charge_disputed' });
  });
});

describe('an event of Stripe', () => {
  const read = (type: string, object: object) => {
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
    const header = new Stripe('sk').webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET });
    return gateway.readEvent(Buffer.from(payload), { 'stripe-signature': header });
  };
  const metadata = { order_id: orderId };

  it.each([
    ['payment_intent.succeeded', {}, 'charge.succeeded'],
    ['payment_intent.payment_failed', {}, 'charge.failed'],
    ['payment_intent.canceled', {}, 'charge.canceled'],
    ['refund.created', { status: 'succeeded' }, 'refund.succeeded'],
    ['refund.updated', { status: 'succeeded' }, 'refund.succeeded'],
    ['refund.created', { status: 'pending' }, 'other'],
    ['payment_intent.created', {}, 'other'],
  ])('%s %j is %s', (type, object, expected) => {
    expect(read(type, { metadata, ...object })).toEqual({ id: 'evt_1', orderId, type: expected });
  });

  it.each([{}, { metadata: {} }, { metadata: { order_id: 'A-1' } }])(
    'of no order of ours is of no interest: %j',
    (object) => {
      expect(read('payment_intent.succeeded', object)).toEqual({ id: 'evt_1', orderId: null, type: 'other' });
    },
  );

  it('that is signed by nobody is rejected', () => {
    expect(() => gateway.readEvent(Buffer.from('{}'), {})).toThrow(WebhookRejected);
  });
});

describe('the gateway that PAYMENT_GATEWAY names', () => {
  it('is Stripe when it says so and all is set', () => {
    const environment = {
      PAYMENT_GATEWAY: 'stripe',
      STRIPE_SECRET_KEY: 'sk_test_123',
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_RETURN_URL: 'https://shop.example/paid',
    };
    expect(createGateway(readConfig(GATEWAY_VARIABLES, environment))).toBeInstanceOf(StripeGateway);
  });

  it('is refused when what it needs is missing, by name', () => {
    const config = readConfig(GATEWAY_VARIABLES, { PAYMENT_GATEWAY: 'stripe', STRIPE_SECRET_KEY: 'sk_test_123' });
    expect(() => createGateway(config)).toThrow(ConfigurationError);
    expect(() => createGateway(config)).toThrow(/^STRIPE_WEBHOOK_SECRET: .*\nSTRIPE_RETURN_URL: /);
  });
});
