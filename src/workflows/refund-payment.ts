import type { RefundRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { toRejection } from './failures.js';
import type { RefundOutcome } from '../contracts/refund-payment.js';

/** Refunds a payment, in whole or in part, once for each refund id. A business refusal is an outcome, not a failure. */
export async function refundPayment(request: RefundRequest): Promise<RefundOutcome> {
  try {
    return { request, refund: await payments.refundPayment(request), rejection: null };
  } catch (error) {
    return { request, refund: null, rejection: toRejection(error) };
  }
}
