import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRICS, ORDER_ID, SPANS, type MetricDefinition, type SpanDefinition } from '../../src/telemetry/names.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { waitUntil } from '../kit/observe.js';
import type { ReceivedSpan } from '../kit/otlp-receiver.js';
import { hasFinalStatus, type OrderView } from '../kit/api-client.js';
import { startTracedShop, type TracedShop } from '../kit/traced-shop.js';
import { createWebhookEndpoint } from '../kit/webhook-receiver.js';

const SERVICES = ['api', 'gateway', 'inventory', 'orders', 'payments'];
const OWN_SCOPES = new Set([...Object.values(SPANS), ...Object.values(METRICS)].map(({ scope }) => scope));
const ERROR = 2;

let traced: TracedShop;
let productId: string;
let confirmed: OrderView;
let declined: OrderView;

beforeAll(async () => {
  traced = await startTracedShop();
  const { system, shop } = traced;
  await createWebhookEndpoint(shop);
  productId = (await system.addProduct(50)).id;
  confirmed = (await shop.placeOrder(productId)).body;
  declined = (await shop.placeOrder(productId, { payment_token: 'tok_decline' })).body;
  await shop.placeOrder(productId, { items: [{ product_id: productId, quantity: 1_000 }] });
  await shop.placeOrder(productId, { items: [{ product_id: randomUUID(), quantity: 1 }] });
  for (const { id } of [confirmed, declined]) await shop.waitForOrder(id, hasFinalStatus);
  const { body: cancelled } = await shop.placeOrder(productId);
  await shop.waitForOrder(cancelled.id, ({ status }) => status === 'confirmed');
  await shop.request('POST', `/v1/orders/${cancelled.id}/cancel`, {});
  await shop.waitForOrder(cancelled.id, ({ status }) => status === 'cancelled');
  const captured = await system.place({ lines: [{ productId, quantity: 1 }], paymentCapture: 'manual' });
  await captured.handle.result();
  await shop.placeOrder(productId, { payment_token: 'tok_dispute' });
  await endedSagaSpan(confirmed.id);
  await waitUntil(
    () => Promise.resolve(traced.collector.spans),
    (spans) =>
      spans.some(({ name, attributes }) => name === SPANS.rollback.name && attributes[ORDER_ID] === cancelled.id),
  );
});
afterAll(() => traced.stop());

/** The spans of the order's trace, once its workflow has ended. */
async function traceOf(orderId: string): Promise<ReceivedSpan[]> {
  const root = await endedSagaSpan(orderId);
  // The HTTP server span ends with the request, which may be later.
  return waitUntil(
    () => Promise.resolve(traced.collector.spans.filter(({ traceId }) => traceId === root.traceId)),
    (spans) => spans.some(({ name }) => name === 'POST /v1/orders'),
  );
}

function endedSagaSpan(orderId: string): Promise<ReceivedSpan> {
  return waitUntil(
    () =>
      Promise.resolve(
        traced.collector.spans.find(({ name, attributes }) => {
          return name === SPANS.executeSaga.name && attributes[ORDER_ID] === orderId;
        }),
      ),
    (span) => span !== undefined,
  ) as Promise<ReceivedSpan>;
}

function spanOf(spans: readonly ReceivedSpan[], { name }: SpanDefinition): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  expect(found, name).toHaveLength(1);
  return found[0] ?? expect.unreachable(`${name} is not in the trace`);
}

describe('the trace of an order', () => {
  it('connects every process, from the request to the gateway', async () => {
    const spans = await traceOf(confirmed.id);
    expect([...new Set(spans.map(({ service }) => service))].sort()).toEqual(SERVICES);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const roots = spans.filter(({ parentSpanId = '' }) => !ids.has(parentSpanId));
    expect(roots.map(({ name }) => name)).toEqual(['POST /v1/orders']);
  });

  it('is separate for each of eight concurrent orders', async () => {
    const placed = await Promise.all(Array.from({ length: 8 }, () => traced.shop.placeOrder(productId)));
    const orders = placed.map(({ body }) => body);
    const traces = await Promise.all(orders.map(({ id }) => traceOf(id)));
    for (const [at, { id }] of orders.entries()) {
      const runSpans = (traces[at] ?? []).filter(({ attributes }) => attributes.runId !== undefined);
      const workflowIds = new Set(runSpans.map(({ attributes }) => attributes.workflowId));
      expect([...workflowIds]).toEqual([orderWorkflowId(id)]);
      // A replay assigns the same ids only if no other run shares the counter.
      // A repeated workflow task exports its spans again.
      const spanIds = [...new Set(runSpans.map(({ spanId }) => spanId))];
      const counts = spanIds.map((spanId) => parseInt(spanId.slice(8), 16)).sort((one, other) => one - other);
      expect(counts).toEqual(counts.map((_, count) => count + 1));
      expect(new Set(runSpans.map(({ attributes }) => attributes[ORDER_ID] ?? id))).toEqual(new Set([id]));
    }
    expect(new Set(traces.map(([span]) => span?.traceId)).size).toBe(orders.length);
  });

  it('carries the order id to every process in the baggage', async () => {
    const spans = await traceOf(confirmed.id);
    for (const service of SERVICES.filter((name) => name !== 'api')) {
      const serviceSpans = spans.filter((span) => span.service === service);
      expect(serviceSpans.filter(({ attributes }) => attributes[ORDER_ID] !== confirmed.id)).toEqual([]);
      expect(serviceSpans).not.toEqual([]);
    }
  });

  it('includes the spans of express, http, pg, undici and Temporal', async () => {
    const scopes = new Set((await traceOf(confirmed.id)).map(({ scope }) => scope));
    for (const library of ['http', 'express', 'pg', 'undici']) {
      expect(scopes).toContain(`@opentelemetry/instrumentation-${library}`);
    }
    for (const part of ['client', 'workflow', 'activity']) expect(scopes).toContain(`@temporalio/interceptor-${part}`);
  });

  it('nests each step under the saga and each worker span under its step', async () => {
    const spans = await traceOf(confirmed.id);
    const saga = spanOf(spans, SPANS.executeSaga);
    for (const step of [SPANS.priceStep, SPANS.reserveStep, SPANS.createStep, SPANS.payStep, SPANS.confirmStockStep]) {
      expect(spanOf(spans, step).parentSpanId, step.name).toBe(saga.spanId);
    }
    expect(ancestors(spans, spanOf(spans, SPANS.reserve))).toContain(SPANS.reserveStep.name);
    expect(ancestors(spans, spanOf(spans, SPANS.callGateway))).toEqual(
      expect.arrayContaining([SPANS.processPayment.name, SPANS.payStep.name]),
    );
  });

  it('records the errors and the rollback of a declined order', async () => {
    const spans = await traceOf(declined.id);
    for (const failed of [SPANS.executeSaga, SPANS.payStep, SPANS.processPayment]) {
      const { status, events } = spanOf(spans, failed);
      expect(status.code, failed.name).toBe(ERROR);
      expect(events.map(({ name }) => name)).toContain('exception');
    }
    expect(spanOf(spans, SPANS.rollback).events.map(({ name }) => name)).toEqual([
      'starting rollback',
      'refunding payment',
      'cancelling order',
      'releasing inventory',
      'rollback completed',
    ]);
  });
});

function ancestors(spans: readonly ReceivedSpan[], span: ReceivedSpan): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [parent.name, ...ancestors(spans, parent)] : [];
}

describe('the registry of names', () => {
  const emitted = () => traced.collector.spans.filter(({ scope }) => OWN_SCOPES.has(scope as never));
  const reported = () => traced.collector.metrics().filter(({ scope }) => OWN_SCOPES.has(scope as never));

  it('lists exactly the emitted spans, with their tracers and kinds', () => {
    const kinds = (spans: readonly { scope: string; name: string; kind: number }[], offset: number) =>
      [...new Set(spans.map(({ scope, name, kind }) => `${scope} ${name} ${kind + offset}`))].sort();
    // Span kinds start at 1 in OTLP and at 0 in the API.
    expect(kinds(emitted(), 0)).toEqual(kinds(Object.values(SPANS), 1));
  });

  it.each(Object.values<SpanDefinition>(SPANS))('lists exactly the attributes and events of $name', (definition) => {
    const spans = emitted().filter(({ name }) => name === definition.name);
    const keys = new Set(spans.flatMap(({ attributes }) => Object.keys(attributes)));
    for (const prefix of ['temporal', 'workflow', 'runId', ORDER_ID]) {
      for (const key of keys) if (key.startsWith(prefix)) keys.delete(key);
    }
    expect([...keys].sort()).toEqual([...definition.attributes].sort());
    const events = new Set(spans.flatMap((span) => span.events.map(({ name }) => name)));
    events.delete('exception');
    expect([...events].sort()).toEqual([...definition.events].sort());
  });

  it('lists exactly the reported metrics, with their units, kinds and attributes', async () => {
    const all = Object.values<MetricDefinition>(METRICS);
    await waitUntil(
      () => Promise.resolve(new Set(reported().map(({ name }) => name)).size),
      (count) => count >= all.length,
    );
    const shape = (metric: { scope: string; name: string; kind: string; unit: string }, attributes: string[]) =>
      `${metric.scope} ${metric.name} ${metric.kind} ${metric.unit} ${attributes.sort().join()}`;
    const seen = reported().map((metric) => shape(metric, Object.keys(metric.points[0]?.attributes ?? {})));
    const known = all.map((metric) => shape(metric, Object.keys(metric.attributes)));
    expect([...new Set(seen)].sort()).toEqual(known.sort());
    for (const { name, points } of reported()) {
      const known = all.find((metric) => metric.name === name);
      for (const [key, values] of Object.entries(known?.attributes ?? {})) {
        if (values.length > 0) for (const point of points) expect(values).toContain(point.attributes[key]);
      }
    }
  });
});
