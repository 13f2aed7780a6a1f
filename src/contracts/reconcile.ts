/**
 * Input and result of the workflow `reconcile`. Workflow histories contain these shapes: add optional properties only, and never rename
 * one.
 */
import type { OrderSnapshot } from './orders.js';
import type { Discrepancy } from './payments.js';

export interface ReconcileInput {
  /** Changes younger than this many seconds are skipped. */
  readonly graceSeconds: number;
  /** Payments settled more than this many seconds ago are no longer compared with the provider. */
  readonly windowSeconds: number;
  /** Maximum number of each kind that one page contains. A run examines one page and continues as new for the next one. */
  readonly limit: number;
  /** Set by continue-as-new. */
  readonly progress?: ReconcileProgress;
}

/** Where to find candidates. */
export type CandidateSource = 'reservations' | 'orders' | 'payments' | 'comparison' | 'cancellations' | 'endedOrders';

/** The last key of the previous page, by source. Absent: no page was read yet; null: the last page was read. */
export type ReconcileCursors = Readonly<Partial<Record<CandidateSource, string | null>>>;

export interface ReconcileProgress {
  readonly cursors: ReconcileCursors;
  /** ISO 8601; when the current search of all sources started. */
  readonly searchStartedAt: string;
  readonly result: ReconcileResult;
}

/** An order that may have been abandoned, with the data that decides on its repair. */
export interface Candidate {
  readonly orderId: string;
  /** Null when there is no such order. */
  readonly status: OrderSnapshot['status'] | null;
  /** The order has an open run, which handles it. */
  readonly running: boolean;
  readonly holdsStock: boolean;
  /** Its payment, or a refund of it, has been without an outcome for longer than the grace period. */
  readonly unsettled: boolean;
  readonly disagreement: Omit<Discrepancy, 'payment'> | null;
  /** Some of its stock is confirmed. */
  readonly soldStock?: boolean;
  /** A cancellation of the order started: it was refunded for it, or a run that was to cancel it did not complete. */
  readonly cancelling?: boolean;
  /** A refund has been without an outcome for longer than the grace period. */
  readonly refundPending?: boolean;
  /** A refund or a dispute is undecided, or money of a cancelled order is owed, and no run follows the payment. */
  readonly notFollowed?: boolean;
  /** A return has no open run that completes it. */
  readonly returnPending?: boolean;
}

/**
 * - `leave`: an open run handles the order, or its data is consistent.
 * - `undo`: refund or void the payment, cancel the order, release or restock its stock.
 * - `close`: the order has ended; refund or void its payment and release or restock its stock.
 * - `confirm stock`: the order is confirmed; confirm its stock, which is sold.
 * - `finish cancellation`: the order is confirmed and its cancellation started; refund, restock and cancel it.
 * - `finish refund`: repeat the pending refunds under their ids, and follow those that the provider has not decided.
 * - `finish return`: start the run of each pending return again.
 * - `take over`: record the refunds and disputes that the provider has, and follow those that it has not decided.
 * - `release charge`: start the run again that releases a charge of the order that is not its payment's.
 * - `report`: an operator must decide; no repair is certain to be correct.
 */
export type RepairAction =
  | 'leave'
  | 'undo'
  | 'close'
  | 'confirm stock'
  | 'finish cancellation'
  | 'finish refund'
  | 'finish return'
  | 'take over'
  | 'release charge'
  | 'report';

export interface Finding extends Candidate {
  readonly remedy: RepairAction;
  /** Describes the finding to an operator. */
  readonly reason?: string;
  /** Why the repair failed; absent when it succeeded or none was tried. */
  readonly problem?: string;
}

export interface ReconcileResult {
  /** Candidates without an open run. */
  readonly looked: number;
  /** At most 200; `counts` contains the number of all. */
  readonly repaired: readonly Finding[];
  /** Findings that an operator must look at, at most 200. */
  readonly unresolved?: readonly Finding[];
  /** Searches that failed, and why. */
  readonly problems?: readonly string[];
  readonly counts?: { readonly running: number; readonly repaired: number; readonly unresolved: number };
}

/** One page of orders whose cancellation has a closed run that did not complete. */
export interface LostCancellations {
  readonly orderIds: readonly string[];
  /** The cursor of the next page; null after the last page. */
  readonly next: string | null;
}
