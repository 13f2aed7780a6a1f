import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, Product } from '../packages/client/src/index.ts';
import { COMMANDS, runCommand, EXECUTED_COMMANDS } from './support/documented-commands.ts';
import { getProduct, createProduct, User } from './support/api-user.ts';

let customer: User;
beforeAll(async () => {
  customer = await User.create();
});
afterAll(() => {
  expect([...COMMANDS.values()].flat().filter((command) => !EXECUTED_COMMANDS.has(command))).toEqual([]);
});

/** An order that waits for its customer. */
async function placeUnpaidOrder(by = customer): Promise<{ order: Order; product: Product; ORDER_ID: string }> {
  const product = await createProduct(1);
  const { body: order } = await by.place([product], { payment_method: 'alipay', payment_token: undefined });
  return { order, product, ORDER_ID: order.id };
}

/** Asks until the answer is as wanted. */
async function waitFor(poll: () => Promise<string>, expected: RegExp): Promise<string> {
  for (;;) {
    const answer = await poll();
    if (expected.test(answer)) return answer;
  }
}

describe('an operator', () => {
  it('finds orders', async () => {
    const section = 'Find orders';
    const { ORDER_ID } = await placeUnpaidOrder();
    const found = new RegExp(`order-${ORDER_ID}`);
    // The server indexes a run a moment after it has changed.
    await waitFor(() => runCommand(section, 'temporal workflow list --query "UserId', { USER_ID: customer.id }), found);
    await waitFor(() => runCommand(section, "temporal workflow list --query 'PaymentMethod"), found);
    const other = await runCommand(section, 'temporal workflow list --query "UserId', { USER_ID: ORDER_ID });
    expect(other).not.toMatch(found);
    expect(await runCommand(section, 'temporal workflow count')).toMatch(/Total: \d+/);
  });

  it('inspects an order, which reads like a story', async () => {
    const section = 'Inspect an order';
    const { ORDER_ID } = await placeUnpaidOrder();
    const state = await waitFor(
      () => runCommand(section, 'temporal workflow query', { ORDER_ID }),
      /awaiting_customer/,
    );
    expect(state).toMatch(/reserve stock/);
    expect(await runCommand(section, 'temporal workflow describe', { ORDER_ID })).toMatch(/1 product by alipay/);
    expect(await runCommand(section, 'temporal workflow show', { ORDER_ID })).toMatch(/ActivityTaskScheduled/);
  });

  it('calls an order off by its signal, for a reason', async () => {
    const { order, product, ORDER_ID } = await placeUnpaidOrder();
    await runCommand('Cancel an order', 'temporal workflow signal', { ORDER_ID });
    expect(await customer.waitForStatus(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'the customer called',
    });
    await waitFor(async () => JSON.stringify(await getProduct(product.id)), /"available":1/);
  });

  it('cancels a run: all is undone, and the run ends as cancelled', async () => {
    const { order, product, ORDER_ID } = await placeUnpaidOrder();
    await runCommand('Cancel an order', 'temporal workflow cancel', { ORDER_ID });
    expect(await customer.waitForStatus(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'workflow_cancelled',
    });
    await waitFor(() => runCommand('Inspect an order', 'temporal workflow describe', { ORDER_ID }), /CANCELED/i);
    expect(await getProduct(product.id)).toMatchObject({ available: 1 });
  });

  it('holds the stock longer', async () => {
    const { order, ORDER_ID } = await placeUnpaidOrder();
    await runCommand('Extend a reservation', 'temporal workflow update execute', { ORDER_ID });
    const { body: held } = await customer.request<Order>('GET', `/v1/orders/${ORDER_ID}`);
    const later = Date.parse(held.reservation_expires_at) - Date.parse(order.reservation_expires_at);
    expect(later).toBe(600_000);
  });

  it('has a stuck compensation tried again', async () => {
    const section = 'Retry a stuck step or compensation';
    const product = await createProduct(1);
    const { body: order } = await customer.place(
      [product],
      { payment_token: 'tok_refund_flaky' },
      { Prefer: 'wait=20' },
    );
    const ORDER_ID = order.id;
    await customer.request('POST', `/v1/orders/${ORDER_ID}/cancel`, {});
    await waitFor(
      () => runCommand(section, "temporal workflow list --query 'WorkflowType"),
      new RegExp(`cancel-${ORDER_ID}`),
    );
    await runCommand(section, "temporal workflow list --query 'OrderStatus");
    const describeRun = () => runCommand(section, 'temporal workflow describe', { ORDER_ID });
    const stuck = await waitFor(describeRun, /ActivityId\s+\S+(.|\n)*payment gateway error/);
    const ACTIVITY_ID = /ActivityId\s+(\S+)/.exec(stuck)?.[1] ?? '';
    for (;;) {
      const description = await describeRun();
      if (/COMPLETED/i.test(description)) break;
      // One that is running at this moment, or has just ended, cannot be reset.
      await runCommand(section, 'temporal activity reset', { ORDER_ID, ACTIVITY_ID }).catch(() => undefined);
    }
    expect(await customer.waitForStatus(ORDER_ID, ['cancelled'])).toMatchObject({ payment: { status: 'refunded' } });
  });

  it('sees to what was left behind', async () => {
    const section = 'Reconcile orders';
    await runCommand(section, 'temporal schedule trigger');
    expect(await runCommand(section, 'temporal schedule describe')).toMatch(/reconcil/);
    await runCommand(section, 'temporal workflow list');
  });

  it('resets a run, which goes on and changes nothing twice', async () => {
    const { order, product, ORDER_ID } = await placeUnpaidOrder();
    const state = () => runCommand('Inspect an order', 'temporal workflow query', { ORDER_ID });
    await waitFor(state, /awaiting_customer/);
    expect(await runCommand('Reset a workflow', 'temporal workflow reset', { ORDER_ID })).toMatch(/Resetting workflow/);
    await waitFor(state, /awaiting_customer/);
    expect(await getProduct(product.id)).toMatchObject({ available: 0 });
    await runCommand('Cancel an order', 'temporal workflow signal', { ORDER_ID });
    await customer.waitForStatus(order.id, ['cancelled']);
  });

  it('calls many orders off at once', async () => {
    const section = 'Cancel many orders';
    const user = await User.create();
    const orders = [await placeUnpaidOrder(user), await placeUnpaidOrder(user), await placeUnpaidOrder(user)];
    for (const { ORDER_ID } of orders) {
      const list = () => runCommand('Find orders', 'temporal workflow list --query "UserId', { USER_ID: user.id });
      await waitFor(list, new RegExp(ORDER_ID));
    }
    await runCommand(section, 'temporal workflow cancel', { USER_ID: user.id });
    for (const { ORDER_ID } of orders) await user.waitForStatus(ORDER_ID, ['cancelled']);
    expect(await runCommand(section, 'temporal batch list')).toMatch(/a recall|Completed|Running/i);
  });

  it('replays a run', async () => {
    const { body: order } = await customer.place([await createProduct(1)], {}, { Prefer: 'wait=20' });
    expect(await runCommand('Replay a workflow', 'npm run', { ORDER_ID: order.id })).toMatch(/replays/);
  });
});
