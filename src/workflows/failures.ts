import { ApplicationFailureCategory } from '@temporalio/common';
import { ActivityFailure, ApplicationFailure, isCancellation, TemporalFailure } from '@temporalio/workflow';
import type { Rejection } from '../contracts/place-order.js';
import { CANCELLED_BEFORE_ACCEPTANCE, PLACEMENT_UNAVAILABLE } from './rejections.js';

/** The failure with which a workflow rejects an update. */
export function rejectionFailure(code: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: true,
    category: ApplicationFailureCategory.BENIGN,
  });
}

/** True when a step failed with the domain error of the given code. */
export function isRejection(error: unknown, code: string): boolean {
  return error instanceof TemporalFailure && toRejection(error).code === code;
}

/**
 * Describes a step's failure to the caller. A domain error keeps its code, message and details; any other failure becomes
 * the rejection `unavailable`.
 *
 * @throws error itself when it is not a Temporal failure: a bug, which fails the workflow task until a fix is deployed
 */
export function toRejection(error: unknown, unavailable = PLACEMENT_UNAVAILABLE): Rejection {
  if (!(error instanceof TemporalFailure)) throw error;
  if (isCancellation(error)) return CANCELLED_BEFORE_ACCEPTANCE;
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.nonRetryable && cause.type) {
    const [details] = (cause.details ?? []) as [Rejection['details']?];
    return { code: cause.type, message: cause.message, details: details ?? {} };
  }
  return unavailable;
}
