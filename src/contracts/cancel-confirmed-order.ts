import type { StockRequest } from './inventory.js';
import type { OrderRequest, Termination } from './orders.js';
import type { PaymentRequest } from './payments.js';

/** Input of the workflow `cancelConfirmedOrder`. Histories hold this shape. */
export interface CancelConfirmedOrderInput {
  readonly order: OrderRequest;
  readonly charge: PaymentRequest;
  readonly stock: StockRequest;
  readonly ending: Termination;
}
