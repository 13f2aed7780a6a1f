import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { METRICS, ORDER_ID, SPANS, type MetricDefinition } from '../../src/telemetry/names.js';
import { waitUntil } from '../kit/observe.js';
import { startService } from '../kit/processes.js';
import { hasFinalStatus, type OrderView } from '../kit/api-client.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { startTracedShop, type TracedShop } from '../kit/traced-shop.js';
import type { TestProcess } from '../kit/test-process.js';

let traced: TracedShop;
let productId: string;
let secondWorker: TestProcess | undefined;

beforeAll(async () => {
  traced = await startTracedShop();
  productId = (await traced.system.addProduct(50)).id;
});
afterAll(async () => {
  await secondWorker?.stop();
  await traced.stop();
});

/** The sum of a counter over all processes. */
function counterTotal({ name }: MetricDefinition, attributes: Readonly<Record<string, string>>): number {
  const points = traced.collector.metrics().flatMap((metric) => (metric.name === name ? metric.points : []));
  return points
    .filter((point) => Object.entries(attributes).every(([key, value]) => point.attributes[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

/** Resolves once every process has exported its metrics again. */
async function untilNextExport(): Promise<void> {
  const before = traced.collector.deliveries.length;
  await waitUntil(
    () =>
      Promise.resolve(traced.collector.deliveries.slice(before).filter(({ path }) => path === '/v1/metrics').length),
    (count) => count >= 20,
  );
}

it('exports each span once when another worker takes over and replays the run', async () => {
  const { shop, collector } = traced;
  const { body: order } = await shop.placeOrder(productId, { payment_method: 'alipay', payment_token: undefined });
  const waiting = await shop.waitForOrder(order.id, ({ payment }) => Boolean(payment?.next_action));
  await shop.processes.orders.stop();
  secondWorker = await startService('orders', shop.environment);
  await submitPaymentDecision(waiting.payment?.next_action?.redirect_url, 'approve');
  await shop.waitForOrder(order.id, hasFinalStatus);

  const saga = await waitUntil(
    () =>
      Promise.resolve(
        collector.spans.find(({ name, attributes }) => {
          return name === SPANS.executeSaga.name && attributes[ORDER_ID] === order.id;
        }),
      ),
    (span) => span !== undefined,
  );
  const spans = collector.spans.filter(({ traceId }) => traceId === saga?.traceId);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  const countSpans = (spanName: string) => spans.filter(({ name }) => name === spanName).length;
  for (const { name } of [SPANS.executeSaga, SPANS.priceStep, SPANS.reserveStep, SPANS.createStep, SPANS.payStep]) {
    expect(countSpans(name), name).toBe(1);
  }
  for (const activity of ['priceOrder', 'reserveStock', 'createOrder', 'processPayment', 'confirmOrder']) {
    expect(countSpans(`StartActivity:${activity}`), activity).toBe(countSpans(`RunActivity:${activity}`));
  }
});

it('counts a retried payment and a repeated order request once', async () => {
  const { shop } = traced;
  const flaky = { status: 'success', method: 'debit_card' };
  const body = {
    items: [{ product_id: productId, quantity: 1 }],
    payment_method: 'debit_card',
    payment_token: 'tok_flaky',
  };
  const created = counterTotal(METRICS.ordersCreated, { status: 'success' });
  const headers = {
    authorization: `Bearer ${await shop.token('customer')}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const place = async () => {
    const response = await fetch(`${shop.url}/v1/orders`, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as OrderView;
  };
  const { id } = await place();
  await shop.waitForOrder(id, hasFinalStatus);
  expect((await place()).id).toBe(id);
  await waitUntil(
    () => Promise.resolve(counterTotal(METRICS.paymentsProcessed, flaky)),
    (count) => count > 0,
  );
  await untilNextExport();

  expect(counterTotal(METRICS.paymentsProcessed, flaky)).toBe(1);
  expect(counterTotal(METRICS.ordersCreated, { status: 'success' })).toBe(created + 1);
});
