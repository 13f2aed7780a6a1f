import type { Order } from '../../packages/client/src/index.js';

/** The parts of the API client that the page uses. */
export { ApiError, createOrdersClient, unwrap } from '../../packages/client/src/index.js';
export { placeOrder } from '../../packages/client/src/place-order.js';
export { followOrder } from '../../packages/client/src/follow-order.js';
export type {
  AttentionItem,
  Dispute,
  Inventory,
  NewOrder,
  Numbers,
  Order,
  OrderReturn,
  OrdersClient,
  PaymentDetails,
  Product,
  Timeline,
  TimelineEntry,
  WebhookDelivery,
  WebhookEndpoint,
} from '../../packages/client/src/index.js';

export type Payment = NonNullable<Order['payment']>;
export type PaymentMethod = Order['payment_method'];
