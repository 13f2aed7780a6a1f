import type { GatewayEvent } from '../../domains/payments/gateway.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import type { PaymentStatus } from '../../domains/payments/payment-status.js';
import type { PaymentRuns } from './payment-runs.js';

/**
 * What an event means to a payment, by the status it finds. The run looks up what is true, so an event that says what is
 * known already, or comes twice, late or out of order, changes nothing.
 */
const MEANING: Record<PaymentStatus, 'news_for_the_run' | 'late_if_it_succeeded' | 'known_already'> = {
  pending: 'news_for_the_run',
  processing: 'news_for_the_run',
  success: 'known_already',
  failed: 'late_if_it_succeeded',
  refunded: 'known_already',
};

type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

/** Gives a gateway's event to whoever must act on it. */
export async function handOn(event: OrderEvent, payments: PaymentReader, runs: PaymentRuns): Promise<void> {
  const [payment] = await payments.findByOrders([event.orderId]);
  if (!payment) return;
  const meaning = MEANING[payment.status];
  if (meaning === 'news_for_the_run') await runs.tell(payment.orderId, event.id);
  else if (meaning === 'late_if_it_succeeded' && event.type === 'charge.succeeded') await runs.refundLate(payment);
}
