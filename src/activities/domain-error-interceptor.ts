import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import { DomainError } from '../domains/domain-error.js';

/**
 * The one place where a business refusal becomes a Temporal failure: typed by its code, never retried, and BENIGN, since
 * a customer without money is no incident. Whatever else an activity throws is retried by its policy.
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
