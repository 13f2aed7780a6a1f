import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { endpointItems } from '../../../src/api/attention/endpoint-items.js';
import { EndpointAttentionQueries } from '../../../src/domains/webhooks/endpoint-attention-queries.js';
import { RETRY_SCHEDULE } from '../../../src/domains/webhooks/retry-schedule.js';
import { MemoryFeed } from '../../kit/memory-feed.js';
import { waitUntil } from '../../kit/observe.js';
import { acceptedOnce, findDeliveryProblems, isSigned, type WebhookReceiver } from '../../kit/webhook-receiver.js';
import { fill, useDeliveries } from './use-deliveries.js';

const {
  database,
  source,
  endpoints,
  attemptsOf,
  start,
  createReceiver,
  createEndpoint,
  change,
  waitForAttempts,
  waitForStatus,
} = useDeliveries();

describe('an endpoint', () => {
  it('gets every event once, in order for each subject and signed', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    fill(feed, 30, 5);
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    await receiver.waitForAccepted(150);
    expect(receiver.received).toHaveLength(150);
    expect(findDeliveryProblems(receiver.received, [endpoints().revealSecret(endpoint)])).toEqual([]);
    const attempts = await waitForAttempts(endpoint, (rows) => rows.length === 150);
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

  it.each<[string, Parameters<WebhookReceiver['answer']>[0]]>([
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
    await waitForAttempts(endpoint, (rows) => rows.length >= 20);
    receiver.answer(204);
    await receiver.waitForAccepted(160);
    expect(findDeliveryProblems(receiver.received, [endpoints().revealSecret(endpoint)])).toEqual([]);
    const [health] = await waitUntil(
      () => endpoints().health([endpoint.id]),
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
    await waitForAttempts(endpoint, (rows) => rows.some(({ number }) => number >= 3));
    expect(acceptedOnce(receiver.received)).toHaveLength(37);
    const [item] = await endpointItems(new EndpointAttentionQueries(source()), 10);
    expect(item).toMatchObject({ kind: 'webhook_failing', last_error: 'HTTP status 422: answer 422', reason: null });
    expect(item?.attempts).toBeGreaterThanOrEqual(3);
    expect(Date.parse(item?.next_try_at ?? '')).toBeGreaterThan(Date.parse(item?.since ?? ''));
    receiver.answer(200);
    await receiver.waitForAccepted(40);
    expect(findDeliveryProblems(receiver.received, [endpoints().revealSecret(endpoint)])).toEqual([]);
  });

  it('that was away for an hour gets everything by itself at its next retry', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.answer(503);
    const endpoint = await createEndpoint(receiver.url);
    start(feed, { schedule: RETRY_SCHEDULE });
    fill(feed, 40, 4);
    await waitForAttempts(endpoint, (rows) => rows.length >= 8);
    receiver.answer(204);
    // As if an hour passed: what failed is due, and what waits behind it is not touched.
    await waitUntil(
      () =>
        database().query(
          `UPDATE webhooks.queue SET next_attempt_at = next_attempt_at - interval '1 hour',
             first_failed_at = first_failed_at - interval '1 hour'
           WHERE endpoint_id = $1 AND next_attempt_at > now() AND done_at IS NULL RETURNING 1`,
          [endpoint.id],
        ),
      () => acceptedOnce(receiver.received).length > 0,
    );
    await receiver.waitForAccepted(160);
    expect(findDeliveryProblems(receiver.received, [endpoints().revealSecret(endpoint)])).toEqual([]);
  });

  it('does not get a failed event of a type that it no longer asks for', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.choose(({ type }) => (type === 'order.failed' ? 422 : 204));
    const endpoint = await createEndpoint(receiver.url);
    start(feed, { schedule: { ...RETRY_SCHEDULE, delayAfter: () => 1_800 } });
    feed.append('orders/1');
    feed.append('orders/1', 'order.failed');
    feed.append('orders/1', 'order.confirmed');
    await waitForAttempts(endpoint, (rows) => rows.length === 2);
    await change(endpoint.id, { types: ['order.created', 'order.confirmed'] });
    const events = await receiver.waitForAccepted(2);
    expect(events.map(({ type }) => type)).toEqual(['order.created', 'order.confirmed']);
  });

  it('is disabled when the retries of an event end, and continues where it stopped once it is enabled', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.answer(500);
    const endpoint = await createEndpoint(receiver.url);
    start(feed, { schedule: { delayAfter: () => 0.05, giveUpAfter: 0.2 } });
    fill(feed, 3, 3);
    await waitForStatus(endpoint, 'disabled');
    expect(await endpoints().get(endpoint.id)).toMatchObject({ disabledReason: 'retries_exhausted' });
    expect(await endpointItems(new EndpointAttentionQueries(source()), 10)).toEqual([
      expect.objectContaining({
        kind: 'webhook_disabled',
        action: 'enable',
        subject: new URL(receiver.url).host,
        reason: 'retries_exhausted',
        last_error: 'HTTP status 500: answer 500',
        next_try_at: null,
        webhook_endpoint_id: endpoint.id,
      }),
    ]);
    receiver.answer(200);
    await change(endpoint.id, { status: 'enabled' });
    await receiver.waitForAccepted(9);
    expect(findDeliveryProblems(receiver.received, [endpoints().revealSecret(endpoint)])).toEqual([]);
    expect(await endpoints().get(endpoint.id)).toMatchObject({ status: 'enabled', disabledReason: null });
  });

  it('that answers 410 is disabled at once', async () => {
    const [feed, receiver] = [new MemoryFeed(), await createReceiver()];
    receiver.answer(410);
    const endpoint = await createEndpoint(receiver.url);
    start(feed);
    feed.append('orders/1');
    await waitForStatus(endpoint, 'disabled');
    expect(await endpoints().get(endpoint.id)).toMatchObject({ disabledReason: 'endpoint_gone' });
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
        database().query('SELECT FROM webhooks.progress WHERE endpoint_id = $1 AND last_success_at IS NOT NULL', [
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
    const previous = endpoints().revealSecret(endpoint);
    const until = new Date(Date.now() + 3_600_000);
    const rotate = (end: Date) =>
      source().transaction(async (manager) =>
        endpoints().rotateSecret(await endpoints().lock(endpoint.id, manager), end, manager),
      );
    const current = endpoints().revealSecret(await rotate(until));
    feed.append('orders/1');
    start(feed);
    const [first] = await receiver.waitForAccepted(1);
    for (const secret of [previous, current])
      expect(isSigned(first?.body ?? '', first?.headers ?? {}, secret)).toBe(true);
    await database().query(
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

it('a hundred endpoints are not held up by one that hangs', async () => {
  const [feed, hanging] = [new MemoryFeed(), await createReceiver()];
  const held: ServerResponse[] = [];
  hanging.answer((response) => void held.push(response));
  const hung = await createEndpoint(hanging.url);
  const receiver = await createReceiver();
  for (let number = 0; number < 99; number++) await createEndpoint(`${receiver.url}/${number}`);
  start(feed, { attemptTimeoutMs: 15_000 });
  await waitUntil(
    () =>
      database().query(
        'SELECT FROM webhooks.progress p JOIN webhooks.endpoints e ON e.id = p.endpoint_id WHERE owner IS NOT NULL AND deleted_at IS NULL',
      ),
    (rows) => rows.length === 100,
  );
  fill(feed, 3, 2);
  await waitUntil(
    () => Promise.resolve(receiver.received.length),
    (count) => count >= 99 * 6,
  );
  expect(held.length).toBeGreaterThan(0);
  expect(await attemptsOf(hung)).toEqual([]);
  for (const response of held) response.destroy();
});
