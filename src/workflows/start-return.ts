import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { ReturnRequest } from '../contracts/returns.js';
import { returnWorkflowId } from '../contracts/workflow-ids.js';
import type { returnOrder } from './return-order.js';

/** Starts the run of a return again, unless it is open or has completed: a return that was rejected must not be made. */
export async function startReturn(request: ReturnRequest): Promise<void> {
  await startChild<typeof returnOrder>('returnOrder', {
    workflowId: returnWorkflowId(request.returnId),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    parentClosePolicy: ParentClosePolicy.ABANDON,
    args: [request],
  }).catch((error: unknown) => {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  });
}
