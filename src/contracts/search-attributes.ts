import { defineSearchAttributeKey } from '@temporalio/common';

/** By these a run is found in the Web UI and the CLI; the names are registered with the Temporal namespace. */
export const SEARCH_ATTRIBUTES = {
  userId: defineSearchAttributeKey('UserId', 'KEYWORD'),
  paymentMethod: defineSearchAttributeKey('PaymentMethod', 'KEYWORD'),
  /** Minor units. */
  totalAmount: defineSearchAttributeKey('TotalAmount', 'INT'),
  orderStatus: defineSearchAttributeKey('OrderStatus', 'KEYWORD'),
};
