import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloudEventSchema } from '../../../src/events/cloud-event.js';
import { EventFeed } from '../../../src/events/feed.js';
import { startDomains, type Domains } from '../../kit/domains.js';

let domains: Domains;
let feed: EventFeed;

beforeAll(async () => {
  domains = await startDomains();
  feed = new EventFeed(domains.source);
});
afterAll(() => domains.stop());

it('writes', async () => {
  const productId = await domains.addStock(3);
  const orderId = randomUUID();
  const userId = randomUUID();
  const expiresAt = new Date(Date.now() + 900_000).toISOString();
  await domains.reservations.reserve({ orderId, lines: [{ productId, quantity: 3 }], expiresAt });
  await domains.orders.create({
    orderId,
    userId,
    totalAmount: 300,
    currency: 'USD',
    paymentMethod: 'paypal',
    requestFingerprint: null,
    reservationExpiresAt: expiresAt,
    items: [{ productId, sku: 'A', name: 'A', price: 100, quantity: 3, subtotal: 300 }],
  } as never);
  await domains.orders.confirm(orderId, randomUUID());
  const { events, caughtUp, cursor } = await feed.read({ limit: 100 });
  console.log(JSON.stringify(events, null, 1), caughtUp, cursor);
  for (const { event } of events) cloudEventSchema(event.type).parse(event);
  expect(events.map(({ event }) => event.type)).toEqual(['inventory.out', 'order.created', 'order.paid', 'order.confirmed']);
});
