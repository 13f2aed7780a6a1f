/** Input of the workflow `followPayment`. Workflow histories contain this shape. */
export interface FollowPaymentInput {
  readonly orderId: string;
  /** Set by continue-as-new: the look-ups of the earlier runs. */
  readonly lookups?: number;
  /** Set by continue-as-new: a refund of the cancelled order failed. */
  readonly needsAttention?: boolean;
  /** Set by continue-as-new: the first look-up requests a failed refund again. */
  readonly retry?: boolean;
}
