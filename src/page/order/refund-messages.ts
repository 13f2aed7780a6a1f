import { formatMoney } from '../../money/money.js';
import type { Dispute, OrderReturn, PaymentDetails } from '../client.js';

type Refund = PaymentDetails['refunds'][number];

const REFUND_STATES: Readonly<Record<Refund['status'], string>> = {
  pending: 'waits for the payment provider',
  succeeded: 'refunded',
  failed: 'failed',
  canceled: 'stopped by the payment provider',
};

/** Messages for the service's own reasons; any other reason is free text from the person who refunded. */
const REFUND_REASONS: Readonly<Record<string, string>> = {
  order_cancelled: 'the order was cancelled',
  refunded_at_provider: 'refunded by the payment provider',
  dispute_lost: 'the dispute was lost',
};

const RETURN_STATES: Readonly<Record<OrderReturn['status'], string>> = {
  pending: 'under way',
  completed: 'completed',
  rejected: 'rejected',
};

/** The amount, the state and the reason of a refund. */
export function describeRefund({ amount, status, reason, failure_reason: failure }: Refund, currency: string): string {
  const cause = failure === null ? '' : ` (${failure})`;
  return `${formatMoney(amount, currency)} ${REFUND_STATES[status]}${cause}: ${REFUND_REASONS[reason] ?? `“${reason}”`}`;
}

/** The amount, the state and, while evidence can be submitted, the due date of a dispute. */
export function describeDispute({ amount, currency, status, reason, evidence_due_at: dueAt }: Dispute): string {
  const due = dueAt === null ? '' : `, evidence is due on ${dueAt.slice(0, 10)}`;
  return `${formatMoney(amount, currency)} ${status}: ${reason.replaceAll('_', ' ')}${due}`;
}

/** The units, the state and the reason of a return. */
export function describeReturn({ items, status, restock, reason }: OrderReturn): string {
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const stock = restock ? '' : ', not for sale again';
  return `${units} ${units === 1 ? 'unit' : 'units'} ${RETURN_STATES[status]}${stock}: “${reason}”`;
}
