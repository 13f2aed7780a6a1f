import type Stripe from 'stripe';
import type { ChargeRequest } from '../../domains/payments/payment-gateway.js';
import type { PaymentMethod } from '../../contracts/payments.js';

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
};

/**
 * Parameters to create an intent. They depend on the order only, not on the token: an attempt with another token must find the
 * same intent, and Stripe rejects a repeated key with different parameters.
 */
export function toIntentParams(request: ChargeRequest): Stripe.PaymentIntentCreateParams {
  return {
    amount: request.amount,
    currency: request.currency.toLowerCase(),
    allowed_payment_method_types: [METHOD_TYPES[request.method]],
    metadata: { order_id: request.orderId, idempotency_key: request.idempotencyKey },
  };
}

/** Parameters to confirm an intent. */
export function toConfirmParams(
  { method, token }: ChargeRequest,
  returnUrl: string,
): Stripe.PaymentIntentConfirmParams {
  const type = METHOD_TYPES[method];
  if (type === 'card') {
    return {
      return_url: returnUrl,
      ...(token !== undefined && { payment_method: TEST_PAYMENT_METHODS[token] ?? token }),
    };
  }
  return {
    return_url: returnUrl,
    payment_method_data: { type },
    ...(type === 'wechat_pay' && { payment_method_options: { wechat_pay: { client: 'web' } } }),
  };
}
