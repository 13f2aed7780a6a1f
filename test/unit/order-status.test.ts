import { describe, expect, it } from 'vitest';
import {
  isFinal,
  ORDER_STATUSES,
  ORDER_TRANSITIONS,
  statusesBefore,
  type OrderStatus,
} from '../../src/domains/orders/order-status.js';

describe('an order', () => {
  it.each<[OrderStatus, OrderStatus[]]>([
    ['pending', []],
    ['paid', ['pending']],
    ['confirmed', ['paid']],
    ['cancelled', ['pending', 'paid', 'confirmed']],
    ['failed', ['pending']],
  ])('becomes %s from %j alone', (status, before) => {
    expect(statusesBefore(status)).toEqual(before);
  });

  it.each<[OrderStatus, boolean]>([
    ['pending', false],
    ['paid', false],
    ['confirmed', true],
    ['cancelled', true],
    ['failed', true],
  ])('that is %s has been placed to its end: %s', (status, final) => {
    expect(isFinal(status)).toBe(final);
  });

  it('is never stuck where it has not ended', () => {
    const stuck = ORDER_STATUSES.filter((status) => ORDER_TRANSITIONS[status].length === 0 && !isFinal(status));
    expect(stuck).toEqual([]);
  });

  it('becomes only what is a status', () => {
    expect(ORDER_STATUSES).toEqual(expect.arrayContaining(Object.values(ORDER_TRANSITIONS).flat()));
  });
});
