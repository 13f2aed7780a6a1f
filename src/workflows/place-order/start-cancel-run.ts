import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { CancelConfirmedOrderInput } from '../../contracts/cancel-confirmed-order.js';
import { cancellationWorkflowId } from '../../contracts/workflow-ids.js';
import type { cancelConfirmedOrder } from '../cancel-confirmed-order.js';

/**
 * Hands parked compensations over to the run that cancels confirmed orders. Its compensations cover those of a placement: each
 * is harmless when its step never ran. It continues as new whenever its history is long, and the placement can return its
 * outcome.
 */
export async function startCancelRun(input: CancelConfirmedOrderInput): Promise<void> {
  await startChild<typeof cancelConfirmedOrder>('cancelConfirmedOrder', {
    workflowId: cancellationWorkflowId(input.order.orderId),
    parentClosePolicy: ParentClosePolicy.ABANDON,
    args: [input],
  }).catch((error: unknown) => {
    // The order was confirmed for a moment, and a request to cancel it started the run.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
}
