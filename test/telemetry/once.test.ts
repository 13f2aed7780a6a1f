import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { METRICS, ORDER_ID, SPANS, type MetricDefinition } from '../../src/telemetry/names.js';
import { until } from '../support/observe.js';
import { serve, type ServiceProcess } from '../support/processes.js';
import { decide, isOver, type OrderView } from '../support/storefront.js';
import { openTracedShop, type TracedShop } from '../support/traced-shop.js';

let traced: TracedShop;
let productId: string;
let secondWorker: ServiceProcess | undefined;

beforeAll(async () => {
  traced = await openTracedShop();
  productId = (await traced.system.addProduct(50)).id;
});
afterAll(async () => {
  await secondWorker?.stop();
  await traced.stop();
});

/** The sum of a counter over all processes. */
function counted({ name }: MetricDefinition, attributes: Readonly<Record<string, string>>): number {
  const points = traced.collector.metrics().flatMap((metric) => (metric.name === name ? metric.points : []));
  return points
    .filter((point) => Object.entries(attributes).every(([key, value]) => point.attributes[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

/** Resolves once each process has told its metrics again. */
async function toldAgain(): Promise<void> {
  const before = traced.collector.deliveries.length;
  await until(
    () =>
      Promise.resolve(traced.collector.deliveries.slice(before).filter(({ path }) => path === '/v1/metrics').length),
    (count) => count >= 20,
  );
}

it('a run that another worker takes over and replays adds no span', async () => {
  const { shop, collector } = traced;
  const order = await shop.order(productId, { payment_method: 'alipay', payment_token: undefined });
  const waiting = await shop.watch(order.id, ({ payment }) => Boolean(payment?.next_action));
  await shop.processes.orders.stop();
  secondWorker = await serve('orders', shop.environment);
  await decide(waiting.payment?.next_action?.redirect_url ?? '', 'approve');
  await shop.watch(order.id, isOver);

  const saga = await until(
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
  const times = (wanted: string) => spans.filter(({ name }) => name === wanted).length;
  for (const { name } of [SPANS.executeSaga, SPANS.price, SPANS.reserveStep, SPANS.createStep, SPANS.payStep]) {
    expect(times(name), name).toBe(1);
  }
  for (const activity of ['priceOrder', 'reserveStock', 'createOrder', 'processPayment', 'confirmOrder']) {
    expect(times(`StartActivity:${activity}`), activity).toBe(times(`RunActivity:${activity}`));
  }
});

it('a payment that took several attempts, and an order that was asked for twice, count once', async () => {
  const { shop } = traced;
  const flaky = { status: 'success', method: 'debit_card' };
  const body = {
    items: [{ product_id: productId, quantity: 1 }],
    payment_method: 'debit_card',
    payment_token: 'tok_flaky',
  };
  const created = counted(METRICS.ordersCreated, { status: 'success' });
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
  await shop.watch(id, isOver);
  expect((await place()).id).toBe(id);
  await until(
    () => Promise.resolve(counted(METRICS.paymentsProcessed, flaky)),
    (count) => count > 0,
  );
  await toldAgain();

  expect(counted(METRICS.paymentsProcessed, flaky)).toBe(1);
  expect(counted(METRICS.ordersCreated, { status: 'success' })).toBe(created + 1);
});
