import type { ReturnRequest } from '../contracts/returns.js';
import { returnWorkflowId } from '../contracts/workflow-ids.js';
import type { returnOrder } from './return-order.js';
import { startDetached } from './start-detached.js';

/** Starts the run of a return again, unless it is open or has completed: a return that was rejected must not be made. */
export function startReturn(request: ReturnRequest): Promise<void> {
  return startDetached<typeof returnOrder>('returnOrder', request, {
    workflowId: returnWorkflowId(request.returnId),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  });
}
