import type { PaymentCapabilities } from '../domains/payments/payment-gateway.js';
import { SIMULATED_CAPABILITIES } from './simulated/capabilities.js';
import { STRIPE_CAPABILITIES } from './stripe/capabilities.js';

/** What each provider accepts, by the value of PAYMENT_GATEWAY. Known without the provider's secrets. */
export const CAPABILITIES: Readonly<Record<'simulated' | 'stripe', PaymentCapabilities>> = {
  simulated: SIMULATED_CAPABILITIES,
  stripe: STRIPE_CAPABILITIES,
};
