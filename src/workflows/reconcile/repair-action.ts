import type { Discrepancy } from '../../contracts/payments.js';
import type { Candidate, RepairAction } from '../../contracts/reconcile.js';

/** What is safe to do about an order without a run. */
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

/** The gateway took money that we never counted: of an order that has ended it is given back. */
function isUnrecordedCapture({ ours, theirs }: Pick<Discrepancy, 'ours' | 'theirs'>): boolean {
  return ours === 'failed' && theirs === 'succeeded';
}
