import { randomUUID } from 'node:crypto';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toProduct } from '../../../src/representations/product.js';
import { toStock } from '../../../src/representations/stock.js';
import { buildAsyncApiDocument } from '../../../src/events/async-api.js';
import { cloudEventSchema, type CloudEvent } from '../../../src/events/cloud-event.js';
import { EVENT_TYPE_NAMES } from '../../../src/events/event-types.js';
import { EventFeed } from '../../../src/events/feed.js';
import { startDomains, type Domains } from '../../kit/domains.js';
import { findViolations } from '../../kit/invariants.js';
import { seededRandom } from '../../kit/random.js';
import { reservationRequest } from '../../kit/stock.js';
import { asJson, eventSubjects, waitForFeed } from './event-subjects.js';

let domains: Domains;
let feed: EventFeed;
let subjects: ReturnType<typeof eventSubjects>;
/** Where the test began to read. */
let start: string;
/** Every type that a test has seen. */
const seen = new Set<string>();

beforeAll(async () => {
  domains = await startDomains();
  feed = new EventFeed(domains.source);
  subjects = eventSubjects(domains);
});
beforeEach(async () => {
  start = await currentEnd();
});
afterAll(() => domains.stop());

const { components } = buildAsyncApiDocument();
const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
ajv.addSchema({ $id: 'asyncapi', components });

/** The end of the feed when it has all that is written; an open transaction of another test may hold it back. */
async function currentEnd(): Promise<string> {
  await waitForFeed(domains);
  return feed.end();
}

/** The events after the cursor, each of which fits the registry and the AsyncAPI document. */
async function written(after = start): Promise<CloudEvent[]> {
  await waitForFeed(domains);
  const { events } = await feed.read({ after, limit: 500 });
  for (const { event } of events) {
    seen.add(event.type);
    expect(cloudEventSchema(event.type).parse(event)).toEqual(event);
    const validate = ajv.getSchema(`asyncapi#/components/schemas/${event.type}`);
    expect(validate?.(event), JSON.stringify(validate?.errors)).toBe(true);
  }
  return events.map(({ event }) => asJson(event));
}

const types = (events: readonly CloudEvent[]) => events.map(({ type }) => type);

type PlacedOrder = Awaited<ReturnType<typeof subjects.placeOrder>>;

/** The event, if there is one, shows what the API returns now. */
async function expectAsInApi(event: CloudEvent | undefined, placed: PlacedOrder): Promise<void> {
  if (!event) return;
  expect(event.subject).toBe(`orders/${placed.orderId}`);
  const { order, payment } = asJson(await placed.read());
  expect(event.data).toMatchObject(event.type.startsWith('order.') ? { order } : { order, payment });
}

describe('an order', () => {
  it.each<[string, ((order: PlacedOrder) => Promise<unknown>)[], string[]]>([
    [
      'confirmed, returned and refunded',
      [
        (it) => it.extend('2030-01-01T01:00:00.000Z'),
        (it) => it.startPayment(),
        (it) => it.charge('requires_action'),
        (it) => it.charge('succeeded'),
        (it) => it.confirm(),
        (it) => it.returnLine(),
        (it) => it.refund(100, 'succeeded'),
        (it) => it.refund(100, 'failed'),
      ],
      [
        ...[
          'order.created',
          'order.reservation_extended',
          'payment.requires_action',
          'payment.succeeded',
          'order.paid',
        ],
        ...['order.confirmed', 'order.returned', 'payment.refunded', 'refund.failed'],
      ],
    ],
    [
      'declined',
      [
        (it) => it.startPayment(),
        (it) => it.charge('declined', { declineCode: 'card_declined' }),
        (it) => it.end('failed'),
      ],
      ['order.created', 'payment.failed', 'order.failed'],
    ],
    [
      'disputed, lost and won after all',
      [
        (it) => it.startPayment(),
        (it) => it.charge('succeeded'),
        (it) => it.confirm(),
        (it) => it.takeOver({ disputes: [{ status: 'open' }] }),
        (it) => it.takeOver({ disputes: [{ status: 'lost' }] }),
        (it) => it.takeOver({ disputes: [{ status: 'won' }] }),
      ],
      [
        ...['order.created', 'payment.succeeded', 'order.paid', 'order.confirmed', 'dispute.opened', 'dispute.closed'],
        ...['payment.refunded', 'dispute.closed', 'refund.failed'],
      ],
    ],
    ['cancelled', [(it) => it.end('cancelled')], ['order.created', 'order.cancelled']],
  ])('that is %s writes an event for each change, each with what the API shows', async (_, steps, expected) => {
    const order = await subjects.placeOrder();
    for (const step of steps) {
      const before = await currentEnd();
      await step(order);
      await expectAsInApi((await written(before)).at(-1), order);
    }
    const events = await written();
    expect(types(events)).toEqual(expected);
    expect(new Set(events.map(({ subject }) => subject))).toEqual(new Set([`orders/${order.orderId}`]));
    expect(events.map(({ sequence }) => sequence)).toEqual(expected.map((__, index) => String(index + 1)));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const versions = events.map(({ data }) => ('order' in data ? data.order.version : 0));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  it('shows the status between two changes of one transaction', async () => {
    const order = await subjects.placeOrder();
    await order.startPayment();
    await order.charge('succeeded');
    await order.confirm();
    const paid = (await written()).find(({ type }) => type === 'order.paid');
    expect(paid?.data).toMatchObject({ order: { status: 'paid' }, change: { from: 'pending', to: 'paid' } });
  });

  it('shows the same as the API after each of 200 random changes', async () => {
    const random = seededRandom(24);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
    const orders = await Promise.all(Array.from({ length: 6 }, () => subjects.placeOrder()));
    for (const order of orders) await order.startPayment();
    const changes: ((order: PlacedOrder) => Promise<unknown>)[] = [
      (it) => it.extend(new Date(Date.parse('2030-01-01T00:00:00Z') + random() * 1e9).toISOString()),
      (it) => it.charge('requires_action'),
      (it) => it.charge('succeeded'),
      (it) => it.confirm(),
      (it) => it.end(random() < 0.1 ? 'cancelled' : 'failed'),
      (it) => it.refund(1 + Math.floor(random() * 300), pick(['succeeded', 'failed'])),
      (it) => it.takeOver({ disputes: [{ status: pick(['won', 'lost']) }] }),
      (it) => it.returnLine(),
    ];
    let compared = 0;
    for (let n = 0; n < 200; n += 1) {
      const order = pick(orders);
      const before = await currentEnd();
      // Many changes do not fit the state of the order.
      await pick(changes)(order).catch(() => undefined);
      const last = (await written(before)).at(-1);
      await expectAsInApi(last, order);
      if (last) compared += 1;
    }
    expect(compared).toBeGreaterThan(30);
  });
});

describe('stock', () => {
  it('announces that it runs low and out, once each', async () => {
    const productId = await domains.addStock(7);
    for (const quantity of [1, 1, 1, 4]) await domains.reservations.reserve(reservationRequest([productId], quantity));
    const events = await written();
    expect(types(events)).toEqual(['inventory.low', 'inventory.out']);
    expect(events.map(({ data }) => 'inventory' in data && data.inventory.available)).toEqual([5, 0]);
    expect(events.at(-1)?.data).toEqual({ inventory: toStock(await domains.inventory.get(productId)), threshold: 5 });
  });
});

describe('a product', () => {
  it('announces that it was created and changed, and not that nothing changed', async () => {
    const id = randomUUID();
    const product = { id, sku: id, name: 'Mug', price: 100, currency: 'USD' };
    await domains.catalog.create(product);
    await domains.catalog.create(product);
    const changed = await domains.catalog.update(id, { price: 200 });
    await domains.catalog.update(id, { price: 200 });
    const events = await written();
    expect(types(events)).toEqual(['product.changed', 'product.changed']);
    expect(events.map(({ data }) => 'product' in data && data.product.price)).toEqual([100, 200]);
    expect(events.at(-1)?.data).toMatchObject({
      product: { ...toProduct(changed, undefined), updated_at: expect.any(String) as string },
    });
  });
});

describe('a transaction that is rolled back', () => {
  it('writes no event and leaves no gap in the sequence', async () => {
    const order = await subjects.placeOrder();
    const failing = domains.source.transaction(async (manager) => {
      await manager.query('UPDATE orders.orders SET reservation_expires_at = now() WHERE id = $1', [order.orderId]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await order.end('cancelled');
    expect((await written()).map(({ sequence }) => sequence)).toEqual(['1', '2']);
  });
});

describe('the registry', () => {
  it('has no type that these tests did not write', () => {
    expect([...seen].sort()).toEqual(EVENT_TYPE_NAMES.toSorted());
  });
});

it('leaves nothing that the audit of the outbox reports', async () => {
  const found = await findViolations(domains.database);
  expect(Object.keys(found).filter((id) => id.startsWith('outbox.'))).toEqual([]);
});
