import { orderWorkflowId } from '../../src/workflows/messages.js';
import type { NewOrder } from '../load/order.js';
import { connectTo, eventTypesOf } from '../temporal.js';
import type { Stack } from '../stack.js';
import type { Contender } from './contender.js';

/** The floor is one only while it asks of Temporal what an order asks. @throws when the two differ */
export async function refuseOtherShape(stack: Stack, contenders: readonly Contender[], newOrder: NewOrder) {
  const floor = contenders.find(({ name }) => name === 'floor');
  const ours = contenders.find(({ name }) => name === 'ours-direct');
  if (!floor || !ours) return;
  const temporal = await connectTo(stack);
  try {
    const order = newOrder();
    await ours.place(order);
    await floor.place(order);
    const ofOrder = await eventTypesOf(temporal.client, orderWorkflowId(order.orderId));
    const ofFloor = await eventTypesOf(temporal.client, `floor-${order.orderId}`);
    if (ofOrder.toSorted().join() === ofFloor.toSorted().join()) return;
    throw new Error(
      `the floor is no longer shaped like an order; make bench/contenders/workflows/floor.ts ask for what it asks for:\n` +
        `order: ${ofOrder.join(' ')}\nfloor: ${ofFloor.join(' ')}`,
    );
  } finally {
    await temporal.close();
  }
}
