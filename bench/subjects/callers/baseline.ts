import { WithStartWorkflowOperation } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../../../src/contracts/search-attributes.js';
import { queuesOf } from '../queues.js';
import { acceptedUpdate, type baseline } from '../workflows/baseline.js';
import type { PlaceOrder } from '../caller.js';
import { connect, expectConfirmed, inputOf } from './temporal.js';

/** Starts runs like the API, with the same search attributes. */
export async function open(): Promise<PlaceOrder> {
  const { client } = await connect();
  return async (order, onAccepted) => {
    const { orderId, userId } = order;
    const workflowId = `baseline-${orderId}`;
    await client.workflow.executeUpdateWithStart(acceptedUpdate, {
      args: [{ requestFingerprint: null }],
      updateId: `accepted-${orderId}`,
      startWorkflowOperation: new WithStartWorkflowOperation<typeof baseline>('baseline', {
        workflowId,
        taskQueue: queuesOf('baseline').orders,
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
