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

/** The tokens of the simulated gateway whose outcome Stripe's test mode has too, so that the examples work in both. */
const TEST_PAYMENT_METHODS: Readonly<Record<string, string>> = {
  tok_approve: 'pm_card_visa',
  tok_decline: 'pm_card_chargeDeclined',
  tok_insufficient_funds: 'pm_card_chargeDeclinedInsufficientFunds',
};

/**
 * The intent of a charge. It follows from the order alone, and not from the token: an attempt with another token must
 * find the intent of the first, and Stripe refuses a key that comes with other parameters.
 */
export function toIntentParams(request: ChargeRequest): Stripe.PaymentIntentCreateParams {
  return {
    amount: request.amount,
    currency: request.currency.toLowerCase(),
    allowed_payment_method_types: [METHOD_TYPES[request.method]],
    metadata: { order_id: request.orderId, idempotency_key: request.idempotencyKey },
  };
}

/** How the customer pays. */
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
