import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import { DomainError } from '../domains/domain-error.js';

/**
 * Turns a domain error into a Temporal failure: its type is the error's code, it is never retried, and it is BENIGN, because a
 * declined card is not an incident. Any other error is retried by the activity's policy.
 */
export class DomainErrorInterceptor implements ActivityInboundCallsInterceptor {
  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    try {
      return await next(input);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw ApplicationFailure.create({
        type: error.code,
        message: error.message,
        details: [error.details],
        nonRetryable: true,
        category: ApplicationFailureCategory.BENIGN,
      });
    }
  }
}
