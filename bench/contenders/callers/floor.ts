import { WithStartWorkflowOperation } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../../src/workflows/search-attributes.js';
import { queuesOf } from '../queues.js';
import { standing, type floor } from '../workflows/floor.js';
import type { PlaceOne } from '../caller.js';
import { connect, expectConfirmed, inputOf } from './temporal.js';

/** Starts runs as the API does, with the same attributes. */
export async function open(): Promise<PlaceOne> {
  const { client } = await connect();
  return async (order, onAccepted) => {
    const { orderId, userId } = order;
    const workflowId = `floor-${orderId}`;
    await client.workflow.executeUpdateWithStart(standing, {
      args: [{ requestFingerprint: null }],
      updateId: `accepted-${orderId}`,
      startWorkflowOperation: new WithStartWorkflowOperation<typeof floor>('floor', {
        workflowId,
        taskQueue: queuesOf('floor').orders,
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        args: [inputOf(order)],
        typedSearchAttributes: [
          { key: SEARCH_ATTRIBUTES.userId, value: userId },
          { key: SEARCH_ATTRIBUTES.paymentMethod, value: 'credit_card' },
          { key: SEARCH_ATTRIBUTES.orderStatus, value: 'pending' },
        ],
        memo: { requestFingerprint: null },
        staticSummary: '2 products by credit_card',
      }),
    });
    onAccepted();
    expectConfirmed(await client.workflow.result(workflowId));
  };
}
