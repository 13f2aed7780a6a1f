import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportStockLevel } from '../../src/domains/inventory/stock-metrics.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { newOrder } from '../kit/orders.js';
import { paymentRequest, startPayments, type Payments } from '../kit/payments.js';
import { reservationRequest } from '../kit/stock.js';

const reader = new PeriodicExportingMetricReader({
  exporter: new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE),
});
let domains: Domains;
let payments: Payments;

beforeAll(async () => {
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }));
  [domains, payments] = [await startDomains(), await startPayments()];
});
afterAll(async () => {
  await reader.shutdown();
  metrics.disable();
  await payments.stop();
  await domains.stop();
});

/** The value of a counter or the count of a histogram, keyed by the attribute values. */
async function readMetric(name: string): Promise<Record<string, number>> {
  const { resourceMetrics } = await reader.collect();
  const all = resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics);
  const points = all.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? [];
  return Object.fromEntries(
    points.map(({ attributes, value }) => [
      Object.values(attributes).sort().join(' '),
      typeof value === 'number' ? value : (value as { count: number }).count,
    ]),
  );
}

/** Temporal repeats an activity whose result was lost. */
async function callTwice(call: () => Promise<unknown>): Promise<void> {
  await call();
  await call();
}

it('counts a repeated reservation, confirmation and restock once', async () => {
  const request = reservationRequest([await domains.addStock(5), await domains.addStock(5)], 2);
  await callTwice(() => domains.reservations.reserve(request));
  expect(await readMetric('inventory.reserve.count')).toEqual({ success: 1 });
  await callTwice(() => domains.reservations.confirm(request));
  expect(await readMetric('inventory.confirm.count')).toEqual({ success: 1 });
  await callTwice(() => domains.reservations.restock(request));
  expect(await readMetric('inventory.release.count')).toEqual({ success: 1 });
});

it('counts a rejected reservation as failed and ignores a release without reservations', async () => {
  const request = reservationRequest([await domains.addStock(1)], 2);
  await expect(domains.reservations.reserve(request)).rejects.toThrow();
  expect(await readMetric('inventory.reserve.count')).toMatchObject({ failed: 1 });
  const before = await readMetric('inventory.release.count');
  await domains.reservations.release(request);
  expect(await readMetric('inventory.release.count')).toEqual(before);
});

it('counts a repeated status change once', async () => {
  const order = newOrder();
  await callTwice(() => domains.orders.create(order));
  await callTwice(() => domains.orders.confirm(order.orderId, order.orderId));
  expect(await readMetric('order.status.count')).toEqual({ pending: 1, paid: 1, confirmed: 1 });
  expect(await readMetric('order.process.duration')).toEqual({ complete: 1 });
  await callTwice(() => domains.orders.terminate(order, { status: 'cancelled', reason: null, actor: 'operator' }));
  expect(await readMetric('order.status.count')).toMatchObject({ cancelled: 1 });
  expect(await readMetric('order.process.duration')).toEqual({ complete: 1 });
});

it('counts a payment once, after any number of attempts and concurrent calls', async () => {
  const request = paymentRequest('tok_flaky');
  for (let attempt = 0; attempt < 2; attempt++) await expect(payments.service.process(request)).rejects.toThrow();
  // Calls that find the charge in progress are rejected and would be retried.
  await Promise.allSettled(Array.from({ length: 5 }, () => payments.service.process(request)));
  await payments.service.process(request);
  const declined = paymentRequest('tok_decline');
  for (let attempt = 0; attempt < 2; attempt++) await expect(payments.service.process(declined)).rejects.toThrow();
  expect(await readMetric('payment.process.count')).toEqual({ 'credit_card success': 1, 'credit_card failed': 1 });
  expect(await readMetric('payment.amount')).toEqual({ credit_card: 1 });
});

it('reports the stock level over all products', async () => {
  const stop = reportStockLevel(domains.source);
  const before = await readMetric('inventory.stock.level');
  await domains.reservations.reserve(reservationRequest([await domains.addStock(9)], 4));
  expect(await readMetric('inventory.stock.level')).toEqual({
    available: (before.available ?? 0) + 5,
    reserved: (before.reserved ?? 0) + 4,
  });
  stop();
});
