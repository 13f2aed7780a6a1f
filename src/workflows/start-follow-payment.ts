import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import { followPaymentWorkflowId } from '../contracts/workflow-ids.js';
import type { followPayment } from './follow-payment.js';

/** Starts the run that follows a payment whose refund the provider decides later, unless it is open. */
export async function startFollowPayment(orderId: string): Promise<void> {
  await startChild<typeof followPayment>('followPayment', {
    workflowId: followPaymentWorkflowId(orderId),
    parentClosePolicy: ParentClosePolicy.ABANDON,
    args: [{ orderId }],
  }).catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
}
