import { followPaymentWorkflowId } from '../contracts/workflow-ids.js';
import type { followPayment } from './follow-payment.js';
import { startDetached } from './start-detached.js';

/** Starts the run that follows a payment whose refund the provider decides later, unless it is open. */
export function startFollowPayment(orderId: string): Promise<void> {
  return startDetached<typeof followPayment>(
    'followPayment',
    { orderId },
    { workflowId: followPaymentWorkflowId(orderId) },
  );
}
