/** The `reason` of the refund for a cancelled order. */
export const ORDER_CANCELLED = 'order_cancelled';

/** The `reason` of a refund that was not requested by this service: it is recorded because the provider has made it. */
export const REFUNDED_AT_PROVIDER = 'refunded_at_provider';

/** The `reason` of a recorded refund that stands for the money of a lost dispute. */
export const DISPUTE_LOST = 'dispute_lost';
