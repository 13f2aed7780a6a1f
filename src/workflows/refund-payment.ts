import type { RefundRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { toRejection } from './failures.js';
import type { RefundOutcome } from '../contracts/refund-payment.js';

/** Refunds all or part of a payment, once per refund id. A rejection is an outcome, not a failure of the run. */
export async function refundPayment(request: RefundRequest): Promise<RefundOutcome> {
  try {
    return { request, refund: await payments.refundPayment(request), rejection: null };
  } catch (error) {
    return { request, refund: null, rejection: toRejection(error) };
  }
}
