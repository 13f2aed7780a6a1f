import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig } from '../../src/config/config.js';
import { createGateway, GATEWAY_VARIABLES } from '../../src/providers/create-gateway.js';
import { GatewayUnavailable, WebhookRejected } from '../../src/domains/payments/errors.js';
import { StripeGateway } from '../../src/providers/stripe/stripe-gateway.js';
import {
  paymentIntent,
  startScriptedStripe,
  stripeError,
  type ScriptedStripe,
  type StripeResponse,
} from '../kit/scripted-stripe.js';

const CREATE = 'POST /v1/payment_intents';
const CONFIRM = 'POST /v1/payment_intents/pi_1/confirm';
const READ = 'GET /v1/payment_intents/pi_1';
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

let stripe: ScriptedStripe;
let gateway: StripeGateway;
beforeAll(async () => {
  stripe = await startScriptedStripe();
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
    ['requires_capture', {}, { status: 'authorized' }],
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
  ])('that is %s %j maps to the charge %j', async (status, changes, charge) => {
    stripe.responses = { [READ]: paymentIntent(status, changes) };
    const found = await gateway.find(knownCharge);
    expect(found).toMatchObject({ transactionId: 'pi_1', declineCode: null, redirectUrl: null, ...charge });
    expect(found?.raw).not.toContain('secret');
  });
});

describe('a charge', () => {
  it("is declined with the bank's reason after one confirmation", async () => {
    const error = { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' };
    const payment_intent = paymentIntent('requires_payment_method', { last_payment_error: error }).body;
    const declined = { ...error, payment_intent };
    stripe.responses = { [CREATE]: created, [CONFIRM]: stripeError(402, declined) };
    const charge = await gateway.charge(chargeRequest);
    expect(charge).toMatchObject({ transactionId: 'pi_1', status: 'declined', declineCode: 'insufficient_funds' });
    expect(charge.raw).not.toContain('secret');
    expect(stripe.requests).toEqual([CREATE, CONFIRM]);
  });

  it('is read again when the response is a replay', async () => {
    const replayed = { ...paymentIntent('requires_action'), headers: { 'idempotent-replayed': 'true' } };
    stripe.responses = { [CREATE]: created, [CONFIRM]: replayed, [READ]: paymentIntent('succeeded') };
    expect(await gateway.charge(chargeRequest)).toMatchObject({ status: 'succeeded' });
  });

  it('is null when a restricted key may not search', async () => {
    stripe.responses = { [SEARCH]: stripeError(403, { type: 'invalid_request_error' }) };
    expect(await gateway.find(unknownCharge)).toBeNull();
  });

  it('has an unknown outcome when the search is not available for a while', async () => {
    stripe.responses = { [SEARCH]: stripeError(503, { type: 'api_error' }) };
    await expect(gateway.find(unknownCharge)).rejects.toThrow(GatewayUnavailable);
  });

  it('is canceled when voided before the confirmation', async () => {
    stripe.responses = { [CREATE]: created, [CONFIRM]: UNEXPECTED_STATE, [READ]: paymentIntent('canceled') };
    expect(await gateway.charge(chargeRequest)).toMatchObject({ status: 'canceled' });
  });

  it('is null when the search finds nothing', async () => {
    stripe.responses = { [SEARCH]: NOT_FOUND };
    expect(await gateway.find(unknownCharge)).toBeNull();
    expect(stripe.requests).toEqual([SEARCH]);
  });

  it.each<[string, StripeResponse]>([
    ['returns 500', stripeError(500, { type: 'api_error' })],
    ['returns 503', stripeError(503, { type: 'api_error' })],
    ['returns 429', stripeError(429, { code: 'rate_limit' })],
    ['is processing the same key', stripeError(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' })],
    ['rejects the secret key', stripeError(401, { type: 'invalid_request_error' })],
    ['returns invalid JSON', (response) => response.writeHead(200).end('<h1>ok</h1>')],
    ['closes the connection', (response) => response.destroy()],
    ['does not respond', () => undefined],
  ])('has an unknown outcome when Stripe %s', async (_, response) => {
    stripe.responses = { [CREATE]: response };
    await expect(gateway.charge(chargeRequest)).rejects.toThrow(GatewayUnavailable);
    // The library retries once with the same key when the connection is closed.
    expect(new Set(stripe.requests)).toEqual(new Set([CREATE]));
    stripe.responses = { [CREATE]: created, [CONFIRM]: response };
    await expect(gateway.charge(chargeRequest)).rejects.toThrow(GatewayUnavailable);
  });

  it('has an unknown outcome when the request is aborted', async () => {
    stripe.responses = { [CREATE]: () => undefined };
    await expect(gateway.charge(chargeRequest, AbortSignal.timeout(20))).rejects.toThrow('The request was aborted.');
  });
});

describe('a refund', () => {
  it.each(['succeeded', 'pending', 'failed', 'canceled'])('that is %s is returned with its status', async (status) => {
    const created = { id: 're_1', object: 'refund', amount: 50, currency: 'usd', status };
    stripe.responses = { [REFUNDS]: NO_REFUNDS, [READ]: paymentIntent('succeeded'), [REFUND]: { body: created } };
    expect(await gateway.refund(refund)).toMatchObject({ refundId: 're_1', amount: 50, status });
  });

  it('waits for the customer while it is pending', async () => {
    const created = { id: 're_1', object: 'refund', amount: 50, currency: 'usd', status: 'requires_action' };
    stripe.responses = { [REFUNDS]: NO_REFUNDS, [READ]: paymentIntent('succeeded'), [REFUND]: { body: created } };
    expect(await gateway.refund(refund)).toMatchObject({ status: 'pending' });
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
    ['refund.updated', { status: 'failed' }, 'refund.failed'],
    ['refund.failed', { status: 'failed' }, 'refund.failed'],
    ['refund.updated', { status: 'canceled' }, 'refund.failed'],
    ['payment_intent.amount_capturable_updated', {}, 'charge.authorized'],
    ['payment_intent.requires_action', {}, 'other'],
    ['charge.dispute.created', { status: 'needs_response' }, 'dispute.opened'],
    ['charge.dispute.created', { status: 'warning_needs_response' }, 'dispute.opened'],
    ['charge.dispute.updated', { status: 'appeal_under_review' }, 'dispute.closed'],
    ['charge.dispute.funds_reinstated', { status: 'won' }, 'dispute.closed'],
    ['charge.dispute.closed', { status: 'lost' }, 'dispute.closed'],
    ['charge.dispute.closed', { status: 'prevented' }, 'dispute.closed'],
    ['payment_intent.created', {}, 'other'],
  ])('maps %s %j to %s', (type, object, expected) => {
    const event = { id: 'evt_1', orderId, ...(expected !== 'other' && { transactionId: 'pi_1' }), type: expected };
    expect(read(type, { metadata, payment_intent: 'pi_1', ...object })).toEqual(event);
  });

  it.each([
    ['charge.dispute.created', { status: 'needs_response' }, 'dispute.opened'],
    ['refund.created', { status: 'succeeded' }, 'refund.succeeded'],
  ])('names the charge when it has no order: %s', (type, object, expected) => {
    const event = { id: 'evt_1', orderId: null, transactionId: 'pi_1', type: expected };
    expect(read(type, { metadata: {}, payment_intent: 'pi_1', ...object })).toEqual(event);
    expect(read(type, { metadata: {}, payment_intent: null, ...object })).toMatchObject({ type: 'other' });
  });

  it.each([{}, { metadata: {} }, { metadata: { order_id: 'A-1' } }])(
    'ignores an object without an order id: %j',
    (object) => {
      expect(read('payment_intent.succeeded', object)).toEqual({ id: 'evt_1', orderId: null, type: 'other' });
    },
  );

  it('rejects an unsigned body', () => {
    expect(() => gateway.readEvent(Buffer.from('{}'), {})).toThrow(WebhookRejected);
  });
});

describe('createGateway', () => {
  it('creates the Stripe gateway when all its variables are set', () => {
    const environment = {
      PAYMENT_GATEWAY: 'stripe',
      STRIPE_SECRET_KEY: 'sk_test_123',
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_RETURN_URL: 'https://shop.example/paid',
    };
    expect(createGateway(readConfig(GATEWAY_VARIABLES, environment))).toBeInstanceOf(StripeGateway);
  });

  it('throws an error that names each missing variable', () => {
    const config = readConfig(GATEWAY_VARIABLES, { PAYMENT_GATEWAY: 'stripe', STRIPE_SECRET_KEY: 'sk_test_123' });
    expect(() => createGateway(config)).toThrow(ConfigurationError);
    expect(() => createGateway(config)).toThrow(/^STRIPE_WEBHOOK_SECRET: .*\nSTRIPE_RETURN_URL: /);
  });
});
