import type { GatewayEvent } from '../../domains/payments/gateway.js';
import { MEANING } from '../../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import type { PaymentRuns } from './payment-runs.js';

type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

/** Gives a gateway's event to whoever must act on it. */
export async function handOn(event: OrderEvent, payments: PaymentReader, runs: PaymentRuns): Promise<void> {
  const [payment] = await payments.findByOrders([event.orderId]);
  if (!payment) return;
  const meaning = MEANING[payment.status];
  if (meaning === 'news_for_the_run') await runs.tell(payment.orderId, event.id);
  else if (meaning === 'late_if_it_succeeded' && event.type === 'charge.succeeded') await runs.refundLate(payment);
}
