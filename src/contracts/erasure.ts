/**
 * Erasure and retention payloads that Temporal stores. They contain no id of a user. Workflow histories contain these shapes: add
 * optional properties only, and never rename one.
 */

/** What an erasure did so far. */
export interface ErasureReport {
  /** Orders that have the pseudonym. */
  readonly orders: number;
  /** Payments that have the pseudonym. */
  readonly payments: number;
  /** Orders whose personal data is deleted. */
  readonly personalData: number;
  /** Runs that are deleted from Temporal. */
  readonly runs: number;
  /** Orders that wait until their runs have closed. */
  readonly waiting: number;
}

/** Input of the workflow `eraseUser`. */
export interface EraseUserInput {
  readonly erasureId: string;
  /** Set by continue-as-new. */
  readonly report?: ErasureReport;
}

export interface ErasurePageRequest {
  readonly erasureId: string;
  readonly limit: number;
  /** The last order of the previous page. */
  readonly after: string | null;
}

/** A page of the user's orders. */
export interface ErasurePage {
  /** Orders without an open run. */
  readonly orderIds: readonly string[];
  /** Orders that a run still changes. */
  readonly waiting: number;
  /** What takes the place of the user's id. */
  readonly pseudonym: string;
  /** The cursor of the next page; null after the last page. */
  readonly next: string | null;
}

export interface Pseudonymization {
  readonly orderIds: readonly string[];
  readonly pseudonym: string;
}

/** Input of the workflow `applyRetention`. */
export interface RetentionInput {
  /** Days without a change after which an order that has ended is archived; 0 keeps every order. */
  readonly archiveAfterDays: number;
  /** Seconds after which details without an order and without an open run are deleted. */
  readonly orphanAfterSeconds: number;
  /** Rows of one transaction. */
  readonly limit: number;
  /** Set by continue-as-new. */
  readonly result?: RetentionResult;
}

export interface RetentionResult {
  readonly archivedOrders: number;
  readonly discardedDetails: number;
}
