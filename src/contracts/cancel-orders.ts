/**
 * Input, result and query of the workflow `cancelOrders`. Workflow histories contain these shapes: add optional properties only, and
 * never rename one.
 */
export interface CancelOrdersInput {
  readonly orderIds: readonly string[];
  readonly reason: string;
  /** Those of `orderIds` whose payment the provider no longer refunds; none by default. */
  readonly notRefundable?: readonly string[];
}

/**
 * - `requested`: the cancellation is not done yet.
 * - `cancelled`: it is done.
 * - `already_cancelled`: the order was cancelled before.
 * - `not_cancellable`: the payment of the order failed, so nothing is left to cancel, or the provider no longer refunds it.
 * - `not_found`: there is no such order.
 * - `unfinished`: the cancellation was requested and goes on, but takes long.
 */
export type CancellationOutcome =
  'requested' | 'cancelled' | 'already_cancelled' | 'not_cancellable' | 'not_found' | 'unfinished';

interface OrderCancellation {
  readonly orderId: string;
  readonly outcome: CancellationOutcome;
}

/** Result of the workflow and of the query `cancellations`. */
export type OrderCancellations = readonly OrderCancellation[];
