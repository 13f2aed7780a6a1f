import { describe, expect, it } from 'vitest';
import type { Rejection } from '../../src/contracts/place-order.js';
import {
  currentDetails,
  endsAsCancelled,
  INITIAL_STATE,
  isExtendable,
  outcomeOf,
  transition,
  type PlacementEvent,
  type PlacementState,
} from '../../src/workflows/place-order/placement-state.js';
import { EXPIRED, RUN_CANCELLED } from '../../src/workflows/place-order/terminations.js';
import { PLACEMENT_UNAVAILABLE } from '../../src/workflows/rejections.js';

const OUT_OF_STOCK: Rejection = { code: 'insufficient_stock', message: '', details: {} };
const DECLINED: Rejection = { code: 'payment_declined', message: '', details: {} };
const FAILED = { status: 'failed', reason: 'payment_declined', actor: 'system' } as const;

const accepted: PlacementEvent = { type: 'accepted' };
const paid: PlacementEvent = { type: 'paid', paymentId: 'payment 1' };
const confirmed: PlacementEvent = { type: 'confirmed' };
const declined: PlacementEvent = { type: 'failed', rejection: DECLINED, termination: FAILED };

function after(...events: readonly PlacementEvent[]): PlacementState {
  return events.reduce(transition, INITIAL_STATE);
}

describe('transition', () => {
  it.each<[string, readonly PlacementEvent[], Partial<PlacementState>]>([
    ['starts at pricing', [], { step: 'pricing', status: null, termination: null }],
    ['enters a step', [{ type: 'step_started', step: 'reserving' }], { step: 'reserving' }],
    ['is pending when the order is accepted', [accepted], { status: 'pending' }],
    ['counts payment events', [accepted, receive(), receive()], { paymentEventCount: 2 }],
    ['counts a bounded number of payment events', Array.from({ length: 1_000 }, receive), { paymentEventCount: 10 }],
    ['keeps the payment', [accepted, paid], { status: 'paid', paymentId: 'payment 1' }],
    ['is confirmed', [accepted, paid, confirmed], { status: 'confirmed', paymentId: 'payment 1' }],
    ['keeps the first cancel request', [cancel('first'), cancel('second')], { cancelRequest: { reason: 'first' } }],
    ['expires', [accepted, { type: 'expired' }], { status: 'pending', expired: true }],
    ['is done', [accepted, paid, confirmed, { type: 'ended' }], { step: 'done', status: 'confirmed' }],
    [
      'takes the final status when an accepted order fails',
      [accepted, declined],
      { step: 'compensating', status: 'failed', termination: FAILED, rejection: null },
    ],
    [
      'takes the final status when a confirmed order is cancelled',
      [accepted, paid, confirmed, { type: 'failed', rejection: DECLINED, termination: RUN_CANCELLED }],
      { step: 'compensating', status: 'cancelled', termination: RUN_CANCELLED, rejection: null },
    ],
    [
      'is rejected when it fails before acceptance',
      [{ type: 'failed', rejection: OUT_OF_STOCK, termination: { ...FAILED, status: 'cancelled' } }],
      { step: 'compensating', status: null, rejection: OUT_OF_STOCK },
    ],
    [
      'is rejected as unavailable when it expires before acceptance',
      [{ type: 'expired' }, { type: 'failed', rejection: OUT_OF_STOCK, termination: EXPIRED }],
      { status: null, rejection: PLACEMENT_UNAVAILABLE, termination: EXPIRED },
    ],
    [
      'lists each stuck compensation once',
      [stuck('restock'), stuck('end order'), stuck('restock')],
      { stuckCompensations: ['restock', 'end order'] },
    ],
    [
      'drops a stuck compensation when it completes',
      [stuck('restock'), stuck('end order'), { type: 'compensation_completed', name: 'restock' }],
      { stuckCompensations: ['end order'] },
    ],
  ])('%s', (_, events, expected) => {
    expect(after(...events)).toMatchObject(expected);
  });

  it('returns a new state and leaves the previous one unchanged', () => {
    const before = Object.freeze(after(accepted));
    expect(transition(before, paid)).not.toBe(before);
    expect(before).toEqual({ ...INITIAL_STATE, status: 'pending' });
  });
});

describe('outcomeOf', () => {
  it.each<[string, readonly PlacementEvent[], ReturnType<typeof outcomeOf>]>([
    ['a confirmed order', [accepted, paid, confirmed], { status: 'confirmed', reason: null, rejection: null }],
    ['a declined order', [accepted, declined], { status: 'failed', reason: 'payment_declined', rejection: null }],
    [
      'an expired order',
      [accepted, { type: 'failed', rejection: PLACEMENT_UNAVAILABLE, termination: EXPIRED }],
      { status: 'cancelled', reason: 'reservation_expired', rejection: null },
    ],
    [
      'a rejected order',
      [{ type: 'failed', rejection: OUT_OF_STOCK, termination: { ...FAILED, reason: 'insufficient_stock' } }],
      { status: 'rejected', reason: 'insufficient_stock', rejection: OUT_OF_STOCK },
    ],
  ])('describes %s', (_, events, outcome) => {
    expect(outcomeOf(after(...events))).toEqual(outcome);
  });
});

describe('endsAsCancelled', () => {
  it.each([
    [RUN_CANCELLED, true],
    [{ ...RUN_CANCELLED, reason: 'cancel_requested' }, false],
    [EXPIRED, false],
  ])('of an order that ends with %o is %s', (termination, expected) => {
    expect(endsAsCancelled(after(accepted, { type: 'failed', rejection: DECLINED, termination }))).toBe(expected);
  });

  it('is false for a confirmed order', () => {
    expect(endsAsCancelled(after(accepted, paid, confirmed))).toBe(false);
  });
});

describe('isExtendable', () => {
  it.each([
    ['creating', false],
    ['paying', true],
    ['awaiting_customer', true],
    ['confirming', false],
    ['compensating', false],
    ['done', false],
  ] as const)('at the step %s is %s', (step, expected) => {
    expect(isExtendable(after({ type: 'step_started', step }))).toBe(expected);
  });

  it('is false once the reservation has expired', () => {
    expect(isExtendable(after({ type: 'step_started', step: 'paying' }, { type: 'expired' }))).toBe(false);
  });
});

describe('currentDetails', () => {
  it('shows the step', () => {
    expect(currentDetails(after({ type: 'step_started', step: 'paying' }))).toBe('paying');
  });

  it('shows stuck compensations instead of the step', () => {
    expect(currentDetails(after(declined, stuck('restock'), stuck('end order')))).toBe('Stuck: restock, end order');
  });
});

function receive(): PlacementEvent {
  return { type: 'payment_event_received' };
}

function cancel(reason: string): PlacementEvent {
  return { type: 'cancel_requested', request: { reason } };
}

function stuck(name: string): PlacementEvent {
  return { type: 'compensation_stuck', name };
}
