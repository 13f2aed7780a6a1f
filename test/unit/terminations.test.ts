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

describe('how an order ends that was left', () => {
  it.each([
    [
      'while it was paid for, by a refusal',
      declined,
      { status: 'failed', reason: 'payment_declined', actor: 'system' },
    ],
    [
      'while its customer was waited for',
      { ...declined, step: 'awaiting_customer' as const },
      { status: 'failed', reason: 'payment_declined', actor: 'system' },
    ],
    [
      'at another step',
      { ...declined, step: 'confirming' as const },
      { status: 'cancelled', reason: 'payment_declined', actor: 'system' },
    ],
    ['by its timer', { ...declined, expired: true }, EXPIRED],
    ['by the cancellation of the run', { ...declined, expired: true, runCancelled: true }, RUN_CANCELLED],
    [
      'because somebody asked, who comes before all else',
      { ...declined, expired: true, runCancelled: true, cancelRequest: { reason: 'mine', actor: 'customer' as const } },
      { status: 'cancelled', reason: 'mine', actor: 'customer' },
    ],
    [
      'because somebody asked without a word',
      { ...declined, runCancelled: true, cancelRequest: {} },
      { status: 'cancelled', reason: 'cancel_requested', actor: 'operator' },
    ],
  ])('%s', (_, context, termination) => {
    expect(terminationFor(context)).toEqual(termination);
  });
});

it('a request to cancel that was signalled by hand keeps what is as it should be', () => {
  expect(parseCancelRequest({ reason: 'mine', actor: 'customer' })).toEqual({ reason: 'mine', actor: 'customer' });
  expect(parseCancelRequest({ reason: 5, actor: 'the queen' } as never)).toEqual({});
  expect(parseCancelRequest({ reason: 'x'.repeat(501) }).reason).toHaveLength(500);
});
