import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import type { PaymentCapabilities } from '../../src/domains/payments/payment-gateway.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { findViolations } from '../kit/invariants.js';
import { readStock } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { operatorToken, problem, startTestApi, temporalOf, type TestApi } from './harness.js';

/** A provider that refunds cards for 90 days. */
const CAPABILITIES: PaymentCapabilities = {
  methods: {
    credit_card: { currencies: 'any', tokenRequired: false, manualCapture: false, refundWindowDays: 90 },
  },
  amountLimits: () => ({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
};

let system: System;
let api: TestApi;
let token: string;
beforeAll(async () => {
  system = await startSystem('dev-server');
  const gateway = new SimulatedGateway(system.gatewayUrl, { webhookSecret: LOCAL_PAYMENT_WEBHOOK_SECRET });
  api = await startTestApi({
    database: system.database,
    temporal: temporalOf(system),
    gateway: Object.assign(gateway, { capabilities: CAPABILITIES }),
  });
  token = await operatorToken();
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});

async function confirmed(daysAgo: number): Promise<{ orderId: string; productId: string }> {
  const { id: productId } = await system.addProduct(1, 500);
  const { orderId, handle } = await system.place({ lines: [{ productId, quantity: 1 }] });
  await handle.result();
  await system.database.query(
    'UPDATE payments.payments SET created_at = now() - make_interval(days => $2) WHERE order_id = $1',
    [orderId, daysAgo],
  );
  return { orderId, productId };
}

function post(path: string, body: object) {
  return api.call('POST', path, { token, body, headers: { 'idempotency-key': randomUUID() } });
}

const returnOf = (productId: string) => ({
  items: [{ product_id: productId, quantity: 1 }],
  restock: true,
  reason: 'late',
});

it('writes nothing when the provider no longer refunds the payment', async () => {
  const { orderId, productId } = await confirmed(91);
  const changes = () => system.database.query('SELECT FROM access.changes WHERE subject_id = $1', [orderId]);
  const refund = await post(`/v1/orders/${orderId}/refunds`, { reason: 'late' });
  expect(refund).toMatchObject(problem(409, 'refund_window_closed'));
  expect(await post(`/v1/orders/${orderId}/returns`, returnOf(productId))).toMatchObject(
    problem(409, 'refund_window_closed'),
  );
  expect(await post(`/v1/orders/${orderId}/cancel`, {})).toMatchObject(problem(409, 'refund_window_closed'));
  const cancellation = await post('/v1/cancellations', { order_ids: [orderId], reason: 'recalled' });
  expect(cancellation.body.data).toEqual([{ order_id: orderId, outcome: 'not_cancellable' }]);

  expect(await changes()).toEqual([]);
  expect(await system.database.query('SELECT FROM payments.refunds WHERE true')).toEqual([]);
  expect(await system.database.query('SELECT FROM orders.returns WHERE true')).toEqual([]);
  expect(await readStock(system, productId)).toEqual({ available: 0, reserved: 0, total: 0 });
  const { body } = await api.call('GET', `/v1/orders/${orderId}`, { token });
  expect(body).toMatchObject({ status: 'confirmed' });
  expect(await findViolations(system.database)).toEqual({});
});

it('refunds, takes back and cancels within the window', async () => {
  const { orderId, productId } = await confirmed(89);
  expect(await post(`/v1/orders/${orderId}/refunds`, { amount: 100, reason: 'scratched' })).toMatchObject({
    status: 201,
  });
  expect(await post(`/v1/orders/${orderId}/returns`, returnOf(productId))).toMatchObject({ status: 201 });
  expect(await post(`/v1/orders/${orderId}/cancel`, {})).toMatchObject({ status: 202 });
});

it('repeats the answer of a refund and of a return after the window', async () => {
  const { orderId, productId } = await confirmed(89);
  const headers = { 'idempotency-key': randomUUID() };
  const requests = [
    () => api.call('POST', `/v1/orders/${orderId}/refunds`, { token, headers, body: { amount: 1, reason: 'gift' } }),
    () => api.call('POST', `/v1/orders/${orderId}/returns`, { token, headers, body: returnOf(productId) }),
  ];
  const first = [];
  for (const request of requests) first.push((await request()).body.id);
  await system.database.query(
    'UPDATE payments.payments SET created_at = created_at - make_interval(days => 90) WHERE order_id = $1',
    [orderId],
  );
  for (const [index, request] of requests.entries()) expect((await request()).body.id).toBe(first[index]);
});
