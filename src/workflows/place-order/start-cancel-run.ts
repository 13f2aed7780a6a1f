import { CancellationScope } from '@temporalio/workflow';
import type { CancelConfirmedOrderInput } from '../../contracts/cancel-confirmed-order.js';
import { cancellationWorkflowId } from '../../contracts/workflow-ids.js';
import type { cancelConfirmedOrder } from '../cancel-confirmed-order.js';
import { startDetached } from '../start-detached.js';

/**
 * Hands parked compensations over to the run that cancels confirmed orders. Its compensations cover those of a placement: each
 * is harmless when its step never ran. It continues as new whenever its history is long, and the placement can return its
 * outcome.
 *
 * The run may be open already: the order was confirmed for a moment, and a request to cancel it started the run.
 */
export function startCancelRun(input: CancelConfirmedOrderInput): Promise<void> {
  const workflowId = cancellationWorkflowId(input.order.orderId);
  // The placement itself may have been cancelled.
  return CancellationScope.nonCancellable(() =>
    startDetached<typeof cancelConfirmedOrder>('cancelConfirmedOrder', input, { workflowId }),
  );
}
