import { setHandler } from '@temporalio/workflow';
import { rejectionFailure } from './failures.js';
import { parked, retryNow } from './messages.js';
import type { Saga } from './saga/saga.js';
import type { Step } from './saga/step.js';

/** Handles the messages about parked compensations. Call it before the run's first await. */
export function handleRetries<S extends Step, Cause>(saga: Saga<S, Cause>): void {
  setHandler(parked, () => saga.parked);
  setHandler(retryNow, () => saga.retryNow(), {
    validator: () => {
      if (saga.hasNothingToRetry)
        throw rejectionFailure('nothing_to_retry', 'no compensation of this run waits for its next attempt');
    },
  });
}
