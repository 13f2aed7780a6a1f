import type Stripe from 'stripe';
import type { ChargeRequest } from '../../domains/payments/payment-gateway.js';
import type { PaymentMethod } from '../../contracts/payments.js';
import { toStripeAmount } from './currencies.js';

const METHOD_TYPES = {
  credit_card: 'card',
  debit_card: 'card',
  paypal: 'paypal',
  alipay: 'alipay',
  wechat: 'wechat_pay',
} as const satisfies Record<PaymentMethod, string>;

/** Maps tokens of the simulated gateway to Stripe's test payment methods, so that the examples work with both. */
const TEST_PAYMENT_METHODS: Readonly<Record<string, string>> = {
  tok_approve: 'pm_card_visa',
  tok_decline: 'pm_card_chargeDeclined',
  tok_insufficient_funds: 'pm_card_chargeDeclinedInsufficientFunds',
  tok_3ds: 'pm_card_authenticationRequired',
  tok_refund_pending: 'pm_card_pendingRefund',
  tok_refund_fails: 'pm_card_refundFail',
  tok_dispute: 'pm_card_createDispute',
};

/** Whether Stripe can only confirm the charge with the customer's token. */
export function needsToken({ method }: ChargeRequest): boolean {
  return METHOD_TYPES[method] === 'card';
}

/**
 * Parameters to create an intent. They depend on the order only, not on the token or the capture mode: an attempt with other ones
 * must find the same intent, and Stripe rejects a repeated key with different parameters.
 *
 * @throws GatewayRejected when Stripe cannot represent the amount
 */
export function toIntentParams(request: ChargeRequest): Stripe.PaymentIntentCreateParams {
  return {
    amount: toStripeAmount(request.amount, request.currency),
    currency: request.currency.toLowerCase(),
    allowed_payment_method_types: [METHOD_TYPES[request.method]],
    metadata: { order_id: request.orderId, idempotency_key: request.idempotencyKey },
  };
}

/** Parameters to confirm an intent. */
export function toConfirmParams(
  { method, token, capture }: ChargeRequest,
  returnUrl: string,
): Stripe.PaymentIntentConfirmParams {
  const type = METHOD_TYPES[method];
  const common = { return_url: returnUrl, ...(capture === 'manual' && { capture_method: 'manual' as const }) };
  if (type === 'card') {
    return {
      ...common,
      ...(token !== undefined && { payment_method: TEST_PAYMENT_METHODS[token] ?? token }),
    };
  }
  return {
    ...common,
    payment_method_data: { type },
    ...(type === 'wechat_pay' && { payment_method_options: { wechat_pay: { client: 'web' } } }),
  };
}
