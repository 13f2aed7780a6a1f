/**
 * Inventory payloads that Temporal stores. Workflow histories contain these shapes: add optional properties only, and never rename one.
 */

/** The stock of one order, one line for each product. */
export interface StockRequest {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

export interface ReleaseRequest extends StockRequest {
  /** The order has ended, so stock that an earlier run of it confirmed is restocked. */
  readonly orderEnded?: true;
}

export interface ReservationRequest extends StockRequest {
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** The stock that an order holds, as reconciliation reads it. `lines` are the reserved ones. */
export interface HeldStock extends StockRequest {
  /** Stock that is sold. Workers of version 0.1.0 omit it. */
  readonly confirmedLines?: StockRequest['lines'];
}
