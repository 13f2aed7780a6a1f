import type { RefundReceipt, RefundRequest } from './payments.js';
import type { Rejection } from './place-order.js';

/** Result of the workflow `refundPayment`. Workflow histories contain this shape. */
export interface RefundOutcome {
  /** The request that started the run, so that a later request with its key can be compared with it. */
  readonly request: RefundRequest;
  readonly refund: RefundReceipt | null;
  readonly rejection: Rejection | null;
}
