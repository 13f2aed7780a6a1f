import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.ts';
import { createTransport, PLACEHOLDER_ORIGIN, type TransportOptions } from './transport.ts';

export { ApiError, unwrap } from './errors.ts';

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

export type OrdersClient = Client<paths>;

export interface ClientOptions extends TransportOptions {
  /** A JWT, or a function that supplies one for each request. Without it, only public routes can be called. */
  readonly token?: string | (() => string | Promise<string>);
}

/**
 * Creates a client that is typed by the OpenAPI document:
 * `client.GET('/v1/orders/{id}', { params: { path: { id } } })`.
 *
 * Calls resolve to `{ data, error, response }`, where `error` is the problem of a 4xx or 5xx response; wrap them in
 * `unwrap` to get the data or an `ApiError`.
 */
export function createOrdersClient({ token, ...transport }: ClientOptions): OrdersClient {
  const { baseUrl } = transport;
  const client = createClient<paths>({
    baseUrl: typeof baseUrl === 'function' ? PLACEHOLDER_ORIGIN : baseUrl,
    fetch: createTransport(transport),
  });
  if (token !== undefined) {
    client.use({
      async onRequest({ request }) {
        request.headers.set('Authorization', `Bearer ${typeof token === 'function' ? await token() : token}`);
      },
    });
  }
  return client;
}
