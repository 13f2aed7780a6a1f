import { describe, expect, it } from 'vitest';
import {
  terminationFor,
  EXPIRED,
  parseCancelRequest,
  RUN_CANCELLED,
  type FailureContext,
} from '../../src/workflows/place-order/terminations.js';

const declined: FailureContext = {
  step: 'paying',
  rejection: { code: 'payment_declined', message: '', details: {} },
  cancelRequest: null,
  runCancelled: false,
  expired: false,
};

describe('terminationFor', () => {
  it.each([
    ['fails an order that is rejected while paying', declined, { status: 'failed', reason: 'payment_declined' }],
    [
      'fails an order that is rejected while awaiting the customer',
      { ...declined, step: 'awaiting_customer' as const },
      { status: 'failed', reason: 'payment_declined' },
    ],
    [
      'cancels an order that is rejected at another step',
      { ...declined, step: 'confirming' as const },
      { status: 'cancelled', reason: 'payment_declined' },
    ],
  ])('%s', (_, context, termination) => {
    expect(terminationFor(context)).toEqual({ ...termination, actor: 'system' });
  });

  it('puts the expiry before a rejection', () => {
    const termination = terminationFor({ ...declined, expired: true });
    expect(termination).toBe(EXPIRED);
    expect(termination).toEqual({ status: 'cancelled', reason: 'reservation_expired', actor: 'system' });
  });

  it('puts the cancellation of the run before the expiry', () => {
    const termination = terminationFor({ ...declined, expired: true, runCancelled: true });
    expect(termination).toBe(RUN_CANCELLED);
    expect(termination).toEqual({ status: 'cancelled', reason: 'workflow_cancelled', actor: 'operator' });
  });

  it('puts a cancel request before everything else', () => {
    const cancelRequest = { reason: 'changed my mind', actor: 'customer' as const };
    expect(terminationFor({ ...declined, expired: true, runCancelled: true, cancelRequest })).toEqual({
      status: 'cancelled',
      reason: 'changed my mind',
      actor: 'customer',
    });
  });

  it('fills in the reason and the actor of an empty cancel request', () => {
    expect(terminationFor({ ...declined, runCancelled: true, cancelRequest: {} })).toEqual({
      status: 'cancelled',
      reason: 'cancel_requested',
      actor: 'operator',
    });
  });
});

describe('parseCancelRequest', () => {
  it.each(['customer', 'system'] as const)('keeps a reason and the actor %s', (actor) => {
    expect(parseCancelRequest({ reason: 'changed my mind', actor })).toEqual({ reason: 'changed my mind', actor });
  });

  it('drops properties of the wrong type and unknown actors', () => {
    expect(parseCancelRequest({ reason: 5, actor: 'the queen' } as never)).toEqual({});
  });

  it('truncates a reason to 500 characters', () => {
    expect(parseCancelRequest({ reason: 'x'.repeat(500) }).reason).toHaveLength(500);
    expect(parseCancelRequest({ reason: 'x'.repeat(501) }).reason).toHaveLength(500);
  });
});
