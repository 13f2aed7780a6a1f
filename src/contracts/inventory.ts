/**
 * Inventory payloads that Temporal stores. Histories hold these shapes: add optional properties only, and never rename one.
 */

/** The stock of one order, one line for each product. */
export interface StockRequest {
  readonly orderId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

export interface ReservationRequest extends StockRequest {
  /** ISO 8601. */
  readonly expiresAt: string;
}
