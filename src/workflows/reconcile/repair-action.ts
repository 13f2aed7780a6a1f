import type { Discrepancy } from '../../contracts/payments.js';
import type { Candidate, RepairAction } from '../../contracts/reconcile.js';

/** The repair that is safe for a candidate. */
export function repairActionFor(candidate: Candidate): RepairAction {
  const { status, running, holdsStock, soldStock, unsettled, disagreement, cancelling, refundPending } = candidate;
  const { notFollowed, returnPending } = candidate;
  if (running) return 'leave';
  switch (status) {
    case 'pending':
      return 'undo';
    case 'paid':
      return 'report';
    case 'confirmed':
      if (cancelling) return 'finish cancellation';
      if (returnPending) return 'finish return';
      if (disagreement) return canBeTakenOver(disagreement) ? 'take over' : 'report';
      if (refundPending) return 'finish refund';
      if (unsettled) return 'report';
      if (holdsStock) return 'confirm stock';
      return notFollowed ? 'take over' : 'leave';
    case 'cancelled':
    case 'failed':
    case null:
      if (returnPending) return 'finish return';
      if (disagreement && canBeTakenOver(disagreement)) return 'take over';
      if (disagreement && !isUnrecordedCapture(disagreement)) return 'report';
      if (holdsStock || soldStock || unsettled || disagreement) return 'close';
      return notFollowed ? 'take over' : 'leave';
  }
}

/** Describes a candidate to an operator. */
export function reasonFor(candidate: Candidate): string {
  const { status, holdsStock, soldStock, unsettled, disagreement, cancelling, refundPending } = candidate;
  const { notFollowed, returnPending } = candidate;
  const reasons = [
    ...(status === 'pending' || status === 'paid' ? [`no workflow handles the ${status} order`] : []),
    ...(cancelling && status === 'confirmed' ? ['its cancellation did not complete'] : []),
    ...(disagreement ? [describeDiscrepancy(disagreement)] : []),
    ...(returnPending ? ['a return did not complete'] : []),
    ...(refundPending ? ['a refund has no outcome'] : []),
    ...(notFollowed && !refundPending ? ['no workflow follows its refunds and disputes'] : []),
    ...(unsettled && !refundPending ? ['the payment has no outcome'] : []),
    ...(holdsStock ? ['stock is still reserved'] : []),
    ...(soldStock && status !== 'confirmed' ? ['stock is still confirmed'] : []),
  ];
  return reasons.join('; ') || 'the data is consistent';
}

function describeDiscrepancy(discrepancy: Omit<Discrepancy, 'payment'>): string {
  const { ours, theirs, amounts, disputesDiffer, rejection } = discrepancy;
  if (rejection !== undefined) return `the payment is ${ours} and cannot be compared: ${rejection}`;
  if (disputesDiffer) return 'the provider has a dispute that is not recorded';
  if (!amounts) return `the payment is ${ours}, the charge at the provider ${theirs}`;
  const format = ({ amount, refundedAmount }: { amount: number; refundedAmount: number }) =>
    `${amount} with ${refundedAmount} refunded`;
  return `the payment is ${format(amounts.ours)}, the charge at the provider ${format(amounts.theirs)}`;
}

/** Only refunds and disputes differ: the provider decides them, so its record is correct. */
function canBeTakenOver({ amounts, disputesDiffer }: Omit<Discrepancy, 'payment'>): boolean {
  return disputesDiffer === true || (amounts !== undefined && amounts.ours.amount === amounts.theirs.amount);
}

/** The provider captured a payment that we recorded as failed. Once the order has ended, it is safe to refund. */
function isUnrecordedCapture({ ours, theirs }: Pick<Discrepancy, 'ours' | 'theirs'>): boolean {
  return ours === 'failed' && theirs === 'succeeded';
}
