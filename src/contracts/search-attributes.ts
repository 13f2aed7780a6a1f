import { defineSearchAttributeKey } from '@temporalio/common';

/** Attributes to find runs by in the Web UI and the CLI. Each name must be registered in the Temporal namespace. */
export const SEARCH_ATTRIBUTES = {
  userId: defineSearchAttributeKey('UserId', 'KEYWORD'),
  paymentMethod: defineSearchAttributeKey('PaymentMethod', 'KEYWORD'),
  /** Minor units. */
  totalAmount: defineSearchAttributeKey('TotalAmount', 'INT'),
  orderStatus: defineSearchAttributeKey('OrderStatus', 'KEYWORD'),
  /** True while a compensation is parked; not set on a run that never parked one. */
  needsAttention: defineSearchAttributeKey('NeedsAttention', 'BOOL'),
};
