import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayEvent } from '../../domains/payments/payment-gateway.js';
import { EVENT_EFFECT } from '../../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import type { PaymentRuns } from './payment-runs.js';

type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

/** Time for the response to a charge to be recorded when its event overtakes it, in milliseconds. */
const CHARGE_RESPONSE_GRACE_MS = 250;

/** Dispatches a payment event: signals the order's run, or refunds a payment that succeeded too late. */
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
 * The event of a charge may overtake the response to that charge. The response makes a signal superfluous, and a signal
 * costs a workflow task, so a payment without a redirect is read again after a grace period.
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
