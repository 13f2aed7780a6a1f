import type { ParkedCompensation } from '../../contracts/parked-compensation.js';
import type { CompensableStep, Step, StepDetails } from './step.js';

/** Follows the progress of a saga. Observers run in workflow code, so they must be deterministic and must not throw. */
export interface SagaObserver<S extends Step> {
  stepStarted?(step: S): void;
  stepCompleted?(step: S, details: StepDetails): void;
  stepFailed?(step: S, error: unknown): void;

  compensationStarted?(step: CompensableStep<S>): void;
  /** The compensation failed or takes too long. May be called repeatedly, until it completes. */
  compensationStuck?(step: CompensableStep<S>): void;
  /** The activity of the compensation gave up. Called for each failed attempt. */
  compensationParked?(step: CompensableStep<S>, parked: ParkedCompensation): void;
  compensationCompleted?(step: CompensableStep<S>): void;
  rollbackCompleted?(): void;

  /** Wraps the work of a step, for an observer that sets a context such as an active span. Must return the work's promise. */
  runStep?<T>(step: S, work: () => Promise<T>): Promise<T>;
  /** Wraps all compensations, in the same way. */
  runRollback?(work: () => Promise<void>): Promise<void>;
}
