import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_WEBHOOK_SECRET_KEYS } from '../../../src/config/config.js';
import { deleteOldDeliveries } from '../../../src/delivery/delete-old-deliveries.js';
import { WebhookDeliveries, type DeliverySettings } from '../../../src/delivery/webhook-deliveries.js';
import { openDatabase } from '../../../src/domains/database/database.js';
import { DeliveryLog } from '../../../src/domains/webhooks/delivery-log.js';
import { DeliveryStore } from '../../../src/domains/webhooks/delivery-store.js';
import type { WebhookEndpoint } from '../../../src/domains/webhooks/endpoint.entity.js';
import { WebhookEndpointsService } from '../../../src/domains/webhooks/endpoints.service.js';
import { RedeliveriesService } from '../../../src/domains/webhooks/redeliveries.service.js';
import { webhooksSchema } from '../../../src/domains/webhooks/schema.js';
import { WebhookSecrets } from '../../../src/domains/webhooks/webhook-secrets.js';
import { createLogger } from '../../../src/telemetry/logger.js';
import { createTestDatabase, type TestDatabase } from '../../kit/database.js';
import { MemoryFeed } from '../../kit/memory-feed.js';
import { waitUntil } from '../../kit/observe.js';
import { acceptedOnce, findDeliveryProblems, isSigned, startWebhookReceiver } from '../../kit/webhook-receiver.js';

const secrets = new WebhookSecrets(LOCAL_WEBHOOK_SECRET_KEYS);
/** Retries at once, so that tests wait for no delay. */
const SOON = { delayAfter: () => 0.05, giveUpAfter: 86_400 };

let database: TestDatabase;
let source: DataSource;
let endpoints: WebhookEndpointsService;
let log: DeliveryLog;
const open: (() => Promise<void>)[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  source = await openDatabase(database.url, [webhooksSchema]);
  endpoints = new WebhookEndpointsService(source, secrets, 'loopback');
  log = new DeliveryLog(source);
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await database.query('UPDATE webhooks.endpoints SET deleted_at = now()');
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

function start(feed: MemoryFeed, settings: Partial<DeliverySettings> = {}): WebhookDeliveries {
  const deliveries = new WebhookDeliveries({
    ...{ store: new DeliveryStore(source, randomUUID()), feed, secrets, targets: 'loopback' },
    ...{ logger: createLogger('events', 'silent'), schedule: SOON, attemptTimeoutMs: 5_000 },
    ...settings,
  });
  open.unshift(() => deliveries.stop());
  return deliveries;
}

async function createReceiver() {
  const receiver = await startWebhookReceiver();
  open.push(() => receiver.stop());
  return receiver;
}

async function createEndpoint(url: string, types: readonly string[] = []): Promise<WebhookEndpoint> {
  const endpoint = { id: randomUUID(), url, description: '', types };
  return source.transaction((manager) => endpoints.create(endpoint, '0', manager));
}

const change = (id: string, changes: Parameters<WebhookEndpointsService['change']>[1]) =>
  source.transaction(async (manager) => endpoints.change(await endpoints.lock(id, manager), changes, manager));

const attemptsOf = ({ id }: WebhookEndpoint) => log.list({ endpointId: id, limit: 1_000 });
const statusOf = async ({ id }: WebhookEndpoint) => (await endpoints.get(id)).status;

/** Appends events of several subjects, mixed. */
function fill(feed: MemoryFeed, subjects: number, events: number): void {
  for (let number = 0; number < events; number++)
    for (let subject = 0; subject < subjects; subject++) feed.append(`orders/${subject}`);
}

describe('an endpoint', () => {
  it('gets every event once, in order for each subject and signed', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    fill(feed, 30, 5);
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    await receiver.waitForAccepted(150);
    expect(receiver.received).toHaveLength(150);
    expect(findDeliveryProblems(receiver.received, [endpoints.revealSecret(endpoint)])).toEqual([]);
    const attempts = await waitUntil(
      () => attemptsOf(endpoint),
      (rows) => rows.length === 150,
    );
    expect(attempts.every(({ delivered, status, number }) => delivered && status === 204 && number === 1)).toBe(true);
  });

  it('gets only the types that it asks for', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    await createEndpoint(receiver.url, ['order.confirmed']);
    start(feed);
    feed.append('orders/1');
    feed.append('orders/1', 'order.confirmed');
    feed.append('orders/2');
    feed.append('orders/2', 'order.confirmed');
    const events = await receiver.waitForAccepted(2);
    expect(events.map(({ type }) => type)).toEqual(['order.confirmed', 'order.confirmed']);
  });

  it.each<[string, Parameters<Awaited<ReturnType<typeof createReceiver>>['answer']>[0]]>([
    ['answers 500', 500],
    ['never answers', () => undefined],
    ['drops the connection', (response) => void response.destroy()],
    ['redirects', 307],
  ])('that %s gets every event in order when it is back', async (_, behaviour) => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.answer(behaviour);
    const endpoint = await createEndpoint(receiver.url);
    start(feed, { attemptTimeoutMs: 300 });
    fill(feed, 40, 4);
    await waitUntil(
      () => attemptsOf(endpoint),
      (rows) => rows.length >= 20,
    );
    receiver.answer(204);
    await receiver.waitForAccepted(160);
    expect(findDeliveryProblems(receiver.received, [endpoints.revealSecret(endpoint)])).toEqual([]);
    const [health] = await waitUntil(
      () => endpoints.health([endpoint.id]),
      ([row]) => row?.waiting === 0,
    );
    expect(health).toMatchObject({ failingSince: null });
  });

  it('that rejects one event gets those of other subjects, and holds the later ones of the subject back', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.choose(({ subject, sequence }) => (subject === 'orders/3' && sequence === 2 ? 422 : 200));
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    fill(feed, 10, 4);
    await receiver.waitForAccepted(37);
    await waitUntil(
      () => attemptsOf(endpoint),
      (rows) => rows.some(({ number }) => number >= 3),
    );
    expect(acceptedOnce(receiver.received)).toHaveLength(37);
    receiver.answer(200);
    await receiver.waitForAccepted(40);
    expect(findDeliveryProblems(receiver.received, [endpoints.revealSecret(endpoint)])).toEqual([]);
  });

  it('is disabled when the retries of an event end, and continues where it stopped once it is enabled', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.answer(500);
    const endpoint = await createEndpoint(receiver.url);
    start(feed, { schedule: { delayAfter: () => 0.05, giveUpAfter: 0.2 } });
    fill(feed, 3, 3);
    await waitUntil(
      () => statusOf(endpoint),
      (status) => status === 'disabled',
    );
    expect(await endpoints.get(endpoint.id)).toMatchObject({ disabledReason: 'retries_exhausted' });
    receiver.answer(200);
    await change(endpoint.id, { status: 'enabled' });
    await receiver.waitForAccepted(9);
    expect(findDeliveryProblems(receiver.received, [endpoints.revealSecret(endpoint)])).toEqual([]);
    expect(await endpoints.get(endpoint.id)).toMatchObject({ status: 'enabled', disabledReason: null });
  });

  it('that answers 410 is disabled at once', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.answer(410);
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    feed.append('orders/1');
    await waitUntil(
      () => statusOf(endpoint),
      (status) => status === 'disabled',
    );
    expect(await endpoints.get(endpoint.id)).toMatchObject({ disabledReason: 'endpoint_gone' });
  });

  it('gets nothing while it is paused, and then all of it', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    feed.append('orders/1');
    await receiver.waitForAccepted(1);
    await change(endpoint.id, { status: 'paused' });
    const other = await createReceiver();
    await createEndpoint(other.url);
    feed.append('orders/1');
    // The other endpoint was started after the pause was noticed.
    await other.waitForAccepted(2);
    await waitUntil(
      () =>
        database.query('SELECT FROM webhooks.progress WHERE endpoint_id = $1 AND last_success_at IS NOT NULL', [
          endpoint.id,
        ]),
      (rows) => rows.length === 1,
    );
    await change(endpoint.id, { status: 'enabled' });
    await receiver.waitForAccepted(2);
    expect(receiver.received).toHaveLength(2);
  });

  it('gets signatures of both secrets while its secret is rotated, and then of the new one', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    const previous = endpoints.revealSecret(endpoint);
    const until = new Date(Date.now() + 3_600_000);
    const rotate = (end: Date) =>
      source.transaction(async (manager) =>
        endpoints.rotateSecret(await endpoints.lock(endpoint.id, manager), end, manager),
      );
    const current = endpoints.revealSecret(await rotate(until));
    feed.append('orders/1');
    start(feed);
    const [first] = await receiver.waitForAccepted(1);
    for (const secret of [previous, current])
      expect(isSigned(first?.body ?? '', first?.headers ?? {}, secret)).toBe(true);
    await database.query(
      'UPDATE webhooks.endpoints SET previous_secret_until = now(), version = version + 1 WHERE id = $1',
      [endpoint.id],
    );
    await waitUntil(
      () => {
        feed.append('orders/2');
        return Promise.resolve(receiver.received.at(-1));
      },
      (last) => last !== undefined && !isSigned(last.body, last.headers, previous),
    );
    const last = receiver.received.at(-1);
    expect(isSigned(last?.body ?? '', last?.headers ?? {}, current)).toBe(true);
  });
});

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
    const queued = await source.transaction((manager) =>
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
    const attempts = await attemptsOf(endpoint);
    expect(attempts.filter(({ kind }) => kind === 'redelivery')).toHaveLength(20);
  });

  it('sends one event again, and a test event once', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    const event = feed.append('orders/1');
    await receiver.waitForAccepted(1);
    await waitUntil(
      () => attemptsOf(endpoint),
      (rows) => rows.length === 1,
    );
    const redeliveries = new RedeliveriesService({
      list: (references) => feed.find(references),
      between: () => Promise.resolve([]),
    });
    await source.transaction((manager) => redeliveries.redeliverEvent(endpoint, event.id, manager));
    await waitUntil(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 2,
    );
    expect(receiver.received[1]).toMatchObject({ id: event.id, body: event.body });

    receiver.answer(500);
    const testId = await source.transaction((manager) => redeliveries.sendTest(endpoint, manager));
    await waitUntil(
      () => Promise.resolve(receiver.received.length),
      (count) => count === 3,
    );
    expect(receiver.received[2]).toMatchObject({ id: testId, type: 'webhook.test' });
    const [health] = await waitUntil(
      () => endpoints.health([endpoint.id]),
      ([row]) => row?.waiting === 0,
    );
    expect(health).toBeDefined();
    await expect(
      source.transaction((manager) => redeliveries.redeliverEvent(endpoint, randomUUID(), manager)),
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
    expect(findDeliveryProblems(receiver.received, [endpoints.revealSecret(endpoint)])).toEqual([]);
  });

  it('do not record what they sent after another one has taken the endpoint', async () => {
    const endpoint = await createEndpoint('http://127.0.0.1:1024/');
    const [mine, other] = [new DeliveryStore(source, randomUUID()), new DeliveryStore(source, randomUUID())];
    expect(await mine.lease(30)).toHaveLength(1);
    expect(await other.lease(30)).toHaveLength(0);
    await database.query(
      `UPDATE webhooks.progress SET leased_until = now() - interval '1 second' WHERE endpoint_id = $1`,
      [endpoint.id],
    );
    expect(await other.lease(30)).toHaveLength(1);
    const round = { cursor: '7', failuresInRow: 0, attempts: [], queue: [] };
    expect(await mine.record(endpoint.id, round)).toBe(false);
    expect(await other.record(endpoint.id, round)).toBe(true);
  });
});

it('deletes old attempts and keeps what waits', async () => {
  const { id } = await createEndpoint('http://127.0.0.1:1024/');
  const old = `now() - interval '31 days'`;
  await database.query(
    `INSERT INTO webhooks.attempts (endpoint_id, event_id, kind, type, subject, sequence, number, delivered, latency_ms, response, at)
     VALUES ($1, gen_random_uuid(), 'event', 'a', 'a', 1, 1, true, 1, '', ${old}), ($1, gen_random_uuid(), 'event', 'b', 'b', 1, 1, true, 1, '', now())`,
    [id],
  );
  await database.query(
    `INSERT INTO webhooks.queue (endpoint_id, event_id, kind, type, subject, sequence, next_attempt_at, done_at)
     VALUES ($1, gen_random_uuid(), 'event', 'a', 'a', 1, ${old}, ${old}), ($1, gen_random_uuid(), 'event', 'b', 'b', 1, ${old}, NULL)`,
    [id],
  );
  await deleteOldDeliveries(source, 30);
  expect((await log.list({ endpointId: id, limit: 10 })).map(({ type }) => type)).toEqual(['b']);
  expect(await database.query('SELECT type FROM webhooks.queue WHERE endpoint_id = $1', [id])).toEqual([{ type: 'b' }]);
});

it('a hundred endpoints are not held up by one that hangs', async () => {
  const [feed, hanging] = [new MemoryFeed(), await createReceiver()];
  hanging.answer(() => undefined);
  const hung = await createEndpoint(hanging.url);
  const receiver = await createReceiver();
  for (let number = 0; number < 99; number++) await createEndpoint(`${receiver.url}/${number}`);
  start(feed, { attemptTimeoutMs: 5_000 });
  await waitUntil(
    () =>
      database.query(
        'SELECT FROM webhooks.progress p JOIN webhooks.endpoints e ON e.id = p.endpoint_id WHERE owner IS NOT NULL AND deleted_at IS NULL',
      ),
    (rows) => rows.length === 100,
  );
  fill(feed, 3, 2);
  await waitUntil(
    () => Promise.resolve(receiver.received.length),
    (count) => count >= 99 * 6,
  );
  expect(await attemptsOf(hung)).toEqual([]);
});
