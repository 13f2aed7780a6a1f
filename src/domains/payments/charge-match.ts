import type { Charge } from './payment-gateway.js';
import type { Payment } from './payment.entity.js';

/** The statuses in which a charge holds no money and never will. */
const WITHOUT_MONEY: readonly Charge['status'][] = ['declined', 'canceled'];

/** True when the answer of the gateway is about this payment: the same charge, for the same amount and currency. */
export function isChargeOf(payment: Payment, charge: Charge): boolean {
  if (payment.transactionId !== null && payment.transactionId !== charge.transactionId) return false;
  // A key that was voided before it was charged has no amount.
  if (WITHOUT_MONEY.includes(charge.status)) return true;
  return payment.amount === charge.amount && payment.currency === charge.currency;
}

/** Minor units that a charge has taken and not returned. */
function keptAmount({ status, amount, refundedAmount }: Charge): number {
  return status === 'succeeded' ? amount - refundedAmount : 0;
}

/** True when a charge neither holds money nor will. */
export function holdsNothing(charge: Charge): boolean {
  return WITHOUT_MONEY.includes(charge.status) || (charge.status === 'succeeded' && keptAmount(charge) <= 0);
}
