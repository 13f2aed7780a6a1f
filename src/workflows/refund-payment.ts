import type { RefundReceipt } from '../activities/payments.js';
import type { RefundRequest } from '../domains/payments/refunds.service.js';
import { payments } from './activities.js';
import { toRejection } from './failures.js';
import type { Rejection } from './messages.js';

export function refundWorkflowId(refundId: string): string {
  return `refund-${refundId}`;
}

export interface RefundOutcome {
  /** As the run was started: who asks again under its id finds out whether they ask for the same. */
  readonly request: RefundRequest;
  readonly refund: RefundReceipt | null;
  /** Why nothing was refunded. */
  readonly rejection: Rejection | null;
}

/** Refunds a payment, in whole or in part, once for each refund id. A business refusal is an outcome, not a failure. */
export async function refundPayment(request: RefundRequest): Promise<RefundOutcome> {
  try {
    return { request, refund: await payments.refundPayment(request), rejection: null };
  } catch (error) {
    return { request, refund: null, rejection: toRejection(error) };
  }
}
