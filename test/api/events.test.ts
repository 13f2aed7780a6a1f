import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSentEvents } from '../../src/api/orders/timeline/sent-events.js';
import { EventDeliveries } from '../../src/domains/webhooks/event-deliveries.js';
import { EventLookup } from '../../src/events/event-lookup.js';
import { EventFeed } from '../../src/events/feed.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { eventSubjects, waitForFeed } from '../integration/events/event-subjects.js';
import { customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

interface Page {
  readonly data: readonly { readonly id: string; readonly type: string; readonly subject: string }[];
  readonly next_cursor: string;
}

let domains: Domains;
let api: TestApi;
let token: string;
let feed: EventFeed;

beforeAll(async () => {
  domains = await startDomains();
  api = await startTestApi({ database: domains.database });
  token = await operatorToken();
  feed = new EventFeed(domains.source);
});
afterAll(async () => {
  await api.stop();
  await domains.stop();
});

async function read(query: string): Promise<Page> {
  const { status, body } = await api.call('GET', `/v1/events?${query}`, { token });
  expect(status).toBe(200);
  return body as unknown as Page;
}

const cancelledOrder = async () => {
  const order = await eventSubjects(domains).placeOrder();
  await order.end('cancelled');
  await waitForFeed(domains);
  return order.orderId;
};

it('returns pages that continue where the last one ended', async () => {
  const after = await feed.end();
  const ids = [await cancelledOrder(), await cancelledOrder()];
  const first = await read(`after=${after}&limit=3`);
  const second = await read(`after=${first.next_cursor}&limit=3`);
  expect([...first.data, ...second.data].map(({ subject }) => subject)).toEqual(
    ids.flatMap((id) => [`orders/${id}`, `orders/${id}`]),
  );
  expect((await read(`after=${second.next_cursor}`)).data).toEqual([]);
});

it('filters by type', async () => {
  const after = await feed.end();
  await cancelledOrder();
  const { data } = await read(`after=${after}&types=order.cancelled,order.failed`);
  expect(data.map(({ type }) => type)).toEqual(['order.cancelled']);
});

it('waits for an event of the types that the caller asks for', async () => {
  const after = await feed.end();
  const waiting = read(`after=${after}&types=order.cancelled&wait=30`);
  const orderId = await cancelledOrder();
  expect((await waiting).data.map(({ subject, type }) => [subject, type])).toEqual([
    [`orders/${orderId}`, 'order.cancelled'],
  ]);
});

it('streams events, and resumes after the last one', async () => {
  const after = await feed.end();
  const follow = async (headers: Record<string, string>, count: number) => {
    const controller = new AbortController();
    const response = await fetch(`${api.api.url}/v1/events?after=${after}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...headers },
      signal: controller.signal,
    });
    expect(response.headers.get('content-type')).toMatch('text/event-stream');
    let text = '';
    const blocks = () => text.split('\n\n').filter((block) => block.startsWith('id: '));
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (blocks().length >= count) break;
    }
    controller.abort();
    return blocks().map((block) => {
      const [id = '', data = ''] = block.split('\n').map((line) => line.replace(/^\w+: /, ''));
      return { id, event: JSON.parse(data) as Page['data'][number] };
    });
  };
  const streaming = follow({}, 2);
  await sleep(50);
  const orderId = await cancelledOrder();
  const streamed = await streaming;
  expect(streamed.map(({ event }) => [event.subject, event.type])).toEqual([
    [`orders/${orderId}`, 'order.created'],
    [`orders/${orderId}`, 'order.cancelled'],
  ]);
  const resumed = await follow({ 'last-event-id': streamed[0]?.id ?? '' }, 1);
  expect(resumed.map(({ event }) => event)).toEqual([streamed[1]?.event]);
});

it('is for operators and for keys with the scope events:read', async () => {
  const forbidden = async (caller: string) => (await api.call('GET', '/v1/events', { token: caller })).status;
  const newKey = async (scopes: string[]) => {
    const { body } = await api.call('POST', '/v1/api-keys', { token, body: { name: randomUUID(), scopes } });
    return (body as unknown as { key: string }).key;
  };
  expect(await forbidden(await customerToken())).toBe(403);
  expect(await forbidden(await newKey(['orders:read']))).toBe(403);
  expect(await forbidden(await newKey(['events:read']))).toBe(200);
});

it('are shown beside the timeline of their order, with their deliveries', async () => {
  const orderId = await cancelledOrder();
  const eventLookup = new EventLookup(domains.source);
  const [created, cancelled] = await eventLookup.ofSubject('orders', orderId);
  const endpointId = randomUUID();
  const { query } = domains.database;
  await query(
    `INSERT INTO webhooks.endpoints (id, url, description, types, status, secret)
     VALUES ($1, 'https://erp.example.com/secret', '', '{}', 'enabled', 'x')`,
    [endpointId],
  );
  const attempt = (event: typeof created, status: number) =>
    query(
      `INSERT INTO webhooks.attempts (endpoint_id, event_id, kind, type, subject, sequence, number, delivered, status, latency_ms, response, at)
       VALUES ($1, $2, 'event', 'x', 'x', 1, 1, $3, $4, 1, '', now())`,
      [endpointId, event?.id, status < 300, status],
    );
  await attempt(created, 500);
  await attempt(created, 204);
  await attempt(cancelled, 503);
  await query(
    `INSERT INTO webhooks.queue (endpoint_id, event_id, kind, type, subject, sequence, attempts, next_attempt_at)
     VALUES ($1, $2, 'event', 'x', 'x', 2, 1, now())`,
    [endpointId, cancelled?.id],
  );
  const eventDeliveries = new EventDeliveries(domains.source);
  const delivery = { webhook_endpoint_id: endpointId, endpoint: 'erp.example.com' };
  const time = expect.any(String) as string;
  const found = await readSentEvents(orderId, { eventLookup, eventDeliveries });
  expect(found).toMatchObject([
    {
      type: 'order.created',
      sequence: 1,
      deliveries: [{ ...delivery, state: 'delivered', attempts: 2, last_result: '204', next_try_at: null }],
    },
    {
      type: 'order.cancelled',
      sequence: 2,
      deliveries: [{ ...delivery, state: 'waiting', attempts: 1, last_result: '503', next_try_at: time }],
    },
  ]);
});

it('announce low stock at the threshold at which the lists of operators show it', async () => {
  await domains.database.query('SELECT events.set_low_stock_threshold(7)');
  const [id, other] = [randomUUID(), randomUUID()];
  for (const productId of [id, other]) {
    await domains.catalog.create({ id: productId, sku: productId, name: 'Mug', price: 100, currency: 'USD' });
    const quantity = productId === id ? 7 : 8;
    await domains.inventory.create({ productId, sku: productId, quantity, warehouseCode: 'MAIN' });
  }
  const { body } = await api.call('GET', '/v1/attention', { token });
  const items = body.data as unknown as { kind: string; product_id: string; reason: string }[];
  expect(items.filter(({ kind }) => kind === 'low_stock')).toMatchObject([{ product_id: id, reason: '7' }]);
  expect((await api.call('GET', '/v1/numbers', { token })).body).toMatchObject({ stock: { low: 1 } });
});

it.each(['after=x', 'types=order.unknown', 'types=', 'limit=0', 'limit=501', 'wait=31'])(
  'rejects %s',
  async (query) => {
    const response = await api.call('GET', `/v1/events?${query}`, { token });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
  },
);
