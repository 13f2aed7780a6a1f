import type { Discrepancy } from '../../contracts/payments.js';
import type { Candidate, RepairAction } from '../../contracts/reconcile.js';

/** The repair that is safe for a candidate. */
export function repairActionFor(candidate: Candidate): RepairAction {
  const { status, running, holdsStock, soldStock, unsettled, disagreement, cancelling, refundPending } = candidate;
  if (running) return 'leave';
  switch (status) {
    case 'pending':
      return 'undo';
    case 'paid':
      return 'report';
    case 'confirmed':
      if (cancelling) return 'finish cancellation';
      if (disagreement) return 'report';
      if (refundPending) return 'finish refund';
      if (unsettled) return 'report';
      return holdsStock ? 'confirm stock' : 'leave';
    case 'cancelled':
    case 'failed':
    case null:
      if (disagreement && !isUnrecordedCapture(disagreement)) return 'report';
      return holdsStock || soldStock || unsettled || disagreement ? 'close' : 'leave';
  }
}

/** Describes a candidate to an operator. */
export function reasonFor(candidate: Candidate): string {
  const { status, holdsStock, soldStock, unsettled, disagreement, cancelling, refundPending } = candidate;
  const reasons = [
    ...(status === 'pending' || status === 'paid' ? [`no workflow handles the ${status} order`] : []),
    ...(cancelling && status === 'confirmed' ? ['its cancellation did not complete'] : []),
    ...(disagreement ? [describeDiscrepancy(disagreement)] : []),
    ...(refundPending ? ['a refund has no outcome'] : []),
    ...(unsettled && !refundPending ? ['the payment has no outcome'] : []),
    ...(holdsStock ? ['stock is still reserved'] : []),
    ...(soldStock && status !== 'confirmed' ? ['stock is still confirmed'] : []),
  ];
  return reasons.join('; ') || 'the data is consistent';
}

function describeDiscrepancy({ ours, theirs, amounts, rejection }: Omit<Discrepancy, 'payment'>): string {
  if (rejection !== undefined) return `the payment is ${ours} and cannot be compared: ${rejection}`;
  if (!amounts) return `the payment is ${ours}, the charge at the provider ${theirs}`;
  const format = ({ amount, refundedAmount }: { amount: number; refundedAmount: number }) =>
    `${amount} with ${refundedAmount} refunded`;
  return `the payment is ${format(amounts.ours)}, the charge at the provider ${format(amounts.theirs)}`;
}

/** The provider captured a payment that we recorded as failed. Once the order has ended, it is safe to refund. */
function isUnrecordedCapture({ ours, theirs }: Pick<Discrepancy, 'ours' | 'theirs'>): boolean {
  return ours === 'failed' && theirs === 'succeeded';
}
