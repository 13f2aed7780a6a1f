import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, Product } from './client/index.ts';
import { COMMANDS, run, RUN } from './support/operations.ts';
import { look, stockUp, User } from './support/shop.ts';

let customer: User;
beforeAll(async () => {
  customer = await User.create();
});
afterAll(() => {
  expect([...COMMANDS.values()].flat().filter((command) => !RUN.has(command))).toEqual([]);
});

/** An order that waits for its customer. */
async function placeWaiting(by = customer): Promise<{ order: Order; product: Product; ORDER_ID: string }> {
  const product = await stockUp(1);
  const { body: order } = await by.place([product], { payment_method: 'alipay', payment_token: undefined });
  return { order, product, ORDER_ID: order.id };
}

/** Asks until the answer is as wanted. */
async function until(ask: () => Promise<string>, wanted: RegExp): Promise<string> {
  for (;;) {
    const answer = await ask();
    if (wanted.test(answer)) return answer;
  }
}

describe('an operator', () => {
  it('finds orders', async () => {
    const section = 'Find orders';
    const { ORDER_ID } = await placeWaiting();
    const found = new RegExp(`order-${ORDER_ID}`);
    // The server indexes a run a moment after it has changed.
    await until(() => run(section, 'temporal workflow list --query "UserId', { USER_ID: customer.id }), found);
    await until(() => run(section, "temporal workflow list --query 'PaymentMethod"), found);
    const other = await run(section, 'temporal workflow list --query "UserId', { USER_ID: ORDER_ID });
    expect(other).not.toMatch(found);
    expect(await run(section, 'temporal workflow count')).toMatch(/Total: \d+/);
  });

  it('inspects an order, which reads like a story', async () => {
    const section = 'Inspect an order';
    const { ORDER_ID } = await placeWaiting();
    const state = await until(() => run(section, 'temporal workflow query', { ORDER_ID }), /awaiting_customer/);
    expect(state).toMatch(/reserve stock/);
    expect(await run(section, 'temporal workflow describe', { ORDER_ID })).toMatch(/1 product by alipay/);
    expect(await run(section, 'temporal workflow show', { ORDER_ID })).toMatch(/ActivityTaskScheduled/);
  });

  it('calls an order off by its signal, for a reason', async () => {
    const { order, product, ORDER_ID } = await placeWaiting();
    await run('Call an order off', 'temporal workflow signal', { ORDER_ID });
    expect(await customer.watch(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'the customer called',
    });
    await until(async () => JSON.stringify(await look(product.id)), /"available":1/);
  });

  it('cancels a run: all is undone, and the run ends as cancelled', async () => {
    const { order, product, ORDER_ID } = await placeWaiting();
    await run('Call an order off', 'temporal workflow cancel', { ORDER_ID });
    expect(await customer.watch(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'workflow_cancelled',
    });
    await until(() => run('Inspect an order', 'temporal workflow describe', { ORDER_ID }), /CANCELED/i);
    expect(await look(product.id)).toMatchObject({ available: 1 });
  });

  it('holds the stock longer', async () => {
    const { order, ORDER_ID } = await placeWaiting();
    await run('Hold the stock longer', 'temporal workflow update execute', { ORDER_ID });
    const { body: held } = await customer.request<Order>('GET', `/v1/orders/${ORDER_ID}`);
    const later = Date.parse(held.reservation_expires_at) - Date.parse(order.reservation_expires_at);
    expect(later).toBe(600_000);
  });

  it('has a stuck compensation tried again', async () => {
    const section = 'A compensation or a step is stuck';
    const product = await stockUp(1);
    const { body: order } = await customer.place(
      [product],
      { payment_token: 'tok_refund_flaky' },
      { Prefer: 'wait=20' },
    );
    const ORDER_ID = order.id;
    await customer.request('POST', `/v1/orders/${ORDER_ID}/cancel`, {});
    await until(() => run(section, "temporal workflow list --query 'WorkflowType"), new RegExp(`cancel-${ORDER_ID}`));
    await run(section, "temporal workflow list --query 'OrderStatus");
    const describeRun = () => run(section, 'temporal workflow describe', { ORDER_ID });
    const stuck = await until(describeRun, /ActivityId\s+\S+(.|\n)*payment gateway error/);
    const ACTIVITY_ID = /ActivityId\s+(\S+)/.exec(stuck)?.[1] ?? '';
    for (;;) {
      const description = await describeRun();
      if (/COMPLETED/i.test(description)) break;
      // One that is running at this moment, or has just ended, cannot be reset.
      await run(section, 'temporal activity reset', { ORDER_ID, ACTIVITY_ID }).catch(() => undefined);
    }
    expect(await customer.watch(ORDER_ID, ['cancelled'])).toMatchObject({ payment: { status: 'refunded' } });
  });

  it('sees to what was left behind', async () => {
    const section = 'What was left behind';
    await run(section, 'temporal schedule trigger');
    expect(await run(section, 'temporal schedule describe')).toMatch(/reconcil/);
    await run(section, 'temporal workflow list');
  });

  it('resets a run, which goes on and changes nothing twice', async () => {
    const { order, product, ORDER_ID } = await placeWaiting();
    const state = () => run('Inspect an order', 'temporal workflow query', { ORDER_ID });
    await until(state, /awaiting_customer/);
    expect(await run('Reset a run', 'temporal workflow reset', { ORDER_ID })).toMatch(/Resetting workflow/);
    await until(state, /awaiting_customer/);
    expect(await look(product.id)).toMatchObject({ available: 0 });
    await run('Call an order off', 'temporal workflow signal', { ORDER_ID });
    await customer.watch(order.id, ['cancelled']);
  });

  it('calls many orders off at once', async () => {
    const section = 'Call many orders off';
    const user = await User.create();
    const orders = [await placeWaiting(user), await placeWaiting(user), await placeWaiting(user)];
    for (const { ORDER_ID } of orders) {
      const list = () => run('Find orders', 'temporal workflow list --query "UserId', { USER_ID: user.id });
      await until(list, new RegExp(ORDER_ID));
    }
    await run(section, 'temporal workflow cancel', { USER_ID: user.id });
    for (const { ORDER_ID } of orders) await user.watch(ORDER_ID, ['cancelled']);
    expect(await run(section, 'temporal batch list')).toMatch(/a recall|Completed|Running/i);
  });

  it('replays a run', async () => {
    const { body: order } = await customer.place([await stockUp(1)], {}, { Prefer: 'wait=20' });
    expect(await run('Replay a run', 'npm run', { ORDER_ID: order.id })).toMatch(/replays/);
  });
});
