import type { OtherCharge } from '../contracts/payments.js';
import { otherChargeWorkflowId } from '../contracts/workflow-ids.js';
import type { releaseOtherCharge } from './release-other-charge.js';
import { startDetached } from './start-detached.js';

/** Starts the run again that releases a charge, unless it is open or has completed. */
export function startReleaseOtherCharge(charge: OtherCharge): Promise<void> {
  return startDetached<typeof releaseOtherCharge>('releaseOtherCharge', charge, {
    workflowId: otherChargeWorkflowId(charge.orderId, charge.transactionId),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
  });
}
