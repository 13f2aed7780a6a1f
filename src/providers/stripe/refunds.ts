import type Stripe from 'stripe';
import type { GatewayRefund, GatewayRefundRequest } from '../../domains/payments/payment-gateway.js';
import { fromStripeAmount, toStripeAmount } from './currencies.js';

const DECIDED_STATUSES = ['succeeded', 'failed', 'canceled'] as const;

/** Creates a refund, or returns the one that an earlier request with the key created. Stripe forgets keys after a day. */
export async function refundIntent(stripe: Stripe, request: GatewayRefundRequest): Promise<GatewayRefund> {
  const { idempotencyKey, orderId, transactionId, amount, reason } = request;
  const earlier = (await listRefunds(stripe, transactionId)).find((refund) => refund.idempotencyKey === idempotencyKey);
  if (earlier) return earlier;
  const { currency } = await stripe.paymentIntents.retrieve(transactionId);
  const metadata = { order_id: orderId, idempotency_key: idempotencyKey, ...(reason !== undefined && { reason }) };
  const params = {
    payment_intent: transactionId,
    amount: toStripeAmount(amount, currency.toUpperCase()),
    metadata,
  };
  return toRefund(await stripe.refunds.create(params, { idempotencyKey }));
}

/** Returns the refunds of an intent, newest first. */
export async function listRefunds(stripe: Stripe, intentId: string): Promise<GatewayRefund[]> {
  const refunds: GatewayRefund[] = [];
  const params = { payment_intent: intentId, limit: 100, expand: ['data.charge'] };
  for await (const refund of stripe.refunds.list(params)) {
    if (returnsMoney(refund)) refunds.push(toRefund(refund));
  }
  return refunds;
}

/** Stripe records the end of an authorization as a refund of a charge that was never captured. */
function returnsMoney({ charge }: Stripe.Refund): boolean {
  return typeof charge !== 'object' || charge === null || charge.captured;
}

/** Stripe's other statuses, such as `requires_action`, are undecided. */
export function refundStatus(status: string | null): GatewayRefund['status'] {
  return DECIDED_STATUSES.find((known) => known === status) ?? 'pending';
}

function toRefund({ id, amount, currency, status, failure_reason, metadata }: Stripe.Refund): GatewayRefund {
  return {
    refundId: id,
    idempotencyKey: metadata?.idempotency_key ?? null,
    amount: fromStripeAmount(amount, currency),
    status: refundStatus(status),
    failureReason: failure_reason ?? null,
  };
}
