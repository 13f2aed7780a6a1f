import { ApplicationFailure } from '@temporalio/common';
import { log } from '@temporalio/activity';
import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';

/** Logs one line for each attempt of an activity. The SDK adds the run, the activity and the attempt number. */
export class ActivityLogInterceptor implements ActivityInboundCallsInterceptor {
  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const startedAt = performance.now();
    const logAttempt = (outcome: string) => {
      log.info('Activity finished', { outcome, ms: Math.round(performance.now() - startedAt) });
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

/** The code of a rejection. The SDK logs every other failure in detail. */
function outcomeOf(error: unknown): string {
  return (error instanceof ApplicationFailure ? error.type : undefined) ?? 'failed';
}
