import type { StockRequest } from './inventory.js';
import type { OrderRequest, Termination } from './orders.js';
import type { PaymentRequest } from './payments.js';

/** Input of the workflow `cancelConfirmedOrder`. Workflow histories contain this shape. */
export interface CancelConfirmedOrderInput {
  readonly order: OrderRequest;
  /** Derived from the order when it has no payment: voiding the charge rejects a late one. */
  readonly charge: PaymentRequest;
  readonly stock: StockRequest;
  readonly ending: Termination;
}
