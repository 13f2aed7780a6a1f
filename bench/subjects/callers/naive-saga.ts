import { queuesOf } from '../queues.js';
import type { naiveSaga } from '../workflows/naive-saga.js';
import type { PlaceOrder } from '../caller.js';
import { connect, expectConfirmed, encryptedCardToken } from './temporal.js';

/** Starts a run and waits for its result; it does not report acceptance. */
export async function open(): Promise<PlaceOrder> {
  const { client } = await connect();
  return async (order) => {
    const { orderId, userId, lines } = order;
    const result = await client.workflow.execute<typeof naiveSaga>('naiveSaga', {
      workflowId: `naive-saga-${orderId}`,
      taskQueue: queuesOf('naive-saga').orders,
      args: [{ orderId, userId, lines, sealedToken: encryptedCardToken(order) }],
    });
    expectConfirmed(result);
  };
}
