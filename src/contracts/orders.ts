/**
 * Order payloads that Temporal stores. Workflow histories contain these shapes: add optional properties only, and never rename one.
 */
import type { PaymentMethod } from './payments.js';

export type OrderStatus = 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';

/** Who changed an order. `system` covers what no person asked for, such as expiry or a declined payment. */
export type Actor = 'customer' | 'operator' | 'system';

export interface OrderLine {
  readonly productId: string;
  readonly quantity: number;
}

/** An order line with the product's data at the time of pricing. */
interface PricedItem extends OrderLine {
  readonly sku: string;
  readonly name: string;
  /** Minor units. */
  readonly price: number;
  /** Minor units. */
  readonly subtotal: number;
}

export const ADJUSTMENT_KINDS = ['tax', 'shipping', 'discount'] as const;

/** What an order costs, or includes, besides its items. */
export interface Adjustment {
  readonly kind: (typeof ADJUSTMENT_KINDS)[number];
  /** Shown to the customer. */
  readonly label: string;
  /** Minor units of the order's currency; negative for a discount. */
  readonly amount: number;
  /** The product whose line it belongs to; absent for the whole order. */
  readonly productId?: string;
  /** True when the prices of the items contain it, so that it is shown and not added. */
  readonly included: boolean;
}

export interface PricedOrder {
  readonly items: readonly PricedItem[];
  /** Absent when there are none. The total contains those that the prices do not include. */
  readonly adjustments?: readonly Adjustment[];
  /** Minor units of `currency`. */
  readonly totalAmount: number;
  /** ISO 4217. */
  readonly currency: string;
}

export interface PricingRequest {
  readonly orderId: string;
  readonly lines: readonly OrderLine[];
  /** How the order is to be paid. Workflows of version 0.1.0 omit it. */
  readonly payment?: { readonly method: PaymentMethod; readonly hasToken: boolean };
}

export interface OrderRequest {
  readonly orderId: string;
  readonly userId: string;
  readonly paymentMethod: string;
  /** Digest of the request body; null without an Idempotency-Key. */
  readonly requestFingerprint: string | null;
}

export interface NewOrder extends OrderRequest, PricedOrder {
  /** ISO 8601. */
  readonly reservationExpiresAt: string;
}

/** An order as it is stored. An earlier run may have created it, with another total or expiry. */
export interface StoredOrder {
  readonly status: OrderStatus;
  /** Minor units of `currency`. */
  readonly totalAmount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** ISO 8601. */
  readonly reservationExpiresAt: string;
  /** Null until the order is paid. */
  readonly paymentId: string | null;
}

export interface StatusReason {
  readonly reason: string | null;
  readonly actor: Actor;
}

/** The final status of an order that is not confirmed, or no longer, and why. */
export interface Termination extends StatusReason {
  readonly status: 'cancelled' | 'failed';
}

/** How an order ended before it was to end in another way. */
export type EarlierEnding = Pick<Termination, 'status' | 'reason'>;

/** The run of the order was lost: it was terminated, or Temporal does not know it. */
export const RUN_LOST: Termination = { status: 'cancelled', reason: 'run_lost', actor: 'system' };

/** An order as reconciliation reads it. */
export interface OrderSnapshot {
  readonly orderId: string;
  readonly userId: string;
  /** `cancelled` for a tombstone. */
  readonly status: OrderStatus;
  readonly paymentMethod: string;
  readonly requestFingerprint: string | null;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Empty for a tombstone. Workers of version 0.1.0 omit it. */
  readonly lines?: readonly OrderLine[];
  /** Null until the order is paid. */
  readonly paymentId?: string | null;
}
