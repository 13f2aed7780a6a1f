import { CancellationScope, condition } from '@temporalio/workflow';
import { retryUntilSuccess } from './retry-until-success.js';
import type { SagaObserver } from './saga-observer.js';
import type { CompensableStep, Step, StepDetails } from './step.js';

/** Undoes a step: idempotent, and harmless when the step never ran. */
export type Compensate<Cause> = (cause: Cause) => Promise<unknown>;

export interface StepActions<Result, Cause> {
  readonly run: () => Promise<Result>;
  readonly compensate?: Compensate<Cause>;
  readonly details?: (result: Result) => StepDetails;
}

export interface SagaOptions<S extends Step> {
  readonly observers: readonly SagaObserver<S>[];
  /**
   * How long a compensation may take, such as `1 minute`, before it counts as stuck and the next one starts. Without it, each
   * compensation waits until the previous one has succeeded.
   */
  readonly stuckAfter?: string;
}

interface Compensation<S extends Step, Cause> {
  readonly step: CompensableStep<S>;
  readonly compensate: Compensate<Cause>;
}

/** Steps that either all complete or are all compensated. */
export class Saga<S extends Step, Cause> {
  private readonly compensations: Compensation<S, Cause>[] = [];

  constructor(private readonly options: SagaOptions<S>) {}

  /** Runs a step. Its compensation is registered first, so a step that fails half-way is compensated too. */
  step<Result>(step: S, { run, compensate, details }: StepActions<Result, Cause>): Promise<Result> {
    if (compensate && isCompensable(step)) this.addCompensation(step, compensate);
    this.notify((observer) => observer.stepStarted?.(step));
    const work = this.options.observers.reduceRight(
      (inner, observer) => () => observer.runStep?.(step, inner) ?? inner(),
      run,
    );
    // `then` creates two promises fewer than `async`; the SDK records a call stack for each promise of a run.
    return work().then(
      (result) => {
        this.notify((observer) => observer.stepCompleted?.(step, details?.(result) ?? {}));
        return result;
      },
      (error: unknown) => {
        this.notify((observer) => observer.stepFailed?.(step, error));
        throw error;
      },
    );
  }

  /** Registers the compensation of a step that ran elsewhere. */
  addCompensation(step: CompensableStep<S>, compensate: Compensate<Cause>): void {
    this.compensations.unshift({ step, compensate });
  }

  /**
   * Compensates the steps, the last one first. Cannot be cancelled, and resolves only when every compensation has succeeded:
   * one that fails is retried until it succeeds.
   *
   * @param cause - passed to each compensation
   */
  compensate(cause: Cause): Promise<void> {
    const work = this.options.observers.reduceRight(
      (inner, observer) => () => observer.runRollback?.(inner) ?? inner(),
      () => this.runCompensations(cause),
    );
    return CancellationScope.nonCancellable(work);
  }

  private async runCompensations(cause: Cause): Promise<void> {
    const { stuckAfter } = this.options;
    const pending: Promise<void>[] = [];
    for (const compensation of this.compensations) {
      let completed = false;
      const completion = this.runCompensation(compensation, cause).then(() => void (completed = true));
      if (stuckAfter === undefined) {
        await completion;
      } else if (!(await condition(() => completed, stuckAfter))) {
        this.notify((observer) => observer.compensationStuck?.(compensation.step));
        pending.push(completion);
      }
    }
    await Promise.all(pending);
    this.notify((observer) => observer.rollbackCompleted?.());
  }

  private async runCompensation({ step, compensate }: Compensation<S, Cause>, cause: Cause): Promise<void> {
    this.notify((observer) => observer.compensationStarted?.(step));
    await retryUntilSuccess(
      step.compensation.name,
      () => compensate(cause),
      () => this.notify((observer) => observer.compensationStuck?.(step)),
    );
    this.notify((observer) => observer.compensationCompleted?.(step));
  }

  private notify(call: (observer: SagaObserver<S>) => void): void {
    this.options.observers.forEach(call);
  }
}

function isCompensable<S extends Step>(step: S): step is CompensableStep<S> {
  return step.compensation !== undefined;
}
