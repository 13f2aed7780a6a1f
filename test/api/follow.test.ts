import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/domains/database/database.js';
import { combineVersions } from '../../src/representations/order-version.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { ordersSchema } from '../../src/domains/orders/schema.js';
import { PaymentLedger } from '../../src/domains/payments/payment-ledger.js';
import { RefundLedger } from '../../src/domains/payments/refund-ledger.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { waitUntil } from '../kit/observe.js';
import { customerToken, problem, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
let database: DataSource;
let orders: OrdersService;
let ledger: PaymentLedger;
let refunds: RefundLedger;
const userId = randomUUID();
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  database = await openDatabase(api.database.url, [ordersSchema, paymentsSchema]);
  orders = new OrdersService(database);
  ledger = new PaymentLedger(database);
  refunds = new RefundLedger(database);
  token = await customerToken(userId);
});
afterAll(async () => {
  await database.destroy();
  await api.stop();
});

async function recordRefund(orderId: string) {
  const { refund } = await refunds.findOrCreate({ refundId: randomUUID(), orderId, amount: 100, reason: 'broken' });
  return refund ?? expect.fail('no refund was recorded');
}

async function createOrder(): Promise<string> {
  const orderId = randomUUID();
  const item = { productId: randomUUID(), sku: 'MUG-1', name: 'Mug', price: 1_600, quantity: 1, subtotal: 1_600 };
  await orders.create({
    ...{ orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null, currency: 'USD' },
    ...{ items: [item], totalAmount: 1_600, reservationExpiresAt: '2030-01-01T00:00:00.000Z' },
  });
  return orderId;
}

async function confirm(orderId: string): Promise<void> {
  await orders.confirm(orderId, randomUUID());
}

/** The id of the event of an order's nth change, without a payment unless its version is given. */
const id = (order: number, payment = 0) => String(combineVersions({ order, payment }));

interface Event {
  readonly id: string;
  readonly data: {
    readonly status: string;
    readonly version: number;
    readonly change: object | null;
    readonly payment: { readonly status: string } | null;
  };
}

function openEventStream(orderId: string, lastEventId?: string, from = api): Promise<Response> {
  return fetch(`${from.api.url}/v1/orders/${orderId}/events`, {
    headers: { authorization: `Bearer ${token}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
  });
}

/** Parses server-sent events. */
async function* eventsOf(response: Response): AsyncGenerator<Event> {
  let text = '';
  for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    const messages = (text + chunk).split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(message) ?? [];
      if (id !== undefined) yield { id, data: JSON.parse(data ?? '') as Event['data'] };
    }
  }
}

async function collectEvents(response: Response): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
}

async function readEventIds(orderId: string, lastEventId?: string): Promise<string[]> {
  return (await collectEvents(await openEventStream(orderId, lastEventId))).map((event) => event.id);
}

describe('GET /v1/orders/:id/events', () => {
  it('sends each change and ends after the final status', async () => {
    const orderId = await createOrder();
    const response = await openEventStream(orderId);
    expect(response).toMatchObject({ status: 200 });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    const events = eventsOf(response);
    expect(await events.next()).toMatchObject({
      value: { id: id(1), data: { id: orderId, status: 'pending', change: { from: null, to: 'pending' } } },
    });
    await orders.extendReservation(orderId, '2030-01-01T01:00:00.000Z');
    expect(await events.next()).toMatchObject({
      value: { id: id(2), data: { reservation_expires_at: '2030-01-01T01:00:00.000Z', change: null } },
    });
    await confirm(orderId);
    expect(await events.next()).toMatchObject({
      value: { id: id(3), data: { status: 'paid', version: Number(id(3)) } },
    });
    expect(await events.next()).toMatchObject({
      value: { id: id(4), data: { status: 'confirmed', change: { from: 'paid', to: 'confirmed', actor: 'system' } } },
    });
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('resumes after the last event', async () => {
    const orderId = await createOrder();
    await confirm(orderId);
    expect(await readEventIds(orderId)).toEqual([id(1), id(2), id(3)]);
    expect(await readEventIds(orderId, id(1))).toEqual([id(2), id(3)]);
    expect((await openEventStream(orderId, id(3))).status).toBe(204);
  });

  it('sends changes of the payment and its refunds between status changes', async () => {
    const orderId = await createOrder();
    const events = eventsOf(await openEventStream(orderId));
    expect(await events.next()).toMatchObject({ value: { id: id(1) } });
    const opened = { orderId, userId, amount: 1_600, currency: 'USD', method: 'alipay' } as const;
    const { payment } = await ledger.findOrCreate(opened, 'pending');
    expect(await events.next()).toMatchObject({
      value: { id: id(1, 1), data: { change: null, payment: { status: 'pending' } } },
    });
    const processing = await ledger.transition(payment, 'processing', { redirectUrl: 'https://pay.example/1' });
    const next_action = { type: 'redirect', redirect_url: 'https://pay.example/1' };
    expect(await events.next()).toMatchObject({ value: { id: id(1, 2), data: { payment: { next_action } } } });
    await ledger.transition(processing ?? payment, 'success', { redirectUrl: null, transactionId: randomUUID() });
    expect(await events.next()).toMatchObject({ value: { id: id(1, 3), data: { payment: { status: 'success' } } } });
    await confirm(orderId);
    const rest: string[] = [];
    for await (const event of events) rest.push(event.id);
    expect(rest).toContain(id(2));
    expect(rest.at(-1)).toBe(id(3));

    // A client that reconnects gets every status change that it missed, with its original id.
    expect(await readEventIds(orderId)).toEqual([id(1), id(2), id(3)]);
    expect(await readEventIds(orderId, id(1, 2))).toEqual([id(2), id(3)]);
    expect((await openEventStream(orderId, id(3, 3))).status).toBe(204);

    const refund = await recordRefund(orderId);
    expect(await readEventIds(orderId, id(3, 3))).toEqual([id(3, 4)]);
    await refunds.record(refund, { status: 'succeeded', gatewayRefundId: randomUUID(), failureReason: null });
    const [last = ''] = await readEventIds(orderId, id(3, 4));
    expect(Number(last)).toBeGreaterThan(Number(id(3, 4)));
    expect((await openEventStream(orderId, last)).status).toBe(204);
  });

  it('returns 404 to other customers and 400 for an invalid Last-Event-ID', async () => {
    const orderId = await createOrder();
    const path = `/v1/orders/${orderId}/events`;
    expect(await api.call('GET', path, { token: await customerToken() })).toMatchObject(
      problem(404, 'order_not_found'),
    );
    const headers = { 'last-event-id': 'x' };
    expect(await api.call('GET', path, { token, headers })).toMatchObject(problem(400, 'invalid_request'));
  });

  it('limits a user to 20 open streams', async () => {
    const orderId = await createOrder();
    const streams = await Promise.all(Array.from({ length: 20 }, () => openEventStream(orderId)));
    const limited = await api.call('GET', `/v1/orders/${orderId}/events`, { token });
    expect(limited).toMatchObject(problem(429, 'too_many_streams'));
    expect(limited.headers.get('retry-after')).toBe('10');
    await streams[0]?.body?.cancel();
    streams[0] = await waitUntil(
      () => openEventStream(orderId),
      ({ status }) => status === 200,
    );
    await confirm(orderId);
    for (const stream of streams)
      expect((await collectEvents(stream)).at(-1)).toMatchObject({ data: { status: 'confirmed' } });
  });

  it('ends when the API stops, and resumes at another API', async () => {
    const orderId = await createOrder();
    const stopping = await startTestApi({ database: api.database });
    const events = eventsOf(await openEventStream(orderId, undefined, stopping));
    expect(await events.next()).toMatchObject({ value: { id: id(1) } });
    await stopping.stop();
    expect(await events.next()).toMatchObject({ done: true });
    await confirm(orderId);
    expect(await readEventIds(orderId, id(1))).toEqual([id(2), id(3)]);
  });

  it('stops polling the database when the client disconnects', async () => {
    const orderId = await createOrder();
    const response = await openEventStream(orderId);
    await response.body?.cancel();
    // Two ticks without a statement: the poll has stopped.
    await waitUntil(
      () =>
        api.database.query(
          `SELECT query FROM pg_stat_activity WHERE application_name LIKE 'catalog+%' AND datname = current_database()
           AND query_start > now() - interval '400 ms'`,
        ),
      (active) => active.length === 0,
    );
  });
});

// A request that misses a change waits 30 s, longer than the timeout of these tests.
describe('GET /v1/orders/:id?wait=', { timeout: 20_000 }, () => {
  const poll = (orderId: string, query: string, from = api) =>
    from.call('GET', `/v1/orders/${orderId}?${query}`, { token });

  /** Starts to poll; resolves when the request waits for a change. */
  async function startPolling(orderId: string, query: string, from = api) {
    const [clock] = await api.database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const response = poll(orderId, query, from);
    await waitUntil(
      () =>
        api.database.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query_start > $1
           AND query LIKE 'SELECT id, version FROM orders.orders%'`,
          [clock?.now],
        ),
      (ticks) => ticks.length > 0,
    );
    return { response };
  }

  it('returns immediately when the order has already changed', async () => {
    const orderId = await createOrder();
    expect(await poll(orderId, 'wait=30&after_version=0')).toMatchObject({
      status: 200,
      body: { status: 'pending', version: 1 },
    });
  });

  it.each(['wait=30&after_version=1', 'wait=30'])('returns when the order changes: %s', async (query) => {
    const orderId = await createOrder();
    const { response } = await startPolling(orderId, query);
    await confirm(orderId);
    expect(await response).toMatchObject({ status: 200, body: { id: orderId } });
    expect((await response).body.version).toBeGreaterThan(1);
  });

  it('returns when the payment or a refund changes', async () => {
    const orderId = await createOrder();
    const first = await startPolling(orderId, `wait=30&after_version=${id(1)}`);
    const opened = { orderId, userId, amount: 1_600, currency: 'USD', method: 'credit_card' } as const;
    const { payment } = await ledger.findOrCreate(opened, 'processing');
    expect((await first.response).body.version).toBe(Number(id(1, 1)));
    await ledger.transition(payment, 'success', { transactionId: randomUUID() });
    await confirm(orderId);
    const { body } = await poll(orderId, 'wait=0');
    const second = await startPolling(orderId, `wait=30&after_version=${body.version}`);
    const refund = await recordRefund(orderId);
    await refunds.record(refund, { status: 'failed', gatewayRefundId: null, failureReason: 'refused' });
    expect((await second.response).body.version).toBeGreaterThan(body.version);
  });

  it('returns the unchanged order when the time is over', async () => {
    const { response } = await startPolling(await createOrder(), 'wait=1&after_version=1');
    expect(await response).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it('returns immediately when the order can no longer change', async () => {
    const orderId = await createOrder();
    const order = { orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null };
    await orders.terminate(order, { status: 'failed', reason: 'payment_declined', actor: 'system' });
    expect(await poll(orderId, 'wait=30')).toMatchObject({ status: 200, body: { status: 'failed' } });
  });

  it('returns the unchanged order when the API stops', async () => {
    const orderId = await createOrder();
    const stopping = await startTestApi({ database: api.database });
    const { response } = await startPolling(orderId, 'wait=30', stopping);
    await stopping.stop();
    expect(await response).toMatchObject({ status: 200, body: { status: 'pending' } });
  });
});
