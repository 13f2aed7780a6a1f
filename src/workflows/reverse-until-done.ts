import { setCurrentDetails } from '@temporalio/workflow';
import { describeParked } from './describe-parked.js';
import { handleRetries } from './handle-retries.js';
import { Attention } from './observers/attention.js';
import { Saga } from './saga/saga.js';
import type { SagaObserver } from './saga/saga-observer.js';
import type { CompensableStep, Step } from './saga/step.js';

/**
 * Runs the compensation of one step until it succeeds. Cannot be cancelled.
 *
 * @returns false when it is parked and the history is long: the workflow must continue as new
 */
export function reverseUntilDone(step: CompensableStep<Step>, reverse: () => Promise<void>): Promise<boolean> {
  const currentDetails: SagaObserver<Step> = {
    compensationStuck: () => setCurrentDetails(`Stuck: ${step.compensation.name}`),
    compensationParked: (_step, parked) => setCurrentDetails(describeParked([parked])),
  };
  const saga = new Saga<Step, void>({ observers: [new Attention(), currentDetails] });
  handleRetries(saga);
  saga.addCompensation(step, reverse);
  return saga.compensate();
}
