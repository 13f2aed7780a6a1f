import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TransitionRefused } from '../../src/domains/orders/errors.js';
import { ORDER_STATUSES, ORDER_TRANSITIONS, type OrderStatus } from '../../src/domains/orders/order-status.js';
import type { NewOrder } from '../../src/domains/orders/orders.service.js';
import { startDomains, type Domains } from '../support/domains.js';
import { enter, newOrder } from '../support/orders.js';
import { failuresOf } from '../support/outcomes.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

/** How an order comes to each status. */
const PATHS: Record<OrderStatus, OrderStatus[]> = {
  pending: ['pending'],
  paid: ['pending', 'paid'],
  confirmed: ['pending', 'paid', 'confirmed'],
  cancelled: ['pending', 'cancelled'],
  failed: ['pending', 'failed'],
};

async function orderIn(status: OrderStatus): Promise<NewOrder> {
  const order = newOrder();
  for (const step of PATHS[status]) await enter(domains.orders, order, step);
  return order;
}

async function written({ orderId }: NewOrder) {
  return { order: await domains.reader.get(orderId), history: await domains.reader.history(orderId) };
}

const isAllowed = (from: OrderStatus, to: OrderStatus) =>
  (ORDER_TRANSITIONS[from] as readonly OrderStatus[]).includes(to);

const PAIRS = ORDER_STATUSES.flatMap((from) =>
  ORDER_STATUSES.filter((to) => to !== 'pending' && to !== from).map((to) => ({ from, to })),
);

describe.each(PAIRS.filter(({ from, to }) => isAllowed(from, to)))('from $from to $to', ({ from, to }) => {
  it('is one change: one version, one line of history', async () => {
    const order = await orderIn(from);
    const before = await written(order);
    await enter(domains.orders, order, to);
    const after = await written(order);
    const version = before.order.version + 1;
    expect(after.order).toMatchObject({ status: to, version });
    expect(after.history).toEqual([...before.history, expect.objectContaining({ version, from, to })]);
  });

  it('is one change by 20 identical calls at once', async () => {
    const order = await orderIn(from);
    const before = await written(order);
    await Promise.all(Array.from({ length: 20 }, () => enter(domains.orders, order, to)));
    const after = await written(order);
    expect(after.order).toMatchObject({ status: to, version: before.order.version + 1 });
    expect(after.history).toHaveLength(before.history.length + 1);
  });
});

it.each(PAIRS.filter(({ from, to }) => !isAllowed(from, to)))('from $from to $to is refused', async ({ from, to }) => {
  const order = await orderIn(from);
  const before = await written(order);
  const attempt = enter(domains.orders, order, to);
  await expect(attempt).rejects.toThrow(TransitionRefused);
  await expect(attempt).rejects.toMatchObject({ details: { order_id: order.orderId, from, to } });
  expect(await written(order)).toEqual(before);
});

it.each(ORDER_STATUSES)('%s again changes nothing', async (status) => {
  const order = await orderIn(status);
  const before = await written(order);
  await enter(domains.orders, order, status);
  expect(await written(order)).toEqual(before);
});

it('an end says why and by whom, in the order and in its history', async () => {
  const order = await orderIn('pending');
  await domains.orders.end(order, { status: 'cancelled', reason: 'changed my mind', actor: 'customer' });
  const { order: ended, history } = await written(order);
  expect(ended).toMatchObject({ status: 'cancelled', statusReason: 'changed my mind', deletedAt: null });
  expect(history.at(-1)).toMatchObject({ reason: 'changed my mind', actor: 'customer' });
});

it('a payment stays with its order, also after its cancellation', async () => {
  const order = await orderIn('pending');
  const paymentId = randomUUID();
  await domains.orders.markPaid(order.orderId, paymentId);
  for (const status of ['confirmed', 'cancelled'] as const) {
    await enter(domains.orders, order, status);
    expect(await domains.reader.get(order.orderId)).toMatchObject({ status, paymentId });
  }
});

it('paid and cancelled at once, 50 times: each order ends as its history says', async () => {
  const orders = await Promise.all(Array.from({ length: 50 }, () => orderIn('pending')));
  const failures = await failuresOf(
    orders.flatMap((order) => [enter(domains.orders, order, 'paid'), enter(domains.orders, order, 'cancelled')]),
  );
  expect(failures.filter((failure) => !(failure instanceof TransitionRefused))).toEqual([]);
  for (const order of orders) {
    const { order: ended, history } = await written(order);
    expect(ended.status).toBe('cancelled');
    expect([
      ['pending', 'cancelled'],
      ['pending', 'paid', 'cancelled'],
    ]).toContainEqual(history.map(({ to }) => to));
    expect(history.map(({ version }) => version)).toEqual(history.map((_, i) => i + 1));
    expect(history.map(({ from }) => from)).toEqual([null, ...history.map(({ to }) => to).slice(0, -1)]);
  }
});
