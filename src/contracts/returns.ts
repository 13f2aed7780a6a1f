/** Return payloads that Temporal stores. Workflow histories contain these shapes: add optional properties only, and never rename one. */
import type { OrderLine, OrderSnapshot } from './orders.js';
import type { RefundReceipt } from './payments.js';
import type { Rejection } from './place-order.js';

export interface ReturnRequest {
  readonly returnId: string;
  readonly orderId: string;
  /** One line for each product. */
  readonly lines: readonly OrderLine[];
  /** Whether the returned units are sold again. */
  readonly restock: boolean;
  readonly reason: string;
}

/** An order with its returns that no run has completed. */
export interface OrderWithReturns extends OrderSnapshot {
  /** Workers of version 0.1.0 omit it. */
  readonly pendingReturns?: readonly ReturnRequest[];
}

/** A return whose quantities are taken from what can be returned. */
export interface RecordedReturn {
  /** What the returned lines cost, in minor units of the order's currency; 0 when discounts paid for all of it. */
  readonly amount: number;
}

export interface CompletedReturn {
  readonly returnId: string;
  /** Minor units; less than the price of the lines when less remained of the payment. */
  readonly refundedAmount: number;
}

/** Result of the workflow `returnOrder`. */
export interface ReturnOutcome {
  /** The request that started the run, so that a later request with its key can be compared with it. */
  readonly request: ReturnRequest;
  /** Null when nothing remained to refund, or the return was rejected. */
  readonly refund: RefundReceipt | null;
  readonly rejection: Rejection | null;
}
