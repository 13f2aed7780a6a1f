import { DomainError } from '../domain-error.js';
import { MAX_STOCK } from './bounds.js';

export class ProductNotInInventory extends DomainError {
  readonly code = 'product_not_in_inventory';
  constructor(productIds: readonly string[]) {
    super(`Product not found in inventory: ${productIds.join(', ')}.`, { product_ids: productIds });
  }
}

interface Shortage {
  readonly productId: string;
  readonly requested: number;
  readonly available: number;
}

export class InsufficientInventory extends DomainError {
  readonly code = 'insufficient_stock';
  constructor(shortages: readonly Shortage[]) {
    super('Insufficient inventory.', {
      items: shortages.map(({ productId, requested, available }) => ({ product_id: productId, requested, available })),
    });
  }
}

export class ReservationsNotFound extends DomainError {
  readonly code = 'reservations_not_found';
  constructor(orderId: string) {
    super(`No reservations were found for order ${orderId}.`, { order_id: orderId });
  }
}

/** A late step found that the order's stock was already released or confirmed. */
export class ReservationClosed extends DomainError {
  readonly code = 'reservation_closed';
  constructor(orderId: string) {
    super(`The reservation of order ${orderId} is already closed.`, { order_id: orderId });
  }
}

export class AdjustmentBelowReserved extends DomainError {
  readonly code = 'adjustment_below_reserved';
  constructor(productId: string, delta: number, available: number) {
    super(
      `The stock cannot be adjusted by ${delta}. Only ${available} units are available; the rest is reserved for orders.`,
      {
        product_id: productId,
        delta,
        available,
      },
    );
  }
}

export class StockOutOfRange extends DomainError {
  readonly code = 'stock_out_of_range';
  constructor(productId: string, delta: number, total: number) {
    super(
      `The stock of ${total} units cannot be adjusted by ${delta}. A product has at most ${MAX_STOCK} units. Add fewer.`,
      { product_id: productId, delta, total },
    );
  }
}
