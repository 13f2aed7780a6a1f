import { DomainError } from '../domain-error.js';
import type { OrderStatus } from '../../contracts/orders.js';

export class OrderNotFound extends DomainError {
  readonly code = 'order_not_found';
  constructor(orderId: string) {
    super(`order ${orderId} not found`, { order_id: orderId });
  }
}

/** A late `create` found a tombstone. */
export class OrderClosed extends DomainError {
  readonly code = 'order_closed';
  constructor(orderId: string) {
    super(`order ${orderId} was cancelled before it was created`, { order_id: orderId });
  }
}

export class TransitionRejected extends DomainError {
  readonly code = 'order_transition_refused';
  constructor(orderId: string, from: OrderStatus, to: OrderStatus) {
    super(`order ${orderId} is ${from} and cannot become ${to}`, { order_id: orderId, from, to });
  }
}

export class OrderNotCancellable extends DomainError {
  readonly code = 'order_not_cancellable';
  constructor(orderId: string, status: OrderStatus) {
    super(`order ${orderId} is ${status} and cannot be cancelled`, { order_id: orderId, status });
  }
}

export class MixedCurrencies extends DomainError {
  readonly code = 'mixed_currencies';
  constructor(currencies: readonly string[]) {
    super(
      `an order cannot mix currencies: its products are priced in ${currencies.join(' and ')}; order them separately`,
      { currencies },
    );
  }
}

export class IdempotencyKeyReused extends DomainError {
  readonly code = 'idempotency_key_reused';
  constructor() {
    super('this Idempotency-Key was already used for a different request; use a new key');
  }
}
