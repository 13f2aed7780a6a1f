import type { Discrepancy } from '../../contracts/payments.js';
import type { Candidate, RepairAction } from '../../contracts/reconcile.js';

/** The repair that is safe for a candidate. */
export function repairActionFor({
  status,
  running,
  holdsStock,
  unsettled,
  disagreement: discrepancy,
}: Candidate): RepairAction {
  if (running) return 'leave';
  switch (status) {
    case 'pending':
      return 'undo';
    case 'paid':
      return 'report';
    case 'confirmed':
      if (unsettled || discrepancy) return 'report';
      return holdsStock ? 'confirm stock' : 'leave';
    case 'cancelled':
    case 'failed':
    case null:
      if (discrepancy && !isUnrecordedCapture(discrepancy)) return 'report';
      return holdsStock || unsettled || discrepancy ? 'close' : 'leave';
  }
}

/** The provider captured a payment that we recorded as failed. Once the order has ended, it is safe to refund. */
function isUnrecordedCapture({ ours, theirs }: Pick<Discrepancy, 'ours' | 'theirs'>): boolean {
  return ours === 'failed' && theirs === 'succeeded';
}
