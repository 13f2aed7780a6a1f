import type { OrderSnapshot } from '../../domains/orders/order-reconciliation-queries.js';
import type { Discrepancy } from '../../domains/payments/payment-reconciliation-queries.js';

/** What is known of an order that looks left behind. */
export interface Candidate {
  readonly orderId: string;
  /** Null when there is no such order. */
  readonly status: OrderSnapshot['status'] | null;
  /** A run of the order is open: it will see to the order itself. */
  readonly running: boolean;
  readonly holdsStock: boolean;
  /** Its payment, or a refund of it, has had no outcome for long. */
  readonly unsettled: boolean;
  readonly discrepancy: Pick<Discrepancy, 'ours' | 'theirs'> | null;
}

/**
 * What is done about it. `leave`: a run sees to it, or nothing is wrong. `undo`: nothing is owed, the order is cancelled, its
 * stock is back. `close`: the order has ended; nothing is owed for it and no stock is held. `confirm stock`: it was sold.
 * `report`: what is right cannot be known from here; somebody must look.
 */
export type RepairAction = 'leave' | 'undo' | 'close' | 'confirm stock' | 'report';

/** What is safe to do about an order without a run. */
export function repairActionFor({ status, running, holdsStock, unsettled, discrepancy }: Candidate): RepairAction {
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
