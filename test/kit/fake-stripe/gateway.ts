import { randomUUID } from 'node:crypto';
import type { ChargeRequest } from '../../../src/domains/payments/payment-gateway.js';
import { StripeGateway } from '../../../src/providers/stripe/stripe-gateway.js';
import { signStripeEvent, type SignedStripeEvent } from './events.js';
import type { StripeEvent } from './objects.js';

const STRIPE_OPTIONS = {
  secretKey: 'sk_test_123',
  webhookSecret: 'whsec_test',
  returnUrl: 'https://shop.example/paid',
};

/** The adapter for a fake or a mock of Stripe. */
export function stripeGatewayAt(apiBase: string): StripeGateway {
  return new StripeGateway({ ...STRIPE_OPTIONS, apiBase, timeoutMs: 2_000 });
}

/** A charge of a new order, by default with a card that is approved. */
export function stripeCharge(changes: Partial<ChargeRequest> = {}): ChargeRequest {
  const orderId = randomUUID();
  const card = { amount: 2_549, currency: 'USD', method: 'credit_card', token: 'tok_approve' } as const;
  return { orderId, idempotencyKey: `${orderId}:charge`, ...card, ...changes };
}

/** An event of Stripe about the payment of an order. @param timestamp - Unix seconds */
export function signPaymentEvent(orderId: string, timestamp: number): SignedStripeEvent {
  const object = { id: 'pi_1', object: 'payment_intent', metadata: { order_id: orderId } };
  return sign({ id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object } }, timestamp);
}

/** Signs an event for the adapter of `stripeGatewayAt`. @param timestamp - Unix seconds; now by default */
export function sign(event: StripeEvent, timestamp?: number): SignedStripeEvent {
  return signStripeEvent(event, STRIPE_OPTIONS.webhookSecret, timestamp);
}
