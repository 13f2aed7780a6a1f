import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { localSigner } from '../../src/api/page/local-sign-in.js';
import { startApi } from '../../src/api/server.js';
import {
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  LOCAL_WEBHOOK_SECRET_KEYS,
} from '../../src/config/config.js';
import type { PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { createShopClient, type ShopClient } from './api-client.js';
import { findFreePort } from '../../src/local/ports.js';
import { startSystem, type System } from './system.js';

/** The system with the API, to which the gateway sends its events. */
export interface Storefront extends ShopClient {
  readonly system: System;
  stop(): Promise<void>;
}

interface StorefrontOptions {
  readonly reservationTtlSeconds?: number;
  /** The folder of the built page. Enables local sign-in. */
  readonly pageFolder?: string;
  readonly temporalUiUrl?: string;
  /** Replaces the simulated gateway. */
  readonly gateway?: PaymentGateway;
}

export async function startStorefront(options: StorefrontOptions = {}): Promise<Storefront> {
  const { reservationTtlSeconds = 900, pageFolder, temporalUiUrl, gateway } = options;
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const system = await startSystem('dev-server', {
    webhook: { url: `${url}/v1/webhooks/payments`, secret: LOCAL_PAYMENT_WEBHOOK_SECRET },
    ...(gateway && { gateway, capabilities: gateway.capabilities }),
  });
  const api = await startApi({
    port,
    databaseUrl: system.database.url,
    temporal: {
      connectionOptions: { address: system.temporal.address },
      namespace: system.temporal.namespace ?? 'default',
    },
    temporalUiUrl,
    tokenKeys: tokenKeys({}),
    paymentTokenKeys: LOCAL_PAYMENT_TOKEN_KEYS,
    webhooks: { secretKeys: LOCAL_WEBHOOK_SECRET_KEYS, targets: 'loopback' },
    placement: { timeoutSeconds: 30, reservationTtlSeconds },
    gateway: gateway ?? new SimulatedGateway(system.gatewayUrl, { webhookSecret: LOCAL_PAYMENT_WEBHOOK_SECRET }),
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
  return {
    ...createShopClient(url),
    system,
    async stop() {
      await api.stop();
      await system.stop();
    },
  };
}
