import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TransitionRejected } from '../../src/domains/orders/errors.js';
import type { NewOrder, OrderStatus } from '../../src/contracts/orders.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { createOrderInStatus, newOrder, type StableStatus } from '../kit/orders.js';
import { collectFailures } from '../kit/collect-failures.js';

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
});
afterAll(() => domains.stop());

const STABLE_STATUSES = ['pending', 'confirmed', 'cancelled', 'failed'] as const satisfies readonly StableStatus[];

/** The statuses that an order takes between two stable ones. Other pairs have no path. */
const TRANSITIONS: Partial<Record<StableStatus, Partial<Record<StableStatus, OrderStatus[]>>>> = {
  pending: { confirmed: ['paid', 'confirmed'], cancelled: ['cancelled'], failed: ['failed'] },
  confirmed: { cancelled: ['cancelled'] },
};

async function orderIn(status: StableStatus): Promise<NewOrder> {
  const order = newOrder();
  await createOrderInStatus(domains.orders, order, 'pending');
  if (status !== 'pending') await createOrderInStatus(domains.orders, order, status);
  return order;
}

async function readOrder({ orderId }: NewOrder) {
  return { order: await domains.reader.get(orderId), history: await domains.reader.history(orderId) };
}

const PAIRS = STABLE_STATUSES.flatMap((from) =>
  STABLE_STATUSES.filter((to) => to !== 'pending' && to !== from).map((to) => ({
    from,
    to,
    path: TRANSITIONS[from]?.[to] ?? [],
  })),
);

describe.each(PAIRS.filter(({ path }) => path.length > 0))('from $from to $to', ({ from, to, path }) => {
  it('increments the version and records history for each status', async () => {
    const order = await orderIn(from);
    const before = await readOrder(order);
    await createOrderInStatus(domains.orders, order, to);
    const after = await readOrder(order);
    expect(after.order).toMatchObject({ status: to, version: before.order.version + path.length });
    expect(after.history.slice(0, before.history.length)).toEqual(before.history);
    expect(after.history.slice(before.history.length)).toMatchObject(
      path.map((status, i) => ({ version: before.order.version + i + 1, from: path[i - 1] ?? from, to: status })),
    );
  });

  it('applies once with 20 concurrent identical calls', async () => {
    const order = await orderIn(from);
    const before = await readOrder(order);
    await Promise.all(Array.from({ length: 20 }, () => createOrderInStatus(domains.orders, order, to)));
    const after = await readOrder(order);
    expect(after.order).toMatchObject({ status: to, version: before.order.version + path.length });
    expect(after.history).toHaveLength(before.history.length + path.length);
  });
});

const hasEnded = (status: string) => status === 'cancelled' || status === 'failed';

it.each(PAIRS.filter(({ from, to }) => from !== to && hasEnded(from) && hasEnded(to)))(
  'leaves a $from order as it is when it is to become $to',
  async ({ from, to }) => {
    const order = await orderIn(from);
    const before = await readOrder(order);
    await createOrderInStatus(domains.orders, order, to);
    expect(await readOrder(order)).toEqual(before);
  },
);

it.each(PAIRS.filter(({ from, to, path }) => path.length === 0 && !(hasEnded(from) && hasEnded(to))))(
  'rejects the transition from $from to $to',
  async ({ from, to }) => {
    const order = await orderIn(from);
    const before = await readOrder(order);
    const attempt = createOrderInStatus(domains.orders, order, to);
    await expect(attempt).rejects.toThrow(TransitionRejected);
    await expect(attempt).rejects.toMatchObject({ details: { order_id: order.orderId, from, to } });
    expect(await readOrder(order)).toEqual(before);
  },
);

it.each(STABLE_STATUSES)('changes nothing when %s is repeated', async (status) => {
  const order = await orderIn(status);
  const before = await readOrder(order);
  await createOrderInStatus(domains.orders, order, status);
  expect(await readOrder(order)).toEqual(before);
});

it('records the reason and the actor in the order and its history', async () => {
  const order = await orderIn('pending');
  await domains.orders.terminate(order, { status: 'cancelled', reason: 'changed my mind', actor: 'customer' });
  const { order: ended, history } = await readOrder(order);
  expect(ended).toMatchObject({ status: 'cancelled', statusReason: 'changed my mind', deletedAt: null });
  expect(history.at(-1)).toMatchObject({ reason: 'changed my mind', actor: 'customer' });
});

it('keeps the payment id after a cancellation', async () => {
  const order = await orderIn('pending');
  const paymentId = randomUUID();
  await domains.orders.confirm(order.orderId, paymentId);
  expect(await domains.reader.get(order.orderId)).toMatchObject({ status: 'confirmed', paymentId });
  await createOrderInStatus(domains.orders, order, 'cancelled');
  expect(await domains.reader.get(order.orderId)).toMatchObject({ status: 'cancelled', paymentId });
});

it.each([
  ['pending', ['pending', 'paid', 'cancelled']],
  ['confirmed', ['pending', 'paid', 'confirmed', 'cancelled']],
] as const)('records the status paid in the history when a paid order is cancelled while %s', async (status, path) => {
  const order = await orderIn(status);
  const paymentId = randomUUID();
  await domains.orders.terminate(order, { status: 'cancelled', reason: null, actor: 'system' }, paymentId);
  const { order: ended, history } = await readOrder(order);
  expect(ended).toMatchObject({ status: 'cancelled', paymentId, version: path.length });
  expect(history.map(({ to }) => to)).toEqual(path);
});

it('keeps the status and history of 50 orders consistent when confirmed and cancelled concurrently', async () => {
  const orders = await Promise.all(Array.from({ length: 50 }, () => orderIn('pending')));
  const failures = await collectFailures(
    orders.flatMap((order) => [
      createOrderInStatus(domains.orders, order, 'confirmed'),
      createOrderInStatus(domains.orders, order, 'cancelled'),
    ]),
  );
  expect(failures.filter((failure) => !(failure instanceof TransitionRejected))).toEqual([]);
  for (const order of orders) {
    const { order: ended, history } = await readOrder(order);
    expect(ended.status).toBe('cancelled');
    expect([
      ['pending', 'cancelled'],
      ['pending', 'paid', 'confirmed', 'cancelled'],
    ]).toContainEqual(history.map(({ to }) => to));
    expect(history.map(({ version }) => version)).toEqual(history.map((_, i) => i + 1));
    expect(history.map(({ from }) => from)).toEqual([null, ...history.map(({ to }) => to).slice(0, -1)]);
  }
});
