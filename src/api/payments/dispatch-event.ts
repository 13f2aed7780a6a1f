import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayEvent } from '../../domains/payments/payment-gateway.js';
import { EVENT_EFFECT } from '../../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import type { PaymentRuns } from './payment-runs.js';

type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

/** How much later than the event the gateway's answer may be recorded, for the run to be spared the news, in ms. */
const CHARGE_RESPONSE_GRACE_MS = 250;

/** Gives a gateway's event to whoever must act on it. */
export async function dispatchEvent(
  event: OrderEvent,
  payments: Pick<PaymentReader, 'findByOrders'>,
  runs: Pick<PaymentRuns, 'signalPaymentEvent' | 'refundLatePayment'>,
): Promise<void> {
  const payment = await findPaymentAfterGrace(event.orderId, payments);
  if (!payment) return;
  const effect = EVENT_EFFECT[payment.status];
  if (effect === 'signal_run') await runs.signalPaymentEvent(payment.orderId, event.id);
  else if (effect === 'refund_if_succeeded' && event.type === 'charge.succeeded') await runs.refundLatePayment(payment);
}

/**
 * An event may be sent as soon as the answer to the charge that caused it, and overtake it. A signal for each would cost a run
 * more than the whole event, so a payment that nobody was sent away with is looked at again a little later.
 */
async function findPaymentAfterGrace(
  orderId: string,
  payments: Pick<PaymentReader, 'findByOrders'>,
): Promise<Payment | undefined> {
  const [payment] = await payments.findByOrders([orderId]);
  if (payment?.status !== 'processing' || payment.redirectUrl !== null) return payment;
  await sleep(CHARGE_RESPONSE_GRACE_MS);
  return (await payments.findByOrders([orderId]))[0];
}
