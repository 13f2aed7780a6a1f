import { CancellationScope } from '@temporalio/workflow';
import type { RefundRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { toRejection } from './failures.js';
import type { RefundOutcome } from '../contracts/refund-payment.js';
import { REFUND_UNAVAILABLE } from './rejections.js';
import { startFollowPayment } from './start-follow-payment.js';

/**
 * Refunds all or part of a payment, once per refund id. A rejection is an outcome, not a failure of the run.
 *
 * It cannot be cancelled: a cancelled attempt would leave a pending refund, which blocks its amount.
 */
export async function refundPayment(request: RefundRequest): Promise<RefundOutcome> {
  try {
    const refund = await CancellationScope.nonCancellable(async () => {
      const receipt = await payments.refundPayment(request);
      if (receipt.status === 'pending') await startFollowPayment(request.orderId);
      return receipt;
    });
    return { request, refund, rejection: null };
  } catch (error) {
    return { request, refund: null, rejection: toRejection(error, REFUND_UNAVAILABLE) };
  }
}
