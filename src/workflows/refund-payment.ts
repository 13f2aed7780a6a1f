import { CancellationScope } from '@temporalio/workflow';
import type { RefundRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { toRejection } from './failures.js';
import type { RefundOutcome } from '../contracts/refund-payment.js';

/**
 * Refunds all or part of a payment, once per refund id. A rejection is an outcome, not a failure of the run.
 *
 * It cannot be cancelled: a cancelled attempt would leave a pending refund, which blocks its amount.
 */
export async function refundPayment(request: RefundRequest): Promise<RefundOutcome> {
  try {
    const refund = await CancellationScope.nonCancellable(() => payments.refundPayment(request));
    return { request, refund, rejection: null };
  } catch (error) {
    return { request, refund: null, rejection: toRejection(error) };
  }
}
