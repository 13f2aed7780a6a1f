import type { Order, OrderRun } from '../client.js';
import type { Formats } from '../i18n/formats.js';
import { reasonSentence, type OrderText } from './reasons.js';

export { formatDuration } from './durations.js';

/** The state of the order as a title. */
export function headline({ status, payment }: Order, run: OrderRun | undefined, { headlines: t }: OrderText): string {
  if (status !== 'pending') return t[status];
  if (payment?.next_action) return t.awaitingCustomer;
  return run?.step === 'compensating' ? t.compensating : t.paying;
}

/** A sentence that explains the headline, if it needs one. */
export function explanation(order: Order, t: OrderText, { money }: Pick<Formats, 'money'>): string | undefined {
  const { status, payment, currency } = order;
  const refunded =
    payment && payment.refunded_amount > 0
      ? t.refundedOf(money(payment.refunded_amount, currency), money(payment.amount, currency))
      : undefined;
  switch (status) {
    case 'pending':
      return payment?.next_action ? t.approve : undefined;
    case 'paid':
      return undefined;
    case 'confirmed':
      return refunded ?? t.received;
    case 'cancelled':
    case 'failed':
      return t.join(reasonSentence(order, t), refunded ?? t.nothingDue);
  }
}
