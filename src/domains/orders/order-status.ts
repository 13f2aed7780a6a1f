import type { OrderStatus } from '../../contracts/orders.js';
import { statesBefore } from '../transitions.js';

/** Each order status and the statuses that may follow it. */
export const ORDER_TRANSITIONS = {
  pending: ['paid', 'cancelled', 'failed'],
  paid: ['confirmed', 'cancelled'],
  confirmed: ['cancelled'],
  cancelled: [],
  failed: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export const ORDER_STATUSES = Object.keys(ORDER_TRANSITIONS) as OrderStatus[];

/** The final statuses of a placement. The workflow `cancelConfirmedOrder` may still cancel a confirmed order. */
const FINAL_STATUSES = ['confirmed', 'cancelled', 'failed'] as const satisfies readonly OrderStatus[];

export function isFinal(status: OrderStatus): boolean {
  return (FINAL_STATUSES as readonly OrderStatus[]).includes(status);
}

/** Consecutive statuses of an order. */
export type StatusPath = readonly [OrderStatus, ...OrderStatus[]];

/** Remaining statuses of a path, keyed by the current one. Statuses from which the path cannot be entered have no key. */
export function remainingTransitions(path: StatusPath): Partial<Record<OrderStatus, OrderStatus[]>> {
  const remaining: Partial<Record<OrderStatus, OrderStatus[]>> = {};
  for (const from of ORDER_STATUSES) {
    const next = path.findIndex((to) => statesBefore<OrderStatus>(ORDER_TRANSITIONS, to).includes(from));
    if (next >= 0) remaining[from] = path.slice(next);
  }
  return remaining;
}
