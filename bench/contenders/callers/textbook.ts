import { queuesOf } from '../queues.js';
import type { textbook } from '../workflows/textbook.js';
import type { PlaceOne } from '../caller.js';
import { connect, expectConfirmed, sealedCard } from './temporal.js';

/** Starts a run and waits for its result: nothing earlier tells whether the order stands. */
export async function open(): Promise<PlaceOne> {
  const { client } = await connect();
  return async (order) => {
    const { orderId, userId, lines } = order;
    const result = await client.workflow.execute<typeof textbook>('textbook', {
      workflowId: `textbook-${orderId}`,
      taskQueue: queuesOf('textbook').orders,
      args: [{ orderId, userId, lines, sealedToken: sealedCard(order) }],
    });
    expectConfirmed(result);
  };
}
