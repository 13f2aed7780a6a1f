import {
  ConfigurationError,
  LOCAL_GATEWAY_API_KEY,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  type readConfig,
} from '../config/config.js';
import type { PaymentGateway } from '../domains/payments/payment-gateway.js';
import { SimulatedGateway } from './simulated/simulated-gateway.js';
import { StripeGateway } from './stripe/stripe-gateway.js';

/** The variables that `createGateway` reads in a process that only reads events. */
export const GATEWAY_VARIABLES = [
  'PAYMENT_GATEWAY',
  'GATEWAY_URL',
  'PAYMENT_WEBHOOK_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_RETURN_URL',
  'STRIPE_API_BASE',
] as const;

/** The variables that `createGateway` reads in a process that also calls the provider. */
export const GATEWAY_CLIENT_VARIABLES = [...GATEWAY_VARIABLES, 'GATEWAY_API_KEY', 'SHOP_URL'] as const;

type Config<Name extends Parameters<typeof readConfig>[0][number]> = ReturnType<typeof readConfig<Name>>;
type GatewayConfig = Config<(typeof GATEWAY_VARIABLES)[number]> &
  Partial<Config<(typeof GATEWAY_CLIENT_VARIABLES)[number]>>;

/**
 * Creates the payment provider that PAYMENT_GATEWAY selects.
 *
 * @param config - `readConfig(GATEWAY_VARIABLES)`, or `GATEWAY_CLIENT_VARIABLES`
 * @throws ConfigurationError that names each missing variable
 */
export function createGateway(config: GatewayConfig): PaymentGateway {
  if (config.PAYMENT_GATEWAY === 'simulated') {
    const webhookSecret = config.PAYMENT_WEBHOOK_SECRET ?? LOCAL_PAYMENT_WEBHOOK_SECRET;
    const { GATEWAY_URL, GATEWAY_API_KEY: apiKey = LOCAL_GATEWAY_API_KEY, SHOP_URL: shopUrl } = config;
    return new SimulatedGateway(GATEWAY_URL, { webhookSecret, apiKey, ...(shopUrl !== undefined && { shopUrl }) });
  }
  const required = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_RETURN_URL'] as const;
  const missing = required.filter((name) => config[name] === undefined);
  if (missing.length > 0) {
    throw new ConfigurationError(
      missing.map((name) => `${name}: must be set when PAYMENT_GATEWAY is stripe`).join('\n'),
    );
  }
  const { STRIPE_SECRET_KEY = '', STRIPE_WEBHOOK_SECRET = '', STRIPE_RETURN_URL = '', STRIPE_API_BASE } = config;
  return new StripeGateway({
    secretKey: STRIPE_SECRET_KEY,
    webhookSecret: STRIPE_WEBHOOK_SECRET,
    returnUrl: STRIPE_RETURN_URL,
    apiBase: STRIPE_API_BASE,
  });
}
