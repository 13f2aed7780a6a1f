import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signPaymentEvent, stripeCharge, stripeGatewayAt } from '../kit/fake-stripe/gateway.js';
import { describeGatewayContract } from '../kit/gateway-contract.js';
import { startRecordingProxy, type RecordingProxy } from '../kit/recording-proxy.js';
import { startStripeMock, type StripeMock } from '../kit/stripe-mock.js';

let mock: StripeMock | string | undefined;
let proxy: RecordingProxy | undefined;
beforeAll(async () => {
  mock = await startStripeMock();
  if (typeof mock === 'object') proxy = await startRecordingProxy(mock.url);
});
afterAll(async () => {
  await proxy?.stop();
  if (typeof mock === 'object') await mock.stop();
});

describeGatewayContract(
  'Stripe',
  () =>
    Promise.resolve(
      typeof mock !== 'object'
        ? (mock ?? 'it did not start')
        : {
            gateway: stripeGatewayAt(mock.url),
            unreachable: stripeGatewayAt('http://127.0.0.1:1'),
            sign: signPaymentEvent,
          },
    ),
  { keepsState: false },
);

describe('requests to Stripe', () => {
  beforeEach((context) => {
    if (typeof mock === 'string') context.skip(mock);
    proxy?.drain();
  });

  const gateway = () => stripeGatewayAt(proxy?.url ?? '');
  const drainRequests = () => proxy?.drain() ?? [];
  it.each([
    ['credit_card', 'tok_approve', 'card', { payment_method: 'pm_card_visa' }],
    ['debit_card', 'tok_decline', 'card', { payment_method: 'pm_card_chargeDeclined' }],
    ['credit_card', 'tok_insufficient_funds', 'card', { payment_method: 'pm_card_chargeDeclinedInsufficientFunds' }],
    ['credit_card', 'pm_card_mastercard', 'card', { payment_method: 'pm_card_mastercard' }],
    ['paypal', undefined, 'paypal', { 'payment_method_data[type]': 'paypal' }],
    ['alipay', undefined, 'alipay', { 'payment_method_data[type]': 'alipay' }],
    [
      'wechat',
      undefined,
      'wechat_pay',
      { 'payment_method_data[type]': 'wechat_pay', 'payment_method_options[wechat_pay][client]': 'web' },
    ],
  ] as const)('creates and confirms an intent for a charge with %s (%s)', async (method, token, type, how) => {
    const { token: _, ...rest } = stripeCharge({ method });
    const request = { ...rest, ...(token !== undefined && { token }) };
    const { orderId, idempotencyKey } = request;
    const { transactionId } = await gateway().charge(request);
    expect(drainRequests()).toEqual([
      {
        method: 'POST',
        path: '/v1/payment_intents',
        idempotencyKey,
        form: {
          amount: '2549',
          currency: 'usd',
          'allowed_payment_method_types[0]': type,
          'metadata[order_id]': orderId,
          'metadata[idempotency_key]': idempotencyKey,
        },
      },
      {
        method: 'POST',
        path: `/v1/payment_intents/${transactionId}/confirm`,
        idempotencyKey: `${idempotencyKey}:confirm`,
        form: { return_url: 'https://shop.example/paid', ...how },
      },
    ]);
  });

  it('reads a charge by its id when the id is known', async () => {
    await gateway().find({ idempotencyKey: 'k', transactionId: 'pi_known' });
    expect(drainRequests()).toMatchObject([
      { method: 'GET', path: '/v1/payment_intents/pi_known?expand[0]=latest_charge' },
    ]);
  });

  it('searches for a charge by its key when the id is unknown', async () => {
    const { idempotencyKey } = stripeCharge();
    const found = await gateway().find({ idempotencyKey, transactionId: null });
    const [search, read] = drainRequests();
    expect(decodeURIComponent(search?.path ?? '')).toBe(
      `/v1/payment_intents/search?query=metadata['idempotency_key']:'${idempotencyKey}'&limit=100`,
    );
    expect(read).toMatchObject({
      method: 'GET',
      path: `/v1/payment_intents/${found?.transactionId}?expand[0]=latest_charge`,
    });
  });

  it('cancels the intent of a void', async () => {
    await gateway().void({ ...stripeCharge(), transactionId: 'pi_known' });
    expect(drainRequests()).toMatchObject([{ method: 'POST', path: '/v1/payment_intents/pi_known/cancel', form: {} }]);
  });

  it('lists the refunds before it creates one under its key', async () => {
    const orderId = randomUUID();
    const refund = { idempotencyKey: randomUUID(), orderId, transactionId: 'pi_known', amount: 100, reason: 'damaged' };
    await gateway().refund(refund);
    expect(drainRequests()).toEqual([
      {
        method: 'GET',
        path: '/v1/refunds?payment_intent=pi_known&limit=100&expand[0]=data.charge',
        idempotencyKey: undefined,
        form: {},
      },
      { method: 'GET', path: '/v1/payment_intents/pi_known', idempotencyKey: undefined, form: {} },
      {
        method: 'POST',
        path: '/v1/refunds',
        idempotencyKey: refund.idempotencyKey,
        form: {
          payment_intent: 'pi_known',
          amount: '100',
          'metadata[order_id]': orderId,
          'metadata[idempotency_key]': refund.idempotencyKey,
          'metadata[reason]': 'damaged',
        },
      },
    ]);
  });
});
