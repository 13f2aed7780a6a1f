import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import type { OrderFactory } from '../load/order.js';
import { connectToTemporal, eventTypesOf } from '../temporal.js';
import type { Stack } from '../stack.js';
import type { Subject } from './subject.js';

/** The baseline must request the same events from Temporal as an order. @throws when their histories differ */
export async function assertSameHistoryShape(stack: Stack, subjects: readonly Subject[], newOrder: OrderFactory) {
  const baseline = subjects.find(({ name }) => name === 'baseline');
  const ours = subjects.find(({ name }) => name === 'ours-direct');
  if (!baseline || !ours) return;
  const temporal = await connectToTemporal(stack);
  try {
    const order = newOrder();
    await ours.place(order);
    await baseline.place(order);
    const orderEvents = await eventTypesOf(temporal.client, orderWorkflowId(order.orderId));
    const baselineEvents = await eventTypesOf(temporal.client, `baseline-${order.orderId}`);
    if (orderEvents.toSorted().join() === baselineEvents.toSorted().join()) return;
    throw new Error(
      `The history of the baseline differs from that of an order. Update bench/subjects/workflows/baseline.ts:\n` +
        `order: ${orderEvents.join(' ')}\nbaseline: ${baselineEvents.join(' ')}`,
    );
  } finally {
    await temporal.close();
  }
}
