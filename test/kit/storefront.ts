import { randomUUID } from 'node:crypto';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { localSigner } from '../../src/api/page/local-sign-in.js';
import { startApi } from '../../src/api/server.js';
import { LOCAL_JWT_SECRET, LOCAL_PAYMENT_TOKEN_KEYS, LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { findFreePort } from '../../src/local/ports.js';
import { signToken } from '../../src/local/sign-token.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { waitUntil } from './observe.js';
import { startSystem, type System } from './system.js';

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

interface ApiResponse<Body> {
  readonly status: number;
  readonly body: Body & { readonly code?: string };
}

type Role = 'customer' | 'operator';

/** The whole system with its API in front, and a gateway that sends its events there. */
export interface Storefront {
  readonly url: string;
  readonly system: System;
  /** Asks the API, as the customer or as an operator. */
  request<Body = OrderView>(
    method: string,
    path: string,
    body?: unknown,
    role?: Role,
    headers?: object,
  ): Promise<ApiResponse<Body>>;
  /** Orders one piece of a product. */
  placeOrder(productId: string, fields?: object): Promise<ApiResponse<OrderView>>;
  /** The order, once it is as wanted. */
  waitForOrder(orderId: string, predicate: (order: OrderView) => boolean): Promise<OrderView>;
  stop(): Promise<void>;
}

interface StorefrontOptions {
  readonly reservationTtlSeconds?: number;
  /** Where the built page is, which then signs in whoever asks. */
  readonly pageFolder?: string;
  readonly temporalUiUrl?: string;
}

export async function startStorefront(options: StorefrontOptions = {}): Promise<Storefront> {
  const { reservationTtlSeconds = 900, pageFolder, temporalUiUrl } = options;
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const system = await startSystem('dev-server', {
    webhook: { url: `${url}/v1/webhooks/payments`, secret: LOCAL_PAYMENT_WEBHOOK_SECRET },
  });
  const api = await startApi({
    port,
    databaseUrl: system.database.url,
    temporal: { connectionOptions: { address: system.temporal.address } },
    temporalUiUrl,
    tokenKeys: tokenKeys({}),
    paymentTokenKeys: LOCAL_PAYMENT_TOKEN_KEYS,
    placement: { timeoutSeconds: 30, reservationTtlSeconds },
    gateway: new SimulatedGateway(system.gatewayUrl, { webhookSecret: LOCAL_PAYMENT_WEBHOOK_SECRET }),
    page: {
      folder: pageFolder ?? '/nowhere',
      paymentGateway: 'simulated',
      localSigner: pageFolder === undefined ? undefined : localSigner({}),
    },
    rateLimits: { perAddress: 0, perUser: 0 },
    corsOrigins: [],
    trustedProxies: 0,
    shutdownGraceSeconds: 5,
    logger: createLogger('api', 'silent'),
  });
  const tokens = {
    customer: await signToken(LOCAL_JWT_SECRET, { userId: randomUUID(), role: 'customer' }),
    operator: await signToken(LOCAL_JWT_SECRET, { userId: randomUUID(), role: 'operator' }),
  };
  const storefront: Storefront = {
    url,
    system,
    async request(method, path, body, role = 'customer', headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${tokens[role]}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as never };
    },
    placeOrder: (productId, fields = {}) =>
      storefront.request('POST', '/v1/orders', {
        items: [{ product_id: productId, quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
        ...fields,
      }),
    waitForOrder: (orderId, predicate) =>
      waitUntil(async () => (await storefront.request('GET', `/v1/orders/${orderId}`)).body, predicate),
    async stop() {
      await api.stop();
      await system.stop();
    },
  };
  return storefront;
}

/** Presses a button of the gateway's page; returns the page that follows. */
export async function submitPaymentForm(redirectUrl: string, decision: 'approve' | 'decline'): Promise<string> {
  const response = await fetch(redirectUrl, { method: 'POST', body: new URLSearchParams({ decision }) });
  return response.text();
}

export function hasFinalStatus({ status }: OrderView): boolean {
  return ['confirmed', 'cancelled', 'failed'].includes(status);
}
