import type { OrderFacts } from '../domains/orders/orders-review.js';
import type { Disagreement } from '../domains/payments/payments-review.js';

/** What is known of an order that looks left behind. */
export interface Suspect {
  readonly orderId: string;
  /** Null when there is no such order. */
  readonly status: OrderFacts['status'] | null;
  /** A run of the order is open: it will see to the order itself. */
  readonly running: boolean;
  readonly holdsStock: boolean;
  /** Its payment, or a refund of it, has had no outcome for long. */
  readonly unsettled: boolean;
  readonly disagreement: Pick<Disagreement, 'ours' | 'theirs'> | null;
}

/**
 * What is done about it. `leave`: a run sees to it, or nothing is wrong. `undo`: nothing is owed, the order is cancelled, its
 * stock is back. `close`: the order has ended; nothing is owed for it and no stock is held. `confirm stock`: it was sold.
 * `report`: what is right cannot be known from here; somebody must look.
 */
export type Remedy = 'leave' | 'undo' | 'close' | 'confirm stock' | 'report';

/** What is safe to do about an order without a run. */
export function remedyFor({ status, running, holdsStock, unsettled, disagreement }: Suspect): Remedy {
  if (running) return 'leave';
  switch (status) {
    case 'pending':
      return 'undo';
    case 'paid':
      return 'report';
    case 'confirmed':
      if (unsettled || disagreement) return 'report';
      return holdsStock ? 'confirm stock' : 'leave';
    case 'cancelled':
    case 'failed':
    case null:
      if (disagreement && !isKeptByMistake(disagreement)) return 'report';
      return holdsStock || unsettled || disagreement ? 'close' : 'leave';
  }
}

/** The gateway took money that we never counted: of an order that has ended it is given back. */
function isKeptByMistake({ ours, theirs }: Pick<Disagreement, 'ours' | 'theirs'>): boolean {
  return ours === 'failed' && theirs === 'succeeded';
}
