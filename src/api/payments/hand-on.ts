import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayEvent } from '../../domains/payments/gateway.js';
import { MEANING } from '../../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import type { PaymentRuns } from './payment-runs.js';

type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

/** How much later than the event the gateway's answer may be recorded, for the run to be spared the news, in ms. */
const HEAD_START_MS = 250;

/** Gives a gateway's event to whoever must act on it. */
export async function handOn(
  event: OrderEvent,
  payments: Pick<PaymentReader, 'findByOrders'>,
  runs: Pick<PaymentRuns, 'tell' | 'refundLate'>,
): Promise<void> {
  const payment = await findAnswered(event.orderId, payments);
  if (!payment) return;
  const meaning = MEANING[payment.status];
  if (meaning === 'news_for_the_run') await runs.tell(payment.orderId, event.id);
  else if (meaning === 'late_if_it_succeeded' && event.type === 'charge.succeeded') await runs.refundLate(payment);
}

/**
 * An event may be sent as soon as the answer to the charge that caused it, and overtake it. A signal for each would cost a run
 * more than the whole event, so a payment that nobody was sent away with is looked at again a little later.
 */
async function findAnswered(
  orderId: string,
  payments: Pick<PaymentReader, 'findByOrders'>,
): Promise<Payment | undefined> {
  const [payment] = await payments.findByOrders([orderId]);
  if (payment?.status !== 'processing' || payment.redirectUrl !== null) return payment;
  await sleep(HEAD_START_MS);
  return (await payments.findByOrders([orderId]))[0];
}
