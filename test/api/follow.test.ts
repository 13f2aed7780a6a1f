import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
import { eventId, setUpFollowedOrders } from './followed-orders.js';
import { customerToken, problem, startTestApi } from './harness.js';

const shop = setUpFollowedOrders();

interface Event {
  readonly id: string;
  readonly data: {
    readonly status: string;
    readonly version: number;
    readonly change: object | null;
    readonly payment: { readonly status: string } | null;
  };
}

function openEventStream(orderId: string, lastEventId?: string, from = shop.api): Promise<Response> {
  return fetch(`${from.api.url}/v1/orders/${orderId}/events`, {
    headers: {
      authorization: `Bearer ${shop.token}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
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
    const orderId = await shop.createOrder();
    const response = await openEventStream(orderId);
    expect(response).toMatchObject({ status: 200 });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
    const events = eventsOf(response);
    expect(await events.next()).toMatchObject({
      value: { id: eventId(1), data: { id: orderId, status: 'pending', change: { from: null, to: 'pending' } } },
    });
    await shop.orders.extendReservation(orderId, '2030-01-01T01:00:00.000Z');
    expect(await events.next()).toMatchObject({
      value: { id: eventId(2), data: { reservation_expires_at: '2030-01-01T01:00:00.000Z', change: null } },
    });
    await shop.confirm(orderId);
    expect(await events.next()).toMatchObject({
      value: { id: eventId(3), data: { status: 'paid', version: Number(eventId(3)) } },
    });
    expect(await events.next()).toMatchObject({
      value: {
        id: eventId(4),
        data: { status: 'confirmed', change: { from: 'paid', to: 'confirmed', actor: 'system' } },
      },
    });
    expect(await events.next()).toMatchObject({ done: true });
  });

  it('resumes after the last event', async () => {
    const orderId = await shop.createOrder();
    await shop.confirm(orderId);
    expect(await readEventIds(orderId)).toEqual([eventId(1), eventId(2), eventId(3)]);
    expect(await readEventIds(orderId, eventId(1))).toEqual([eventId(2), eventId(3)]);
    expect((await openEventStream(orderId, eventId(3))).status).toBe(204);
  });

  it('sends changes of the payment and its refunds between status changes', async () => {
    const orderId = await shop.createOrder();
    const events = eventsOf(await openEventStream(orderId));
    expect(await events.next()).toMatchObject({ value: { id: eventId(1) } });
    const opened = { orderId, userId: shop.userId, amount: 1_600, currency: 'USD', method: 'alipay' } as const;
    const { payment } = await shop.ledger.findOrCreate(opened, 'pending');
    expect(await events.next()).toMatchObject({
      value: { id: eventId(1, 1), data: { change: null, payment: { status: 'pending' } } },
    });
    const processing = await shop.ledger.transition(payment, 'processing', { redirectUrl: 'https://pay.example/1' });
    const next_action = { type: 'redirect', redirect_url: 'https://pay.example/1' };
    expect(await events.next()).toMatchObject({ value: { id: eventId(1, 2), data: { payment: { next_action } } } });
    await shop.ledger.transition(processing ?? payment, 'success', { redirectUrl: null, transactionId: randomUUID() });
    expect(await events.next()).toMatchObject({
      value: { id: eventId(1, 3), data: { payment: { status: 'success' } } },
    });
    await shop.confirm(orderId);
    const rest: string[] = [];
    for await (const event of events) rest.push(event.id);
    expect(rest).toContain(eventId(2));
    expect(rest.at(-1)).toBe(eventId(3));

    // A client that reconnects gets every status change that it missed, with its original id.
    expect(await readEventIds(orderId)).toEqual([eventId(1), eventId(2), eventId(3)]);
    expect(await readEventIds(orderId, eventId(1, 2))).toEqual([eventId(2), eventId(3)]);
    expect((await openEventStream(orderId, eventId(3, 3))).status).toBe(204);

    const refund = await shop.recordRefund(orderId);
    expect(await readEventIds(orderId, eventId(3, 3))).toEqual([eventId(3, 4)]);
    await shop.refunds.record(refund, { status: 'succeeded', gatewayRefundId: randomUUID(), failureReason: null });
    const [last = ''] = await readEventIds(orderId, eventId(3, 4));
    expect(Number(last)).toBeGreaterThan(Number(eventId(3, 4)));
    expect((await openEventStream(orderId, last)).status).toBe(204);
  });

  it('returns 404 to other customers and 400 for an invalid Last-Event-ID', async () => {
    const orderId = await shop.createOrder();
    const path = `/v1/orders/${orderId}/events`;
    expect(await shop.api.call('GET', path, { token: await customerToken() })).toMatchObject(
      problem(404, 'order_not_found'),
    );
    const headers = { 'last-event-id': 'x' };
    expect(await shop.api.call('GET', path, { token: shop.token, headers })).toMatchObject(
      problem(400, 'invalid_request'),
    );
  });

  it('limits a user to 20 open streams', async () => {
    const orderId = await shop.createOrder();
    const streams = await Promise.all(Array.from({ length: 20 }, () => openEventStream(orderId)));
    const limited = await shop.api.call('GET', `/v1/orders/${orderId}/events`, { token: shop.token });
    expect(limited).toMatchObject(problem(429, 'too_many_streams'));
    expect(limited.headers.get('retry-after')).toBe('10');
    await streams[0]?.body?.cancel();
    streams[0] = await waitUntil(
      () => openEventStream(orderId),
      ({ status }) => status === 200,
    );
    await shop.confirm(orderId);
    for (const stream of streams)
      expect((await collectEvents(stream)).at(-1)).toMatchObject({ data: { status: 'confirmed' } });
  });

  it('ends when the API stops, and resumes at another API', async () => {
    const orderId = await shop.createOrder();
    const stopping = await startTestApi({ database: shop.api.database });
    const events = eventsOf(await openEventStream(orderId, undefined, stopping));
    expect(await events.next()).toMatchObject({ value: { id: eventId(1) } });
    await stopping.stop();
    expect(await events.next()).toMatchObject({ done: true });
    await shop.confirm(orderId);
    expect(await readEventIds(orderId, eventId(1))).toEqual([eventId(2), eventId(3)]);
  });

  it('stops polling the database when the client disconnects', async () => {
    const orderId = await shop.createOrder();
    const response = await openEventStream(orderId);
    await response.body?.cancel();
    // Two ticks without a statement: the poll has stopped.
    await waitUntil(
      () =>
        shop.api.database.query(
          `SELECT query FROM pg_stat_activity WHERE application_name LIKE 'catalog+%' AND datname = current_database()
           AND query_start > now() - interval '400 ms'`,
        ),
      (active) => active.length === 0,
    );
  });
});
