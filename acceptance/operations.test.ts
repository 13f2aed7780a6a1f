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

/** Places an order that waits for the customer to pay. */
async function placeUnpaidOrder(user = customer): Promise<{ order: Order; product: Product; ORDER_ID: string }> {
  const product = await createProduct(1);
  const { body: order } = await user.place([product], { payment_method: 'alipay', payment_token: undefined });
  return { order, product, ORDER_ID: order.id };
}

/** Polls until the output matches. */
async function waitFor(poll: () => Promise<string>, expected: RegExp): Promise<string> {
  for (;;) {
    const output = await poll();
    if (expected.test(output)) return output;
  }
}

describe('the documented commands', () => {
  it('find orders', async () => {
    const section = 'Find orders';
    const { ORDER_ID } = await placeUnpaidOrder();
    const found = new RegExp(`order-${ORDER_ID}`);
    // The visibility store lags behind the workflow.
    await waitFor(() => runCommand(section, 'temporal workflow list --query "UserId', { USER_ID: customer.id }), found);
    await waitFor(() => runCommand(section, "temporal workflow list --query 'PaymentMethod"), found);
    const other = await runCommand(section, 'temporal workflow list --query "UserId', { USER_ID: ORDER_ID });
    expect(other).not.toMatch(found);
    expect(await runCommand(section, 'temporal workflow count')).toMatch(/Total: \d+/);
  });

  it('show the state, summary and history of an order', async () => {
    const section = 'Inspect an order';
    const { ORDER_ID } = await placeUnpaidOrder();
    const state = await waitFor(
      () => runCommand(section, 'temporal workflow query', { ORDER_ID }),
      /awaiting_customer/,
    );
    expect(state).toMatch(/reserve stock/);
    expect(await runCommand(section, 'temporal workflow describe', { ORDER_ID })).toMatch(/1 product, .* by Alipay/);
    expect(await runCommand(section, 'temporal workflow show', { ORDER_ID })).toMatch(/ActivityTaskScheduled/);
  });

  it('cancel an order by signal, with a reason', async () => {
    const { order, product, ORDER_ID } = await placeUnpaidOrder();
    await runCommand('Cancel an order', 'temporal workflow signal', { ORDER_ID });
    expect(await customer.waitForStatus(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'the customer called',
    });
    await waitFor(async () => JSON.stringify(await getProduct(product.id)), /"available":1/);
  });

  it('cancel a workflow, which compensates the order and ends as cancelled', async () => {
    const { order, product, ORDER_ID } = await placeUnpaidOrder();
    await runCommand('Cancel an order', 'temporal workflow cancel', { ORDER_ID });
    expect(await customer.waitForStatus(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'workflow_cancelled',
    });
    await waitFor(() => runCommand('Inspect an order', 'temporal workflow describe', { ORDER_ID }), /CANCELED/i);
    expect(await getProduct(product.id)).toMatchObject({ available: 1 });
  });

  it('extend a reservation', async () => {
    const { order, ORDER_ID } = await placeUnpaidOrder();
    await runCommand('Extend a reservation', 'temporal workflow update execute', { ORDER_ID });
    const { body: extended } = await customer.request<Order>('GET', `/v1/orders/${ORDER_ID}`);
    const extensionMs = Date.parse(extended.reservation_expires_at) - Date.parse(order.reservation_expires_at);
    expect(extensionMs).toBe(600_000);
  });

  it('retry a stuck compensation', async () => {
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
    const stuck = await waitFor(describeRun, /ActivityId\s+\S+(.|\n)*Payment gateway error/);
    const ACTIVITY_ID = /ActivityId\s+(\S+)/.exec(stuck)?.[1] ?? '';
    for (;;) {
      const description = await describeRun();
      if (/COMPLETED/i.test(description)) break;
      // Resetting an activity fails while it runs and after it ends.
      await runCommand(section, 'temporal activity reset', { ORDER_ID, ACTIVITY_ID }).catch(() => undefined);
    }
    expect(await customer.waitForStatus(ORDER_ID, ['cancelled'])).toMatchObject({ payment: { status: 'refunded' } });
  });

  it('list the runs that need attention', async () => {
    // The command fails when the namespace lacks the search attribute.
    expect(await runCommand('Retry a parked compensation', 'temporal workflow list')).not.toMatch(/error/i);
  });

  it('list returns and disputes that are not decided', async () => {
    for (const section of ['Return items of an order', 'Handle a dispute']) {
      expect(await runCommand(section, 'temporal workflow list')).not.toMatch(/error/i);
    }
  });

  it('run reconciliation', async () => {
    const section = 'Reconcile orders';
    expect(await runCommand(section, 'npm run --silent reconcile')).toMatch(/orders examined/);
    await runCommand(section, 'temporal schedule trigger');
    expect(await runCommand(section, 'temporal schedule describe')).toMatch(/reconcil/);
    await runCommand(section, 'temporal workflow list');
  });

  it('reset a run, which repeats no change', async () => {
    const { order, product, ORDER_ID } = await placeUnpaidOrder();
    const state = () => runCommand('Inspect an order', 'temporal workflow query', { ORDER_ID });
    await waitFor(state, /awaiting_customer/);
    expect(await runCommand('Reset a workflow', 'temporal workflow reset', { ORDER_ID })).toMatch(/Resetting workflow/);
    await waitFor(state, /awaiting_customer/);
    expect(await getProduct(product.id)).toMatchObject({ available: 0 });
    await runCommand('Cancel an order', 'temporal workflow signal', { ORDER_ID });
    await customer.waitForStatus(order.id, ['cancelled']);
  });

  it('cancel many orders', async () => {
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

  it('replay a run', async () => {
    const { body: order } = await customer.place([await createProduct(1)], {}, { Prefer: 'wait=20' });
    expect(await runCommand('Replay a workflow', 'npm run', { ORDER_ID: order.id })).toMatch(/replays/);
  });
});
