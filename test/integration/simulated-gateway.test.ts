import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GatewayRejected, GatewayUnavailable } from '../../src/domains/payments/errors.js';
import type { ChargeRequest } from '../../src/domains/payments/payment-gateway.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { fetchPaymentPage, submitPaymentDecision } from '../kit/payment-page.js';
import { waitUntil } from '../kit/observe.js';
import { startTestGateway, type TestGateway } from '../kit/test-gateway.js';

let server: TestGateway;
let gateway: SimulatedGateway;
beforeAll(async () => {
  server = await startTestGateway();
  gateway = new SimulatedGateway(server.url(), { shopUrl: 'https://shop.example/store/' });
});
afterAll(() => server.stop());

function newRequest(overrides: Partial<ChargeRequest> = {}): ChargeRequest {
  const orderId = randomUUID();
  const payment = { amount: 2_549, currency: 'USD', method: 'credit_card', token: 'tok_approve' } as const;
  return { orderId, idempotencyKey: `${orderId}:charge`, ...payment, ...overrides };
}

async function charged(overrides: Partial<ChargeRequest> = {}) {
  const request = newRequest(overrides);
  const charge = await gateway.charge(request);
  return { request, charge, reference: { ...request, transactionId: charge.transactionId } };
}

it.each(['approve', 'decline'] as const)('leads the customer back to the order after: %s', async (decision) => {
  const { request, charge } = await charged({ token: 'tok_3ds' });
  expect(charge).toMatchObject({ status: 'requires_action', currency: 'USD', amount: 2_549 });
  expect(await (await fetchPaymentPage(charge.redirectUrl)).text()).not.toContain('Return to the shop');
  const { url } = await submitPaymentDecision(charge.redirectUrl, decision);
  expect(url).toBe(`https://shop.example/store/#/orders/${request.orderId}`);
});

it('leads nowhere else than the shop said', async () => {
  const bare = new SimulatedGateway(server.url());
  const { redirectUrl } = await bare.charge(newRequest({ method: 'paypal' }));
  expect((await submitPaymentDecision(`${redirectUrl}?return_url=https://evil.example`, 'approve')).html).not.toContain(
    '<a ',
  );
  const body = { order_id: 'o', amount: 1, currency: 'USD', method: 'paypal', return_url: 'javascript:alert(1)' };
  expect(await server.post('/v1/charges', body, randomUUID())).toMatchObject({ status: 400 });
});

it('authorizes, captures once, and returns a voided authorization instead of capturing it', async () => {
  const { request, charge, reference } = await charged({ capture: 'manual' });
  expect(charge).toMatchObject({ status: 'authorized', amount: 2_549 });
  const capture = { ...reference, idempotencyKey: randomUUID(), amount: request.amount };
  expect(await gateway.capture(capture)).toMatchObject({ status: 'succeeded' });
  expect(await gateway.capture(capture)).toMatchObject({ status: 'succeeded' });

  const voided = await charged({ capture: 'manual' });
  await gateway.void(voided.reference);
  const late = { ...voided.reference, idempotencyKey: randomUUID() };
  expect(await gateway.capture(late)).toMatchObject({ status: 'canceled' });
});

it('rejects a charge that the gateway refuses to create, so that none exists', async () => {
  const request = newRequest({ token: 'tok_refused' });
  await expect(gateway.charge(request)).rejects.toThrow(GatewayRejected);
  await expect(gateway.charge(request)).rejects.toMatchObject({ gatewayCode: 'amount_too_small' });
  expect(await gateway.find({ ...request, transactionId: null })).toBeNull();
});

it('returns refunds with their state, also those of the dashboard', async () => {
  const { request, reference } = await charged({ token: 'tok_refund_fails' });
  const refund = { ...reference, idempotencyKey: randomUUID(), amount: 100 };
  const { refundId, ...made } = await gateway.refund(refund);
  expect(made).toEqual({ idempotencyKey: refund.idempotencyKey, amount: 100, status: 'pending', failureReason: null });
  await server.post('/v1/dashboard/refunds', { charge_id: reference.transactionId, amount: 40 });
  const refunds = await waitUntil(
    () => gateway.findRefunds(reference),
    ([first]) => first?.status === 'failed',
  );
  expect(refunds).toEqual([
    { refundId, ...made, status: 'failed', failureReason: 'lost_or_stolen_card' },
    { ...made, refundId: refunds[1]?.refundId, idempotencyKey: null, amount: 40, status: 'succeeded' },
  ]);
  expect(await gateway.find({ ...request, transactionId: null })).toMatchObject({ refundedAmount: 40 });
  expect(await gateway.findRefunds({ idempotencyKey: 'unknown', transactionId: null })).toEqual([]);
});

it('returns the disputes of a charge, newest first', async () => {
  const { reference } = await charged();
  for (const amount of [100, 200]) {
    await server.post('/v1/dashboard/disputes', { charge_id: reference.transactionId, amount, reason: 'duplicate' });
  }
  const charge = await gateway.find(reference);
  expect(charge?.disputes).toMatchObject([
    { amount: 200, currency: 'USD', reason: 'duplicate', status: 'open' },
    { amount: 100, currency: 'USD', reason: 'duplicate', status: 'open' },
  ]);
  expect(new Date(charge?.disputes[0]?.evidenceDueAt ?? '').toISOString()).toBe(charge?.disputes[0]?.evidenceDueAt);
});

it('reports an unknown outcome when the API key is wrong, because a retry with the right one succeeds', async () => {
  const stranger = new SimulatedGateway(server.url(), { apiKey: 'a key that is not the one of the shop' });
  await expect(stranger.charge(newRequest())).rejects.toThrow(GatewayUnavailable);
  await expect(stranger.find({ idempotencyKey: 'k', transactionId: null })).rejects.toThrow('status 401');
});
