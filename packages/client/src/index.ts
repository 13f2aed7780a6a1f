import type { components } from './api.ts';

export type { components, operations, paths } from './api.ts';
export { createOrdersClient, type ClientOptions, type OrdersClient } from './client.ts';
export { ApiError, isApiError, unwrap, type ErrorCode, type OrdersApiError } from './errors.ts';
export { followOrder } from './follow-order.ts';
export { importProducts, type ImportedLine, type ImportOptions } from './import-products.ts';
export { paginate, type PagedPath, type PageItem } from './paginate.ts';
export { placeOrder, type PlaceOrderOptions } from './place-order.ts';
export type { RetryOptions, TransportOptions } from './transport.ts';

type Schemas = components['schemas'];

export type Attention = Schemas['Attention'];
export type AttentionItem = Schemas['AttentionItem'];
export type Dispute = Schemas['Dispute'];
export type Inventory = Schemas['Inventory'];
export type Numbers = Schemas['Numbers'];
export type NewOrder = Schemas['OrderRequest'];
export type Order = Schemas['Order'];
export type OrderCancellations = Schemas['OrderCancellations'];
export type OrderReturn = Schemas['Return'];
export type OrderRun = Schemas['OrderRun'];
export type PaymentDetails = Schemas['Payment'];
export type Problem = Schemas['Problem'];
export type Product = Schemas['Product'];
export type RunStep = Schemas['RunStep'];
export type StatusChange = Schemas['StatusChange'];
export type StockMovement = Schemas['StockMovement'];
export type Timeline = Schemas['Timeline'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type WebhookDelivery = Schemas['WebhookDelivery'];
export type WebhookEndpoint = Schemas['WebhookEndpointWithHealth'];
