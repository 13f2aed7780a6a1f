import type { Order, Timeline } from '../client.js';
import type { Formats } from '../i18n/formats.js';
import { reasonSentence, type OrderText } from './reasons.js';

/** The state of the order as a title: it is being undone until all of it is. */
export function headline({ status, payment }: Order, undo: Timeline['undo'], { headlines: t }: OrderText): string {
  if (isBeingUndone(undo)) return t.compensating;
  if (status !== 'pending') return t[status];
  return payment?.next_action ? t.awaitingCustomer : t.paying;
}

function isBeingUndone(undo: Timeline['undo']): boolean {
  return undo === 'running' || undo === 'stuck';
}

/** A sentence that explains the headline, if it needs one. */
export function explanation(
  order: Order,
  undo: Timeline['undo'],
  t: OrderText,
  { money }: Pick<Formats, 'money'>,
): string | undefined {
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
      return t.join(reasonSentence(order, t), refunded ?? (isBeingUndone(undo) ? '' : t.nothingDue));
  }
}
