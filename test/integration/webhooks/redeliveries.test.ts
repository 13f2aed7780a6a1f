import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deleteOldDeliveries } from '../../../src/delivery/delete-old-deliveries.js';
import { RedeliveriesService } from '../../../src/domains/webhooks/redeliveries.service.js';
import { MemoryFeed } from '../../kit/memory-feed.js';
import { waitUntil } from '../../kit/observe.js';
import { findDeliveryProblems } from '../../kit/webhook-receiver.js';
import { fill, useDeliveries } from './use-deliveries.js';

const {
  database,
  source,
  endpoints,
  attemptsOf,
  deliveryStore,
  start,
  createReceiver,
  createEndpoint,
  change,
  waitForAttempts,
} = useDeliveries();

describe('a redelivery', () => {
  it('sends the events of a range again with the same ids, in order', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    fill(feed, 5, 4);
    await receiver.waitForAccepted(20);
    const listed = (await feed.read('0', 100)).events;
    const redeliveries = new RedeliveriesService({
      list: (references) => feed.find(references),
      between: () => Promise.resolve(listed),
    });
    const queued = await source().transaction((manager) =>
      redeliveries.redeliverRange(endpoint, new Date(0), new Date(), manager),
    );
    expect(queued).toBe(20);
    await waitUntil(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 40,
    );
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(20);
    const repeated = receiver.received.slice(20).map((event) => ({ ...event, id: `${event.id} again` }));
    expect(repeated.map(({ subject, sequence }) => `${subject} ${sequence}`).toSorted()).toEqual(
      listed.map(({ subject, sequence }) => `${subject} ${sequence}`).toSorted(),
    );
    for (const subject of new Set(repeated.map((event) => event.subject)))
      expect(repeated.filter((event) => event.subject === subject).map(({ sequence }) => sequence)).toEqual([
        1, 2, 3, 4,
      ]);
    const attempts = await waitForAttempts(endpoint, (rows) => rows.length === 40);
    expect(attempts.filter(({ kind }) => kind === 'redelivery')).toHaveLength(20);
  });

  it('sends the events of a subject in order, also when one of them was retried before', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    fill(feed, 1, 4);
    const deliveries = start(feed);
    await receiver.waitForAccepted(4);
    await deliveries.stop();
    const listed = (await feed.read('0', 100)).events;
    // The row that an earlier retry of the third event left behind.
    await database().query(
      `INSERT INTO webhooks.queue (endpoint_id, event_id, kind, type, subject, sequence, next_attempt_at, queued_at, done_at)
       SELECT $1, $2, 'event', 'order.created', 'orders/0', 3, at, at, at FROM (SELECT now() - interval '1 hour' AS at) earlier`,
      [endpoint.id, listed[2]?.id],
    );
    const redeliveries = new RedeliveriesService({
      list: (references) => feed.find(references),
      between: () => Promise.resolve(listed),
    });
    await source().transaction((manager) => redeliveries.redeliverRange(endpoint, new Date(0), new Date(), manager));
    start(feed);
    await waitUntil(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 8,
    );
    expect(receiver.received.slice(4).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  it('sends one event again, and a test event once', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    const event = feed.append('orders/1');
    await receiver.waitForAccepted(1);
    await waitForAttempts(endpoint, (rows) => rows.length === 1);
    const redeliveries = new RedeliveriesService({
      list: (references) => feed.find(references),
      between: () => Promise.resolve([]),
    });
    await source().transaction((manager) => redeliveries.redeliverEvent(endpoint, event.id, manager));
    await waitUntil(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 2,
    );
    expect(receiver.received[1]).toMatchObject({ id: event.id, body: event.body });

    receiver.answer(500);
    const testId = await source().transaction((manager) => redeliveries.sendTest(endpoint, manager));
    await waitUntil(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 3,
    );
    expect(receiver.received[2]).toMatchObject({ id: testId, type: 'webhook.test' });
    const [health] = await waitUntil(
      () => endpoints().health([endpoint.id]),
      ([row]) => row?.waiting === 0,
    );
    expect(health).toBeDefined();
    await expect(
      source().transaction((manager) => redeliveries.redeliverEvent(endpoint, randomUUID(), manager)),
    ).rejects.toMatchObject({ code: 'event_not_found' });
  });
});

describe('several processes', () => {
  it('deliver each endpoint in one of them, and continue when it stops', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    const first = start(feed);
    start(feed);
    fill(feed, 10, 5);
    await receiver.waitForAccepted(50);
    await first.stop();
    fill(feed, 10, 5);
    await receiver.waitForAccepted(100);
    expect(receiver.received).toHaveLength(100);
    expect(findDeliveryProblems(receiver.received, [endpoints().revealSecret(endpoint)])).toEqual([]);
  });

  it('do not record what they sent after another one has taken the endpoint', async () => {
    const endpoint = await createEndpoint('http://127.0.0.1:1024/');
    const [mine, other] = [deliveryStore(), deliveryStore()];
    expect(await mine.lease(30)).toHaveLength(1);
    expect(await other.lease(30)).toHaveLength(0);
    await database().query(
      `UPDATE webhooks.progress SET leased_until = now() - interval '1 second' WHERE endpoint_id = $1`,
      [endpoint.id],
    );
    expect(await other.lease(30)).toHaveLength(1);
    const round = { version: 1, cursor: '7', failuresInRow: 0, attempts: [], queue: [] };
    expect(await mine.record(endpoint.id, round)).toBe(false);
    expect(await other.record(endpoint.id, round)).toBe(true);
  });
});

it('tries what failed at an old URL at once at the new one', async () => {
  const { id, version } = await createEndpoint('http://127.0.0.1:1024/');
  const store = deliveryStore();
  await store.lease(30);
  const event = {
    eventId: randomUUID(),
    kind: 'event',
    type: 'order.created',
    subject: 'orders/1',
    sequence: 1,
  } as const;
  const failed = { ...event, attempts: 1, firstFailedAt: new Date(), retryInSeconds: 1_800 };
  const round = { version, cursor: '1', failuresInRow: 1, attempts: [], queue: [failed] };
  await store.record(id, round);
  expect(await store.due(id, 10)).toEqual([]);
  await change(id, { url: 'http://127.0.0.1:1025/' });
  expect(await store.due(id, 10)).toMatchObject([{ attempts: 0, firstFailedAt: null }]);
  // An attempt at the old URL that was under way.
  await store.record(id, round);
  expect(await store.due(id, 10)).toMatchObject([{ attempts: 1 }]);
});

it('deletes old attempts and what waits for deleted endpoints, and keeps what else waits', async () => {
  const endpoint = await createEndpoint('http://127.0.0.1:1024/');
  const { id } = endpoint;
  const old = `now() - interval '31 days'`;
  await database().query(
    `INSERT INTO webhooks.attempts (endpoint_id, event_id, kind, type, subject, sequence, number, delivered, latency_ms, response, at)
     VALUES ($1, gen_random_uuid(), 'event', 'a', 'a', 1, 1, true, 1, '', ${old}), ($1, gen_random_uuid(), 'event', 'b', 'b', 1, 1, true, 1, '', now())`,
    [id],
  );
  await database().query(
    `INSERT INTO webhooks.queue (endpoint_id, event_id, kind, type, subject, sequence, next_attempt_at, done_at)
     VALUES ($1, gen_random_uuid(), 'event', 'a', 'a', 1, ${old}, ${old}), ($1, gen_random_uuid(), 'event', 'b', 'b', 1, ${old}, NULL)`,
    [id],
  );
  await deleteOldDeliveries(source(), 30);
  expect((await attemptsOf(endpoint)).map(({ type }) => type)).toEqual(['b']);
  expect(await database().query('SELECT type FROM webhooks.queue WHERE endpoint_id = $1', [id])).toEqual([
    { type: 'b' },
  ]);
  await database().query('UPDATE webhooks.endpoints SET deleted_at = now() WHERE id = $1', [id]);
  await deleteOldDeliveries(source(), 30);
  expect(await database().query('SELECT type FROM webhooks.queue WHERE endpoint_id = $1', [id])).toEqual([]);
});
