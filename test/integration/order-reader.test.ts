import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrderNotFound } from '../../src/domains/orders/errors.js';
import type { OrderFilter } from '../../src/domains/orders/order-filter.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { createOrderInStatus, newOrder } from '../kit/orders.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());
beforeEach(() => domains.database.query('TRUNCATE orders.orders CASCADE'));

async function orderOf(userId: string, createdAt = '2030-01-01T00:00:00.000Z'): Promise<string> {
  const order = newOrder({ userId });
  await domains.orders.create(order);
  await domains.database.query('UPDATE orders.orders SET created_at = $2 WHERE id = $1', [order.orderId, createdAt]);
  return order.orderId;
}

async function listIds(filter: Partial<OrderFilter> = {}): Promise<string[]> {
  return (await domains.reader.list({ limit: 100, ...filter })).map(({ id }) => id);
}

/** Reads all orders of a filter in pages of the given size. */
async function listAllPages(limit: number, filter: Partial<OrderFilter> = {}): Promise<string[]> {
  const seen: string[] = [];
  for (let after: OrderFilter['after']; ;) {
    const page = await domains.reader.list({ ...filter, limit, ...(after && { after }) });
    expect(page.length).toBeLessThanOrEqual(limit);
    const last = page.at(-1);
    if (!last) return seen;
    seen.push(...page.map(({ id }) => id));
    after = { createdAt: last.createdAt.toISOString(), id: last.id };
  }
}

describe('the list of orders', () => {
  it('is empty without orders', async () => {
    expect(await listIds()).toEqual([]);
  });

  it('returns the newest orders first, with their items in order', async () => {
    const user = randomUUID();
    const [old, young] = [await orderOf(user, '2030-01-01T00:00:00Z'), await orderOf(user, '2030-01-02T00:00:00Z')];
    const orders = await domains.reader.list({ limit: 10 });
    expect(orders).toMatchObject([{ id: young }, { id: old }]);
    expect(orders.map(({ items }) => items.map(({ position, sku }) => [position, sku]))).toEqual(
      [0, 1].map(() => [
        [1, 'CUP'],
        [2, 'POT'],
      ]),
    );
  });

  it('filters by user', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const order = await orderOf(mine);
    await orderOf(theirs);
    expect(await listIds({ userId: mine })).toEqual([order]);
    expect(await listIds({ userId: randomUUID() })).toEqual([]);
  });

  it('filters by status', async () => {
    const [pending, cancelled] = [newOrder(), newOrder()];
    for (const order of [pending, cancelled]) await domains.orders.create(order);
    await createOrderInStatus(domains.orders, cancelled, 'cancelled');
    expect(await listIds({ status: 'pending' })).toEqual([pending.orderId]);
    expect(await listIds({ status: 'cancelled' })).toEqual([cancelled.orderId]);
    expect(await listIds({ status: 'failed' })).toEqual([]);
  });

  it('treats the times of a filter as exclusive', async () => {
    const user = randomUUID();
    const times = ['2030-01-01T00:00:00.000Z', '2030-01-01T00:00:00.001Z', '2030-01-01T00:00:00.002Z'] as const;
    const [, middle] = [await orderOf(user, times[0]), await orderOf(user, times[1]), await orderOf(user, times[2])];
    expect(await listIds({ createdAfter: times[0], createdBefore: times[2] })).toEqual([middle]);
  });

  it('filters by method, currency and total, whose bounds are inclusive', async () => {
    const [small, large, yen] = [
      newOrder({ totalAmount: 100, paymentMethod: 'alipay' }),
      newOrder({ totalAmount: 300, paymentMethod: 'wechat' }),
      newOrder({ totalAmount: 200, currency: 'JPY' }),
    ];
    for (const order of [small, large, yen]) await domains.orders.create(order);
    expect(await listIds({ method: 'alipay' })).toEqual([small.orderId]);
    expect(await listIds({ minTotal: 300 })).toEqual([large.orderId]);
    expect(await listIds({ maxTotal: 100 })).toEqual([small.orderId]);
    expect(await listIds({ currency: 'JPY', minTotal: 100, maxTotal: 300 })).toEqual([yen.orderId]);
  });

  it.each<[what: string, textOf: (order: { orderId: string; userId: string }) => string]>([
    ['its id', ({ orderId }) => orderId],
    ['its id in upper case', ({ orderId }) => orderId.toUpperCase()],
    ['the first characters of its id', ({ orderId }) => orderId.slice(0, 12)],
    ['its customer', ({ userId }) => userId],
    ['the first characters of its customer', ({ userId }) => userId.slice(0, 8)],
    ['a SKU in any case', () => 'spoon-1'],
    ['a SKU that looks like the beginning of an id', () => 'CAFE'],
  ])('finds an order by %s', async (_what, textOf) => {
    const items = ['SPOON-1', 'cafe'].map((sku) => {
      return { productId: randomUUID(), sku, name: sku, price: 1, quantity: 1, subtotal: 1 };
    });
    const [wanted, other] = [newOrder({ items }), newOrder()];
    for (const order of [wanted, other]) await domains.orders.create(order);
    expect(await listIds({ text: textOf(wanted) })).toEqual([wanted.orderId]);
    expect(await listIds({ text: textOf(wanted), status: 'failed' })).toEqual([]);
  });

  it.each(['SPOON-2', 'abc', '0000', '%', "'; DROP TABLE orders.orders"])('finds nothing by %s', async (text) => {
    await orderOf('11111111-1111-4111-8111-111111111111');
    expect(await listIds({ text })).toEqual([]);
  });

  it('combines all filters', async () => {
    const user = randomUUID();
    const wanted = await orderOf(user, '2030-01-02T00:00:00Z');
    await orderOf(user, '2030-01-01T00:00:00Z');
    await orderOf(randomUUID(), '2030-01-02T00:00:00Z');
    const filter = { userId: user, status: 'pending', createdAfter: '2030-01-01T00:00:00Z' } as const;
    expect(await listIds(filter)).toEqual([wanted]);
  });

  it('skips tombstones without shortening a page', async () => {
    const userId = randomUUID();
    const order = await orderOf(userId, '2020-01-01T00:00:00Z');
    await createOrderInStatus(domains.orders, newOrder({ userId }), 'cancelled');
    expect(await listIds({ userId, limit: 1 })).toEqual([order]);
    expect(await listIds({ userId, status: 'cancelled' })).toEqual([]);
  });

  it.each([1, 3, 12, 13])('returns each order of the same instant once, in pages of %i', async (limit) => {
    const user = randomUUID();
    const made = await Promise.all(Array.from({ length: 12 }, () => orderOf(user)));
    expect(await listAllPages(limit)).toEqual(made.toSorted().reverse());
  });

  it('pages within a filter and is not shifted by a new order', async () => {
    const user = randomUUID();
    for (const day of ['01', '02', '03']) await orderOf(user, `2030-01-${day}T00:00:00Z`);
    const [second, first] = [await orderOf(user, '2030-01-04T00:00:00Z'), await orderOf(user, '2030-01-05T00:00:00Z')];
    await orderOf(randomUUID(), '2030-01-04T12:00:00Z');
    expect(await listIds({ userId: user, limit: 1 })).toEqual([first]);
    await orderOf(user, '2030-01-09T00:00:00Z');
    const after = { createdAt: '2030-01-05T00:00:00.000Z', id: first };
    expect(await listIds({ userId: user, limit: 1, after })).toEqual([second]);
    expect(await listAllPages(2, { userId: user })).toHaveLength(6);
  });

  it('pages by the times that it returns', async () => {
    const orders = Array.from({ length: 5 }, () => newOrder());
    await Promise.all(orders.map((order) => domains.orders.create(order)));
    expect((await listAllPages(1)).toSorted()).toEqual(orders.map(({ orderId }) => orderId).toSorted());
  });
});

it('returns the same order from find and list', async () => {
  const id = await orderOf(randomUUID());
  const [listed] = await domains.reader.list({ limit: 1 });
  expect(listed?.items).toHaveLength(2);
  // Only `find` tells whether the order is archived.
  expect(await domains.reader.find(id)).toStrictEqual(Object.assign(listed ?? {}, { archived: false }));
});

it('returns null from find and throws from get for an unknown order', async () => {
  const id = randomUUID();
  expect(await domains.reader.find(id)).toBeNull();
  await expect(domains.reader.get(id)).rejects.toThrow(OrderNotFound);
  expect(await domains.reader.history(id)).toEqual([]);
});
