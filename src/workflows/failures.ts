import { ApplicationFailureCategory } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { Rejection } from '../contracts/place-order.js';

/** No business refusal: a part of the system did not answer in time. */
export const UNAVAILABLE: Rejection = {
  code: 'unavailable',
  message: 'a step could not be completed in time; nothing is held or charged',
  details: {},
};

/** A business refusal by the workflow itself. */
export function rejectionFailure(code: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/**
 * Why a step was left, as its caller may know it.
 *
 * @throws error itself when it is no failure of a step: a bug, which fails the workflow task and waits for its mend
 */
export function toRejection(error: unknown): Rejection {
  if (!(error instanceof TemporalFailure)) throw error;
  if (isCancellation(error)) return { code: 'order_called_off', message: 'the order was called off', details: {} };
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.nonRetryable && cause.type) {
    const [details] = (cause.details ?? []) as [Rejection['details']?];
    return { code: cause.type, message: cause.message, details: details ?? {} };
  }
  return UNAVAILABLE;
}
