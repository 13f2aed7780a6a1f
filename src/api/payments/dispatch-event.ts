import { setTimeout as sleep } from 'node:timers/promises';
import { RUN_LOST } from '../../contracts/orders.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { OrderEvent } from '../../domains/payments/payment-gateway.js';
import { EVENT_EFFECT } from '../../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import { MISMATCH } from '../../domains/payments/payment-status.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import type { PaymentRuns } from './payment-runs.js';

/** Time for the response to a charge to be recorded when its event overtakes it, in milliseconds. */
const CHARGE_RESPONSE_GRACE_MS = 250;

/** The events after which a charge holds money of the customer. */
const HOLDS_MONEY: readonly OrderEvent['type'][] = ['charge.succeeded', 'charge.authorized'];

interface EventServices {
  readonly orders: Pick<OrderReader, 'find'>;
  readonly payments: Pick<PaymentReader, 'findByOrders'>;
  readonly paymentRuns: Pick<
    PaymentRuns,
    'signalPaymentEvent' | 'refundLatePayment' | 'releaseOtherCharge' | 'startCancellation'
  >;
}

/**
 * Dispatches a payment event: signals the order's run, refunds a payment that succeeded too late, or cancels the order when its
 * run was terminated. An event counts for the charge that it names: when that is not the payment's, the charge is released.
 */
export async function dispatchEvent(event: OrderEvent, services: EventServices): Promise<void> {
  const { payments, paymentRuns } = services;
  const payment = await findPaymentAfterGrace(event.orderId, payments);
  if (!payment) return;
  const { transactionId } = event;
  if (transactionId !== null && isOtherCharge(transactionId, payment)) {
    if (HOLDS_MONEY.includes(event.type)) await paymentRuns.releaseOtherCharge(payment.orderId, transactionId);
    return;
  }
  // The run that found the mismatch waits for a person to resolve it.
  if (payment.failureReason === MISMATCH) return;
  const effect = EVENT_EFFECT[payment.status];
  if (effect === 'refund_if_succeeded' && event.type === 'charge.succeeded') {
    await paymentRuns.refundLatePayment(payment);
  } else if (effect === 'signal_run' && !(await paymentRuns.signalPaymentEvent(event))) {
    await dispatchWithoutRun(event, payment, services);
  }
}

/** While the payment is undecided and its charge unknown, any charge of the order may be its own. */
function isOtherCharge(transactionId: string, { transactionId: own, otherTransactionId, status }: Payment): boolean {
  if (transactionId === otherTransactionId) return false;
  return own === null ? status === 'failed' : own !== transactionId;
}

/** A run settles the payment before it closes. When it has not, it was terminated, and the event would be lost. */
async function dispatchWithoutRun(event: OrderEvent, payment: Payment, services: EventServices): Promise<void> {
  const [latest] = await services.payments.findByOrders([event.orderId]);
  if (latest && latest.status !== payment.status) return dispatchEvent(event, services);
  const order = await services.orders.find(event.orderId);
  // Without an order, reconciliation closes the payment.
  if (order && order.status !== 'confirmed') await services.paymentRuns.startCancellation(order, payment, RUN_LOST);
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
