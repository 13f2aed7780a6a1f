import {
  toNewPayment,
  type CapturedAmounts,
  type Discrepancy,
  type NewPayment,
  type PaymentStatus,
} from '../../contracts/payments.js';
import { chargeKey } from './charge-key.js';
import { GatewayRejected } from './errors.js';
import type { Charge, PaymentGateway } from './payment-gateway.js';

/** The charge statuses that agree with each settled payment status. */
const EXPECTED_CHARGE_STATUSES: Readonly<Partial<Record<PaymentStatus, readonly Discrepancy['theirs'][]>>> = {
  success: ['succeeded'],
  refunded: ['succeeded'],
  failed: ['declined', 'canceled', 'none'],
};

export interface SettledPayment extends NewPayment {
  readonly status: PaymentStatus;
  readonly transactionId: string | null;
  /** Minor units. */
  readonly refundedAmount: number;
  /** A refund has no outcome yet, so the refunded amounts may differ. */
  readonly refunding: boolean;
  /** The recorded status of each dispute, by the gateway's id. */
  readonly disputes: Readonly<Record<string, string>>;
}

/**
 * Compares a payment with its charge, which it reads from the gateway.
 *
 * @returns null when they agree
 * @throws GatewayUnavailable
 */
export async function findDiscrepancy(
  gateway: PaymentGateway,
  payment: SettledPayment,
  signal?: AbortSignal,
): Promise<Discrepancy | null> {
  const reference = { idempotencyKey: chargeKey(payment.orderId), transactionId: payment.transactionId };
  const base = { payment: toNewPayment(payment), ours: payment.status };
  let charge: Charge | null;
  try {
    charge = await gateway.find(reference, signal);
  } catch (error) {
    if (!(error instanceof GatewayRejected)) throw error;
    return toUnreadable(payment, error);
  }
  const theirs = charge?.status ?? 'none';
  if (!EXPECTED_CHARGE_STATUSES[payment.status]?.includes(theirs)) return { ...base, theirs };
  if (charge?.status !== 'succeeded') return null;
  const disputesDiffer = charge.disputes.some(({ disputeId, status }) => payment.disputes[disputeId] !== status);
  if (disputesDiffer) return { ...base, theirs, disputesDiffer };
  const amounts = { ours: amountsOf(payment), theirs: amountsReturned(charge) };
  const agree =
    amounts.ours.amount === amounts.theirs.amount &&
    (payment.refunding || amounts.ours.refundedAmount === amounts.theirs.refundedAmount);
  return agree ? null : { ...base, theirs, amounts };
}

/** The discrepancy of a payment whose charge the gateway did not return. */
export function toUnreadable(payment: SettledPayment, error: Error): Discrepancy {
  return { payment: toNewPayment(payment), ours: payment.status, theirs: 'none', rejection: error.message };
}

/** What the bank returned to the customer in a lost dispute counts as refunded. */
function amountsReturned({ amount, currency, refundedAmount, disputes }: Charge): CapturedAmounts {
  const lost = disputes.filter(({ status }) => status === 'lost');
  const returned = lost.reduce((sum, dispute) => sum + (dispute.currency === currency ? dispute.amount : amount), 0);
  return { amount, refundedAmount: Math.min(amount, refundedAmount + returned) };
}

function amountsOf({ amount, refundedAmount }: CapturedAmounts): CapturedAmounts {
  return { amount, refundedAmount };
}
