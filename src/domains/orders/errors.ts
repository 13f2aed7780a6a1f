import { DomainError } from '../domain-error.js';
import type { OrderStatus } from '../../contracts/orders.js';

export class OrderNotFound extends DomainError {
  readonly code = 'order_not_found';
  constructor(orderId: string) {
    super(`Order ${orderId} was not found.`, { order_id: orderId });
  }
}

/** A late `create` found a tombstone. */
export class OrderClosed extends DomainError {
  readonly code = 'order_closed';
  constructor(orderId: string) {
    super(`Order ${orderId} was cancelled before it was created.`, { order_id: orderId });
  }
}

export class TransitionRejected extends DomainError {
  readonly code = 'order_transition_refused';
  constructor(orderId: string, from: OrderStatus, to: OrderStatus) {
    super(`Order ${orderId} is ${from} and cannot become ${to}.`, { order_id: orderId, from, to });
  }
}

export class OrderNotCancellable extends DomainError {
  readonly code = 'order_not_cancellable';
  constructor(orderId: string, status: OrderStatus) {
    super(`Order ${orderId} is ${status} and cannot be cancelled.`, { order_id: orderId, status });
  }
}

export class MixedCurrencies extends DomainError {
  readonly code = 'mixed_currencies';
  constructor(currencies: readonly string[]) {
    super(`The products are priced in ${currencies.join(' and ')}. Place one order for each currency.`, { currencies });
  }
}

export class TotalOutOfRange extends DomainError {
  readonly code = 'total_out_of_range';
  constructor() {
    super(`The total of an order is at most ${Number.MAX_SAFE_INTEGER} minor units. Order fewer units.`);
  }
}

/** The adjustments of the shop's pricing rules lead to no price that can be paid. */
export class OrderNotPriceable extends DomainError {
  readonly code = 'order_not_priceable';
}

export class ExternalReferenceTaken extends DomainError {
  readonly code = 'external_reference_taken';
  constructor(externalReference: string) {
    super('Another order of this user has this external_reference. Use another reference, or look that order up.', {
      external_reference: externalReference,
    });
  }
}

export class IdempotencyKeyReused extends DomainError {
  readonly code = 'idempotency_key_reused';
  constructor() {
    super('This Idempotency-Key was already used for a different request. Use a new key.');
  }
}

export class OrderNotReturnable extends DomainError {
  readonly code = 'order_not_returnable';
  constructor(orderId: string, status: OrderStatus) {
    super(`Order ${orderId} is ${status}. Only lines of a confirmed order can be returned.`, {
      order_id: orderId,
      status,
    });
  }
}

export class OrderArchived extends DomainError {
  readonly code = 'order_archived';
  constructor(orderId: string) {
    super(`Order ${orderId} is archived and cannot change. Its payment can still be refunded.`, { order_id: orderId });
  }
}

export class ErasureNotFound extends DomainError {
  readonly code = 'erasure_not_found';
  constructor(erasureId: string) {
    super(`Erasure ${erasureId} was not found.`, { erasure_id: erasureId });
  }
}

/** A line exceeds what was bought and is not returned yet. */
export class ReturnExceedsOrder extends DomainError {
  readonly code = 'return_exceeds_order';
  /** @param left - units that can still be returned */
  constructor(orderId: string, productId: string, left: number) {
    super(`The return exceeds order ${orderId}. At most ${left} units of product ${productId} can still be returned.`, {
      order_id: orderId,
      product_id: productId,
      left,
    });
  }
}
