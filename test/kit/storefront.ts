import { expect } from 'vitest';
import type { TokenKeys } from '../../src/api/auth/token-keys.js';
import type { OidcSettings } from '../../src/api/page/oidc-settings.js';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import type { Pricing } from '../../src/domains/orders/pricing-rules.js';
import type { PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { createShopClient, hasFinalStatus, type ShopClient } from './api-client.js';
import { findFreePort } from '../../src/local/ports.js';
import { startStorefrontApi } from './storefront-api.js';
import { startSystem, type System } from './system.js';

/** The system with the API, to which the gateway sends its events. */
export interface Storefront extends ShopClient {
  readonly system: System;
  /** Places an order and waits until it is confirmed and its run has closed. */
  placeConfirmedOrder(options?: ConfirmedOrderOptions): Promise<ConfirmedOrder>;
  stop(): Promise<void>;
}

interface ConfirmedOrderOptions {
  /** Units, of which none are left in stock; 1 by default. */
  readonly quantity?: number;
  /** Selects how the gateway behaves; `tok_approve` by default. */
  readonly paymentToken?: string;
}

/** An order of a product that costs 1,999 minor units. */
interface ConfirmedOrder {
  readonly orderId: string;
  readonly paymentId: string;
  readonly product: { readonly id: string; readonly price: number };
}

export interface StorefrontOptions {
  readonly reservationTtlSeconds?: number;
  /** The folder of the built page. Enables local sign-in. */
  readonly pageFolder?: string;
  readonly temporalUiUrl?: string;
  /** The port of the API; a free one by default. */
  readonly port?: number;
  /** The identity provider with which the page signs users in, if it does, and what verifies its tokens. */
  readonly signIn?: { readonly oidc?: OidcSettings; readonly tokenKeys: TokenKeys };
  /** Replaces the simulated gateway. */
  readonly gateway?: PaymentGateway;
  /** The rules of the shop; by default, an order costs the sum of its items. */
  readonly pricing?: Pricing;
}

export async function startStorefront(options: StorefrontOptions = {}): Promise<Storefront> {
  const { reservationTtlSeconds = 900, pageFolder, temporalUiUrl, gateway, pricing, signIn } = options;
  const port = options.port ?? (await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const system = await startSystem('dev-server', {
    webhook: { url: `${url}/v1/webhooks/payments`, secret: LOCAL_PAYMENT_WEBHOOK_SECRET },
    ...(pageFolder !== undefined && { shopUrl: url }),
    ...(gateway && { gateway, capabilities: gateway.capabilities }),
    ...(pricing && { pricing }),
  });
  const api = await startStorefrontApi(
    {
      port,
      databaseUrl: system.database.url,
      temporalAddress: system.temporal.address,
      namespace: system.temporal.namespace ?? 'default',
      gatewayUrl: system.gatewayUrl,
      ...(pageFolder !== undefined && { pageFolder }),
    },
    { reservationTtlSeconds, temporalUiUrl, gateway, pricing, signIn },
  );
  const client = createShopClient(url);
  return {
    ...client,
    system,
    async placeConfirmedOrder({ quantity = 1, paymentToken = 'tok_approve' } = {}) {
      const product = await system.addProduct(quantity);
      const items = [{ product_id: product.id, quantity }];
      const { body } = await client.placeOrder(product.id, { items, payment_token: paymentToken });
      const order = await client.waitForOrder(body.id, hasFinalStatus);
      expect(order.status).toBe('confirmed');
      await system.temporal.client.workflow.result(orderWorkflowId(order.id));
      return { orderId: order.id, paymentId: order.payment?.id ?? '', product };
    },
    async stop() {
      await api.stop();
      await system.stop();
    },
  };
}
