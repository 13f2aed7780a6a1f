/**
 * Input and result of the workflow `reconcile`. Histories hold these shapes: add optional properties only, and never rename
 * one.
 */
import type { OrderSnapshot } from './orders.js';
import type { Discrepancy } from './payments.js';

export interface ReconcileInput {
  /** Changes younger than this many seconds are skipped. */
  readonly graceSeconds: number;
  /** Payments settled more than this many seconds ago are no longer compared with the provider. */
  readonly windowSeconds: number;
  /** Maximum number of each kind that one run examines. */
  readonly limit: number;
}

/** An order that may have been abandoned, with the data that decides on its repair. */
export interface Candidate {
  readonly orderId: string;
  /** Null when there is no such order. */
  readonly status: OrderSnapshot['status'] | null;
  /** The order has an open run, which takes care of it. */
  readonly running: boolean;
  readonly holdsStock: boolean;
  /** Its payment, or a refund of it, has been without an outcome for longer than the grace. */
  readonly unsettled: boolean;
  readonly disagreement: Pick<Discrepancy, 'ours' | 'theirs'> | null;
}

/**
 * - `leave`: an open run takes care of it, or nothing is wrong.
 * - `undo`: refund or void the payment, cancel the order, release its stock.
 * - `close`: the order has ended; refund or void what remains and release its stock.
 * - `confirm stock`: the order is confirmed; confirm its stock, which is sold.
 * - `report`: the data does not show what is right; an operator must decide.
 */
export type RepairAction = 'leave' | 'undo' | 'close' | 'confirm stock' | 'report';

export interface Finding extends Candidate {
  readonly remedy: RepairAction;
}

export interface ReconcileResult {
  readonly looked: number;
  readonly repaired: readonly Finding[];
}
