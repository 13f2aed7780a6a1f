import { ApplicationFailure, TimeoutFailure, TimeoutType } from '@temporalio/common';
import { expect, it } from 'vitest';
import { toRejection } from '../../src/workflows/failures.js';
import { PLACEMENT_UNAVAILABLE, REFUND_UNAVAILABLE } from '../../src/workflows/rejections.js';

const timeout = new TimeoutFailure('timed out', undefined, TimeoutType.SCHEDULE_TO_CLOSE);

it('says of a placement that gave up that nothing is held', () => {
  expect(toRejection(timeout)).toEqual(PLACEMENT_UNAVAILABLE);
  expect(PLACEMENT_UNAVAILABLE.message).toContain('Nothing is reserved or charged');
});

it('says of a refund that gave up that it may have been made', () => {
  expect(toRejection(timeout, REFUND_UNAVAILABLE)).toEqual(REFUND_UNAVAILABLE);
  expect(REFUND_UNAVAILABLE.message).toContain('may have reached the payment provider');
});

it('keeps the code and the message of a domain error', () => {
  const failure = ApplicationFailure.nonRetryable('The card was declined.', 'payment_declined');
  expect(toRejection(failure)).toEqual({ code: 'payment_declined', message: 'The card was declined.', details: {} });
});
