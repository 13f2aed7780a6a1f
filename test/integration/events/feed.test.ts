import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rotatePartitions } from '../../../src/events/rotate-partitions.js';
import { CursorExpired, CursorLost } from '../../../src/events/errors.js';
import { EventFeed } from '../../../src/events/feed.js';
import { isAfter } from '../../../src/events/feed-cursor.js';
import { startDomains, type Domains } from '../../kit/domains.js';
import { newOrder } from '../../kit/orders.js';
import { seededRandom } from '../../kit/random.js';
import { waitForFeed } from './event-subjects.js';

let domains: Domains;
let feed: EventFeed;
let start: string;

beforeAll(async () => {
  domains = await startDomains();
  feed = new EventFeed(domains.source);
});
beforeEach(async () => {
  await waitForFeed(domains);
  start = await feed.end();
});
afterAll(() => domains.stop());

/** Reads page by page until the end, as a consumer does. */
async function readAll(after: string, limit = 7) {
  const events = [];
  for (let cursor = after; ;) {
    const page = await feed.read({ after: cursor, limit });
    events.push(...page.events);
    cursor = page.cursor;
    if (page.caughtUp) return { events, cursor };
  }
}

/** Reads everything that is committed. */
async function readCommitted(after: string) {
  await waitForFeed(domains);
  return readAll(after);
}

const subjectsOf = (events: readonly { event: { subject: string } }[]) => events.map(({ event }) => event.subject);

async function openTransaction() {
  const runner = domains.source.createQueryRunner();
  await runner.startTransaction();
  const extend = (orderId: string) =>
    runner.query(
      `UPDATE orders.orders SET reservation_expires_at = reservation_expires_at + interval '1 second', version = version + 1 WHERE id = $1`,
      [orderId],
    );
  return {
    extend,
    touch: () => runner.query('SELECT pg_current_xact_id()'),
    commit: async () => {
      await runner.commitTransaction();
      await runner.release();
    },
  };
}

async function placeOrder(): Promise<string> {
  const order = newOrder();
  await domains.orders.create(order);
  return order.orderId;
}

describe('EventFeed', () => {
  it('holds back what was committed after a transaction that is still open, and passes over nothing', async () => {
    const [first, second] = [await placeOrder(), await placeOrder()];
    const { cursor } = await readCommitted(start);
    const [late, early] = [await openTransaction(), await openTransaction()];
    await late.extend(first);
    await early.extend(second);
    await early.commit();
    expect((await readAll(cursor)).events).toEqual([]);
    const behind = await feed.read({ after: cursor, limit: 10 });
    await late.commit();
    const { events } = await readCommitted(behind.cursor);
    expect(subjectsOf(events)).toEqual([`orders/${first}`, `orders/${second}`]);
  });

  it('keeps the order of a subject whose later event comes from an older transaction', async () => {
    const orderId = await placeOrder();
    const { cursor } = await readCommitted(start);
    const [older, newer] = [await openTransaction(), await openTransaction()];
    await older.touch();
    await newer.extend(orderId);
    await newer.commit();
    await older.extend(orderId);
    await older.commit();
    const { events } = await readCommitted(cursor);
    expect(events.map(({ event }) => event.sequence)).toEqual(['2', '3']);
  });

  it.each([1, 10, 50])('misses nothing and repeats nothing with %i writers', async (writers) => {
    const random = seededRandom(writers);
    const total = 100;
    const orders = await Promise.all(Array.from({ length: 20 }, placeOrder));
    const { cursor } = await readCommitted(start);
    let left = total;
    let writing = true;
    const write = async () => {
      while (left-- > 0) {
        const order = orders[Math.floor(random() * orders.length)] ?? '';
        await domains.source.transaction(async (manager) => {
          // Some transactions are old when they write, and some stay open after it.
          if (random() < 0.3) await manager.query('SELECT pg_current_xact_id(), pg_sleep($1)', [random() / 50]);
          await manager.query(
            `UPDATE orders.orders SET reservation_expires_at = reservation_expires_at + interval '1 second', version = version + 1 WHERE id = $1`,
            [order],
          );
          if (random() < 0.3) await manager.query('SELECT pg_sleep($1)', [random() / 50]);
        });
      }
    };
    const read = async () => {
      const events = [];
      let after = cursor;
      for (;;) {
        const last = !writing;
        const page = await feed.read({ after, limit: 3 });
        events.push(...page.events);
        after = page.cursor;
        if (last && page.caughtUp) return events;
      }
    };
    const reading = Promise.all([read(), read()]);
    await Promise.all(Array.from({ length: writers }, write));
    await waitForFeed(domains);
    writing = false;
    for (const events of await reading) {
      expect(events).toHaveLength(total);
      expect(new Set(events.map(({ event }) => event.id)).size).toBe(total);
      for (const order of orders) {
        const sequences = events
          .filter(({ event }) => event.subject === `orders/${order}`)
          .map(({ event }) => event.sequence);
        expect(sequences).toEqual(sequences.map((_, index) => String(index + 2)));
      }
    }
  });

  it('moves on past events of other types', async () => {
    const orderId = await placeOrder();
    await domains.orders.terminate(newOrder({ orderId }), { status: 'cancelled', reason: null, actor: 'system' });
    await waitForFeed(domains);
    const page = await feed.read({ after: start, types: ['order.cancelled'], limit: 10 });
    expect(page.events.map(({ event }) => event.type)).toEqual(['order.cancelled']);
    const none = await feed.read({ after: start, types: ['dispute.opened'], limit: 10 });
    expect(none).toMatchObject({ events: [], caughtUp: true });
    expect(isAfter(none.cursor, start)).toBe(true);
    expect((await feed.read({ after: none.cursor, limit: 10 })).events).toEqual([]);
  });

  it('refuses a cursor of commits that the database has lost, and misses nothing after it once the offset is moved', async () => {
    const lost = `${BigInt(start.split('-')[0] ?? 0) + 1_000n}-7`;
    await expect(feed.read({ after: lost, limit: 1 })).rejects.toThrow(CursorLost);
    const document = await readFile('docs/how-to/fail-over.md', 'utf8');
    const [, statement = ''] = /```sql\n\s*(UPDATE events\.settings [^]*?)\n\s*```/.exec(document) ?? [];
    await domains.database.query(statement);
    const orderId = await placeOrder();
    const { events } = await readCommitted(lost);
    expect(subjectsOf(events)).toEqual([`orders/${orderId}`]);
  });

  it('tells how far a reader is behind', async () => {
    await placeOrder();
    await placeOrder();
    await waitForFeed(domains);
    expect(await feed.lag(start)).toEqual({ events: 2, seconds: expect.any(Number) as number });
    const { cursor } = await readCommitted(start);
    expect(await feed.lag(cursor)).toEqual({ events: 0, seconds: 0 });
    const last = await feed.last();
    expect(last !== undefined && isAfter(cursor, last) && isAfter(last, start)).toBe(true);
  });
});

describe('the partitions', () => {
  /** Makes the open partition that of an earlier day. */
  const age = (days: number) =>
    domains.database.query(`
      DO $$ DECLARE day date; old date; BEGIN
        SELECT partition_day INTO day FROM events.settings;
        old := day - ${days};
        EXECUTE format('ALTER TABLE events.events DETACH PARTITION events.events_%s', to_char(day, 'YYYYMMDD'));
        EXECUTE format('UPDATE events.events_%s SET partition_day = %L', to_char(day, 'YYYYMMDD'), old);
        EXECUTE format('ALTER TABLE events.events_%s RENAME TO events_%s', to_char(day, 'YYYYMMDD'), to_char(old, 'YYYYMMDD'));
        EXECUTE format('ALTER TABLE events.events ATTACH PARTITION events.events_%s FOR VALUES IN (%L)', to_char(old, 'YYYYMMDD'), old);
        UPDATE events.settings SET partition_day = old;
      END $$`);
  const partitions = async () =>
    (
      await domains.database.query<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'events.events'::regclass ORDER BY 1`,
      )
    ).map(({ name }) => name);

  it('are opened once a day and dropped after the retention, which readers that are behind are told', async () => {
    await placeOrder();
    const read = await readCommitted(start);
    await placeOrder();
    await age(3);
    await Promise.all([rotatePartitions(domains.source, 30), rotatePartitions(domains.source, 30)]);
    expect(await partitions()).toHaveLength(2);
    await age(2);
    await rotatePartitions(domains.source, 30);
    const [oldest] = await partitions();
    expect(await partitions()).toHaveLength(3);

    const behind = read.cursor;
    await rotatePartitions(domains.source, 1);
    expect(await partitions()).not.toContain(oldest);
    await expect(feed.read({ after: behind, limit: 1 })).rejects.toThrow(CursorExpired);
    await placeOrder();
    await waitForFeed(domains);
    expect((await feed.read({ limit: 100 })).events).toHaveLength(1);
    expect((await feed.read({ after: await feed.end(), limit: 1 })).events).toEqual([]);
  });

  it('keep the sequence of a subject whose events were dropped', async () => {
    const [{ id }] = (await domains.database.query<{ id: string }>(
      'SELECT id FROM orders.orders ORDER BY created_at LIMIT 1',
    )) as [{ id: string }];
    await domains.orders.terminate(newOrder({ orderId: id }), { status: 'cancelled', reason: null, actor: 'system' });
    const last = (await readCommitted(start)).events.at(-1)?.event;
    expect(last).toMatchObject({ subject: `orders/${id}`, type: 'order.cancelled' });
    expect(Number(last?.sequence)).toBeGreaterThan(1);
  });
});
