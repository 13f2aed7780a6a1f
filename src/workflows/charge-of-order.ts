import type { OrderSnapshot } from '../contracts/orders.js';
import type { PaymentMethod, PaymentRequest } from '../contracts/payments.js';

/** The charge of a stored order, by which its payment is cancelled. */
export function chargeOfOrder({ orderId, userId, amount, currency, paymentMethod }: OrderSnapshot): PaymentRequest {
  return { orderId, userId, amount, currency, method: paymentMethod as PaymentMethod };
}
