import type { OrderStatus } from '../../contracts/orders.js';
import { statesBefore } from '../transitions.js';

/** The life of an order: each status and the statuses that may follow it. An order rests where nothing follows. */
export const ORDER_TRANSITIONS = {
  pending: ['paid', 'cancelled', 'failed'],
  paid: ['confirmed', 'cancelled'],
  confirmed: ['cancelled'],
  cancelled: [],
  failed: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export const ORDER_STATUSES = Object.keys(ORDER_TRANSITIONS) as OrderStatus[];

/** What a placement can end as. A confirmed order may still be cancelled later, by a workflow of its own. */
const FINAL_STATUSES = ['confirmed', 'cancelled', 'failed'] as const satisfies readonly OrderStatus[];

export function isFinal(status: OrderStatus): boolean {
  return (FINAL_STATUSES as readonly OrderStatus[]).includes(status);
}

/** Statuses that an order takes one after the other. */
export type StatusPath = readonly [OrderStatus, ...OrderStatus[]];

/** What is left to go of a path, by the status it is gone from; a status that leads to no part of it is left out. */
export function remainingTransitions(path: StatusPath): Partial<Record<OrderStatus, OrderStatus[]>> {
  const remaining: Partial<Record<OrderStatus, OrderStatus[]>> = {};
  for (const from of ORDER_STATUSES) {
    const next = path.findIndex((to) => statesBefore<OrderStatus>(ORDER_TRANSITIONS, to).includes(from));
    if (next >= 0) remaining[from] = path.slice(next);
  }
  return remaining;
}
