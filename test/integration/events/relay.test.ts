import { afterAll, beforeAll, expect, it } from 'vitest';
import { pino } from 'pino';
import type { CloudEvent } from '../../../src/events/cloud-event.js';
import type { EventSink } from '../../../src/events/sinks/event-sink.js';
import { relayEvents } from '../../../src/events/sinks/relay.js';
import { startDomains, type Domains } from '../../kit/domains.js';
import { newOrder } from '../../kit/orders.js';
import { waitUntil } from '../../kit/observe.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

/** A bus in memory that can fail. */
class MemorySink implements EventSink {
  readonly name = 'memory';
  readonly events: CloudEvent[] = [];
  failures = 0;

  publish(events: readonly CloudEvent[]): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      // The bus stored the first event before it failed.
      this.events.push(...events.slice(0, 1));
      return Promise.reject(new Error('The bus is away.'));
    }
    this.events.push(...events);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

async function placeOrders(count: number): Promise<string[]> {
  const orders = Array.from({ length: count }, () => newOrder());
  for (const order of orders) {
    await domains.orders.create(order);
    await domains.orders.terminate(order, { status: 'cancelled', reason: null, actor: 'system' });
  }
  return orders.map(({ orderId }) => `orders/${orderId}`);
}

it('publishes in order and at least once, also after a failure, and from one of several processes', async () => {
  const sink = new MemorySink();
  sink.failures = 1;
  const controller = new AbortController();
  const connect = () => Promise.resolve(sink);
  const relays = [1, 2].map(() =>
    relayEvents(domains.source, connect, controller.signal, pino({ level: 'silent' }), { retryDelayMs: 50 }),
  );
  const subjects = [...(await placeOrders(3)), ...(await placeOrders(2))];
  const idsOf = (events: readonly CloudEvent[]) => new Set(events.map(({ id }) => id));
  await waitUntil(
    () => Promise.resolve(idsOf(sink.events)),
    (ids) => ids.size === 2 * subjects.length,
  );
  controller.abort();
  await Promise.all(relays);
  // The failure repeats the first event, and nothing else.
  expect(sink.events).toHaveLength(2 * subjects.length + 1);
  const withoutDouble = sink.events.slice(1);
  expect(sink.events[0]?.id).toBe(withoutDouble[0]?.id);
  expect(withoutDouble.map(({ subject, sequence }) => [subject, sequence])).toEqual(
    subjects.flatMap((subject) => [
      [subject, '1'],
      [subject, '2'],
    ]),
  );
});
