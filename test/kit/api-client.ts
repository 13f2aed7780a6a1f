import { randomUUID } from 'node:crypto';
import { waitUntil } from './observe.js';
import { customerToken, operatorToken } from './tokens.js';

export interface ApiRequest {
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent unchanged. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface ApiResponse<Body> {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; an empty object for any other content. */
  readonly body: Body;
  readonly text: string;
}

export async function callApi<Body>(
  baseUrl: string,
  method: string,
  path: string,
  { token, body, text, headers, signal }: ApiRequest = {},
): Promise<ApiResponse<Body>> {
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(baseUrl + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
    ...(signal && { signal }),
  });
  const responseText = await response.text();
  // Not JSON Lines, which is many documents.
  const isJson = /json\b/.test(response.headers.get('content-type') ?? '') && responseText !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(responseText) : {}) as Body,
    text: responseText,
  };
}

export interface OrderView {
  readonly id: string;
  readonly status: string;
  readonly status_reason: string | null;
  readonly payment: {
    readonly id: string;
    readonly status: string;
    readonly refunded_amount: number;
    readonly next_action: { readonly type: string; readonly redirect_url: string } | null;
  } | null;
}

type Role = 'customer' | 'operator';

/** A customer and an operator of one shop. */
export interface ShopClient {
  readonly url: string;
  readonly userId: string;
  token(role: Role): Promise<string>;
  request<Body = OrderView>(
    method: string,
    path: string,
    body?: unknown,
    role?: Role,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ApiResponse<Body & { readonly code?: string }>>;
  /** Orders one unit of a product, paid by a card that is approved, unless `fields` say otherwise. */
  placeOrder(productId: string, fields?: object): Promise<ApiResponse<OrderView & { readonly code?: string }>>;
  waitForOrder(orderId: string, predicate: (order: OrderView) => boolean): Promise<OrderView>;
}

export function createShopClient(url: string): ShopClient {
  const userId = randomUUID();
  const client: ShopClient = {
    url,
    userId,
    token: (role) => (role === 'customer' ? customerToken(userId) : operatorToken()),
    request: async (method, path, body, role = 'customer', headers = {}) =>
      callApi(url, method, path, { token: await client.token(role), body, headers }),
    placeOrder: (productId, fields = {}) =>
      client.request('POST', '/v1/orders', {
        items: [{ product_id: productId, quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
        ...fields,
      }),
    waitForOrder: (orderId, predicate) =>
      waitUntil(async () => (await client.request('GET', `/v1/orders/${orderId}`)).body, predicate),
  };
  return client;
}

export function hasFinalStatus({ status }: OrderView): boolean {
  return ['confirmed', 'cancelled', 'failed'].includes(status);
}
