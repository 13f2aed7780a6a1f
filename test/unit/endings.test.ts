import { describe, expect, it } from 'vitest';
import { endingAfter, EXPIRED, readCancelRequest, RUN_CANCELLED, type Departure } from '../../src/workflows/endings.js';

const declined: Departure = {
  step: 'paying',
  failure: { code: 'payment_declined', message: '', details: {} },
  cancelRequest: undefined,
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
  ])('%s', (_, departure, ending) => {
    expect(endingAfter(departure)).toEqual(ending);
  });
});

it('a request to cancel that was signalled by hand keeps what is as it should be', () => {
  expect(readCancelRequest({ reason: 'mine', actor: 'customer' })).toEqual({ reason: 'mine', actor: 'customer' });
  expect(readCancelRequest({ reason: 5, actor: 'the queen' } as never)).toEqual({});
  expect(readCancelRequest({ reason: 'x'.repeat(501) }).reason).toHaveLength(500);
});
