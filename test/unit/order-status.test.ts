import { describe, expect, it } from 'vitest';
import {
  isFinal,
  ORDER_STATUSES,
  ORDER_TRANSITIONS,
  remainingTransitions,
  type StatusPath,
} from '../../src/domains/orders/order-status.js';
import { type OrderStatus } from '../../src/contracts/orders.js';

describe('an order', () => {
  it.each<[StatusPath, Partial<Record<OrderStatus, OrderStatus[]>>]>([
    [['paid', 'confirmed'], { pending: ['paid', 'confirmed'], paid: ['confirmed'] }],
    [['cancelled'], { pending: ['cancelled'], paid: ['cancelled'], confirmed: ['cancelled'] }],
    [['paid', 'cancelled'], { pending: ['paid', 'cancelled'], paid: ['cancelled'], confirmed: ['cancelled'] }],
    [['failed'], { pending: ['failed'] }],
  ])('takes the path %j from these statuses only: %j', (path, transitions) => {
    expect(remainingTransitions(path)).toEqual(transitions);
  });

  it.each<[OrderStatus, boolean]>([
    ['pending', false],
    ['paid', false],
    ['confirmed', true],
    ['cancelled', true],
    ['failed', true],
  ])('with status %s has completed its placement: %s', (status, final) => {
    expect(isFinal(status)).toBe(final);
  });

  it('can leave every status that is not final', () => {
    const stuck = ORDER_STATUSES.filter((status) => ORDER_TRANSITIONS[status].length === 0 && !isFinal(status));
    expect(stuck).toEqual([]);
  });

  it('only moves to known statuses', () => {
    expect(ORDER_STATUSES).toEqual(expect.arrayContaining(Object.values(ORDER_TRANSITIONS).flat()));
  });
});
