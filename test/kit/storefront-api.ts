import { tokenKeys, type TokenKeys } from '../../src/api/auth/token-keys.js';
import { localSigner } from '../../src/api/page/local-sign-in.js';
import type { OidcSettings } from '../../src/api/page/oidc-settings.js';
import { startApi } from '../../src/api/server.js';
import {
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  LOCAL_WEBHOOK_SECRET_KEYS,
  LOCAL_PERSONAL_DATA_KEYS,
} from '../../src/config/config.js';
import type { Pricing } from '../../src/domains/orders/pricing-rules.js';
import type { PaymentGateway } from '../../src/domains/payments/payment-gateway.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { createLogger } from '../../src/telemetry/logger.js';

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

/** What an API process of a test needs; it can be sent to another process. */
export interface StorefrontApiSettings {
  readonly port: number;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly gatewayUrl: string;
  /** The folder of the built page. Enables local sign-in. */
  readonly pageFolder?: string;
}

type Overrides = {
  readonly [Name in 'reservationTtlSeconds' | 'temporalUiUrl' | 'gateway' | 'pricing' | 'signIn']?:
    StorefrontOptions[Name] | undefined;
};

/** Starts the API as the local stack does, without rate limits. */
export function startStorefrontApi(settings: StorefrontApiSettings, overrides: Overrides = {}) {
  const { port, databaseUrl, temporalAddress, namespace, gatewayUrl, pageFolder } = settings;
  const { reservationTtlSeconds = 900, temporalUiUrl, gateway, pricing, signIn } = overrides;
  return startApi({
    port,
    databaseUrl,
    temporal: { connectionOptions: { address: temporalAddress }, namespace },
    temporalUiUrl,
    tokenKeys: signIn?.tokenKeys ?? tokenKeys({}),
    paymentTokenKeys: LOCAL_PAYMENT_TOKEN_KEYS,
    webhooks: { secretKeys: LOCAL_WEBHOOK_SECRET_KEYS, targets: 'loopback' },
    personalDataKeys: LOCAL_PERSONAL_DATA_KEYS,
    placement: { timeoutSeconds: 30, reservationTtlSeconds, pricing },
    gateway: gateway ?? new SimulatedGateway(gatewayUrl, { webhookSecret: LOCAL_PAYMENT_WEBHOOK_SECRET }),
    page: {
      folder: pageFolder ?? '/nowhere',
      paymentGateway: 'simulated',
      localSigner: pageFolder === undefined || signIn ? undefined : localSigner({}),
      oidc: signIn?.oidc,
    },
    rateLimits: { perAddress: 0, perUser: 0 },
    corsOrigins: [],
    trustedProxies: 0,
    shutdownGraceSeconds: 5,
    logger: createLogger('api', 'silent'),
  });
}
