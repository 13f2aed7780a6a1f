import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Order, Product } from './client/index.ts';
import { temporal } from './support/run.ts';
import { look, stockUp, User } from './support/shop.ts';

let customer: User;
beforeAll(async () => {
  customer = await User.create();
});

/** An order whose payment takes five seconds. */
async function placeSlow(): Promise<{ order: Order; product: Product }> {
  const product = await stockUp(1);
  const { body: order } = await customer.place([product], { payment_token: 'tok_slow' });
  return { order, product };
}

describe('with the Temporal CLI an operator', () => {
  it('cancels a run: all is undone, and the run ends as cancelled', async () => {
    const { order, product } = await placeSlow();
    await temporal('workflow', 'cancel', '--workflow-id', order.workflow_id);
    expect(await customer.watch(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'workflow_cancelled',
    });
    // `result` waits for the end, and fails since the run was cancelled.
    await temporal('workflow', 'result', '--workflow-id', order.workflow_id).catch(() => undefined);
    const description = await temporal('workflow', 'describe', '--workflow-id', order.workflow_id, '--output', 'json');
    expect(description).toContain('WORKFLOW_EXECUTION_STATUS_CANCELED');
    expect(await look(product.id)).toMatchObject({ available: 1 });
  });

  it('signals cancelOrder: the order is cancelled for the reason given', async () => {
    const { order } = await placeSlow();
    const input = JSON.stringify({ reason: 'the customer called' });
    await temporal('workflow', 'signal', '--workflow-id', order.workflow_id, '--name', 'cancelOrder', '--input', input);
    expect(await customer.watch(order.id, ['cancelled', 'confirmed'])).toMatchObject({
      status: 'cancelled',
      status_reason: 'the customer called',
    });
  });

  it('queries what a run is doing', async () => {
    const { order } = await placeSlow();
    const state = await temporal('workflow', 'query', '--workflow-id', order.workflow_id, '--type', 'orderState');
    expect(state).toMatch(/paying/);
    await customer.watch(order.id, ['confirmed']);
  });

  it('extends a reservation', async () => {
    const { order } = await placeSlow();
    const input = JSON.stringify({ seconds: 600 });
    const args = ['--workflow-id', order.workflow_id, '--name', 'extendReservation', '--input', input];
    expect(await temporal('workflow', 'update', 'execute', ...args)).toMatch(/reservationExpiresAt/);
    await customer.watch(order.id, ['confirmed']);
  });

  it('finds orders by their search attributes', async () => {
    const { body: order } = await customer.place([await stockUp(1)], {}, { Prefer: 'wait=20' });
    const query = [
      `UserId = "${customer.id}"`,
      'PaymentMethod = "credit_card"',
      'OrderStatus = "confirmed"',
      `TotalAmount = ${order.total_amount}`,
    ].join(' AND ');
    // The server indexes a run a moment after it has changed.
    for (;;) {
      const found = await temporal('workflow', 'list', '--query', query, '--output', 'json');
      if (found.includes(order.workflow_id)) break;
    }
    expect(await temporal('workflow', 'list', '--query', `UserId = "${order.id}"`)).not.toContain(order.workflow_id);
  });
});
