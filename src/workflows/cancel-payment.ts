import type { CancelledPayment, PaymentRequest } from '../contracts/payments.js';
import { payments } from './activities.js';
import { startFollowPayment } from './start-follow-payment.js';

/**
 * Refunds or voids the payment of an order. It is done when the provider has accepted the refund; another run follows one that the
 * provider decides later.
 */
export async function cancelPayment(charge: PaymentRequest): Promise<void> {
  // Workers of version 0.1.0 return nothing.
  const cancelled = (await payments.cancelPayment(charge)) as CancelledPayment | undefined | null;
  if (cancelled?.refundPending) await startFollowPayment(charge.orderId);
}
