import { RefundWindowClosed } from './errors.js';
import type { PaymentCapabilities } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';

const DAY_MS = 86_400_000;

type Methods = Pick<PaymentCapabilities, 'methods'>;
type WindowedPayment = Pick<Payment, 'id' | 'method' | 'status' | 'createdAt'>;

/** @throws RefundWindowClosed when the provider no longer refunds the payment */
export function assertInRefundWindow(capabilities: Methods, payment: WindowedPayment): void {
  const closedAt = refundWindowClosedAt(capabilities, payment);
  if (closedAt) throw new RefundWindowClosed(payment.id, closedAt.toISOString());
}

/**
 * Returns when the provider stopped refunding a payment; null while it refunds it. A payment without money needs no refund, so it
 * has no window. Neither has a method that is no longer offered: only the provider knows.
 */
export function refundWindowClosedAt(
  { methods }: Methods,
  { method, status, createdAt }: WindowedPayment,
): Date | null {
  const days = methods[method]?.refundWindowDays ?? null;
  if (days === null || status !== 'success') return null;
  const closedAt = new Date(createdAt.getTime() + days * DAY_MS);
  return closedAt.getTime() < Date.now() ? closedAt : null;
}
