import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderClosed, OrderNotFound, TransitionRejected } from '../../src/domains/orders/errors.js';
import type { Termination } from '../../src/contracts/orders.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { readStatusHistory } from '../kit/observe.js';
import { createOrderInStatus, newOrder } from '../kit/orders.js';
import { collectFailures } from '../kit/collect-failures.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

const CANCELLED: Termination = { status: 'cancelled', reason: 'changed my mind', actor: 'customer' };

describe('create', () => {
  it('creates a pending order with its items in order', async () => {
    const order = newOrder({ requestFingerprint: 'sha256' });
    await domains.orders.create(order);
    expect(await domains.reader.get(order.orderId)).toMatchObject({
      id: order.orderId,
      userId: order.userId,
      status: 'pending',
      statusReason: null,
      totalAmount: 2_549,
      currency: 'USD',
      paymentId: null,
      paymentMethod: 'credit_card',
      requestFingerprint: 'sha256',
      reservationExpiresAt: new Date(order.reservationExpiresAt),
      version: 1,
      deletedAt: null,
      items: order.items.map((item, i) => ({ ...item, position: i + 1 })),
    });
    expect(await domains.reader.history(order.orderId)).toMatchObject([
      { version: 1, from: null, to: 'pending', actor: 'customer' },
    ]);
  });

  it('creates one order from 20 concurrent calls', async () => {
    const order = newOrder();
    await Promise.all(Array.from({ length: 20 }, () => domains.orders.create(order)));
    expect(await domains.reader.get(order.orderId)).toMatchObject({ version: 1, items: [{}, {}] });
    expect(await readStatusHistory(domains.database, order.orderId)).toEqual(['pending']);
  });

  it('does not change an order that has progressed', async () => {
    const order = newOrder();
    await domains.orders.create(order);
    await domains.orders.confirm(order.orderId, randomUUID());
    await domains.orders.create({ ...order, totalAmount: 1 });
    expect(await domains.reader.get(order.orderId)).toMatchObject({
      status: 'confirmed',
      version: 3,
      totalAmount: 2_549,
    });
  });

  it('rejects a cancelled order and does not change it', async () => {
    const order = newOrder();
    await domains.orders.create(order);
    await domains.orders.terminate(order, CANCELLED);
    await expect(domains.orders.create(order)).rejects.toThrow(OrderClosed);
    expect(await domains.reader.get(order.orderId)).toMatchObject({ status: 'cancelled', version: 2 });
    expect(await readStatusHistory(domains.database, order.orderId)).toEqual(['pending', 'cancelled']);
  });
});

describe('an order terminated before it was created', () => {
  it.each(['cancelled', 'failed'] as const)('leaves a hidden tombstone: %s', async (status) => {
    const order = newOrder();
    await domains.orders.terminate(order, { ...CANCELLED, status });
    const [row] = await domains.database.query('SELECT * FROM orders.orders WHERE id = $1', [order.orderId]);
    expect(row).toMatchObject({ status: 'cancelled', version: 1, deleted_at: expect.any(Date) as Date });
    expect(await domains.reader.find(order.orderId)).toBeNull();
    expect(await readStatusHistory(domains.database, order.orderId)).toEqual([]);
  });

  it('rejects a late create and writes nothing', async () => {
    const order = newOrder();
    await domains.orders.terminate(order, CANCELLED);
    await expect(domains.orders.create(order)).rejects.toThrow(OrderClosed);
    expect(await domains.reader.find(order.orderId)).toBeNull();
    const items = await domains.database.query('SELECT FROM orders.order_items WHERE order_id = $1', [order.orderId]);
    expect(items).toHaveLength(0);
    expect(await readStatusHistory(domains.database, order.orderId)).toEqual([]);
  });

  it('can be terminated again', async () => {
    const order = newOrder();
    await domains.orders.terminate(order, CANCELLED);
    await domains.orders.terminate(order, CANCELLED);
    await domains.orders.terminate(order, { ...CANCELLED, status: 'failed' });
    const [row] = await domains.database.query('SELECT version FROM orders.orders WHERE id = $1', [order.orderId]);
    expect(row).toEqual({ version: 1 });
  });

  it('rejects a confirmation', async () => {
    const order = newOrder();
    await domains.orders.terminate(order, CANCELLED);
    await expect(createOrderInStatus(domains.orders, order, 'confirmed')).rejects.toThrow(TransitionRejected);
  });
});

it('rejects the confirmation of an unknown order', async () => {
  await expect(domains.orders.confirm(randomUUID(), randomUUID())).rejects.toThrow(OrderNotFound);
});

it('leaves no live order when 100 orders are created and terminated concurrently', async () => {
  const orders = Array.from({ length: 100 }, () => newOrder());
  const attempts = orders.flatMap((order, i) => {
    const both = [() => domains.orders.create(order), () => domains.orders.terminate(order, CANCELLED)];
    return i % 2 === 0 ? both : both.reverse();
  });
  const failures = await collectFailures(attempts.map((attempt) => attempt()));
  expect(failures.filter((failure) => !(failure instanceof OrderClosed))).toEqual([]);

  const rows = await domains.database.query(
    `SELECT o.id, status FROM orders.orders o WHERE id = ANY ($1) AND status <> 'cancelled'`,
    [orders.map((order) => order.orderId)],
  );
  expect(rows).toEqual([]);
  const partialOrders = await domains.database.query(
    `SELECT o.id FROM orders.orders o LEFT JOIN orders.order_items i ON i.order_id = o.id WHERE o.id = ANY ($1)
     GROUP BY o.id HAVING (o.deleted_at IS NULL) <> (count(i.id) = 2)`,
    [orders.map((order) => order.orderId)],
  );
  expect(partialOrders).toEqual([]);
});

describe('extendReservation', () => {
  const later = '2030-01-01T00:30:00.000Z';

  it('moves the expiry of a pending order to a later time and increments the version', async () => {
    const order = newOrder();
    await domains.orders.create(order);
    await domains.orders.extendReservation(order.orderId, later);
    await domains.orders.extendReservation(order.orderId, later);
    expect(await domains.reader.get(order.orderId)).toMatchObject({
      reservationExpiresAt: new Date(later),
      version: 2,
    });
  });

  it('never moves the expiry to an earlier time', async () => {
    const order = newOrder({ reservationExpiresAt: later });
    await domains.orders.create(order);
    await domains.orders.extendReservation(order.orderId, '2030-01-01T00:29:59.999Z');
    expect(await domains.reader.get(order.orderId)).toMatchObject({
      reservationExpiresAt: new Date(later),
      version: 1,
    });
  });

  it.each(['confirmed', 'cancelled', 'failed'] as const)('does not change a %s order', async (status) => {
    const order = newOrder();
    await domains.orders.create(order);
    await createOrderInStatus(domains.orders, order, status);
    const before = await domains.reader.get(order.orderId);
    await domains.orders.extendReservation(order.orderId, later);
    expect(await domains.reader.get(order.orderId)).toEqual(before);
  });
});
