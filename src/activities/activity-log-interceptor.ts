import { ApplicationFailure } from '@temporalio/common';
import { log } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';

/** One line an attempt of an activity, when it is over; the SDK adds the run, the activity and the attempt. */
export class ActivityLogInterceptor implements ActivityInboundCallsInterceptor {
  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const startedAt = performance.now();
    const logAttempt = (outcome: string) => {
      log.info('activity', { outcome, ms: Math.round(performance.now() - startedAt) });
    };
    try {
      const result: unknown = await next(input);
      logAttempt('done');
      return result;
    } catch (error) {
      logAttempt(outcomeOf(error));
      throw error;
    }
  }
}

/** A refusal by its code; anything else will be tried again, or was called off, and the SDK logs it. */
function outcomeOf(error: unknown): string {
  return (error instanceof ApplicationFailure ? error.type : undefined) ?? 'failed';
}
