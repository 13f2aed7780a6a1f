import { CancellationScope, condition } from '@temporalio/workflow';
import type { ParkedCompensation } from '../../contracts/parked-compensation.js';
import { isHistoryLong } from './history-length.js';
import { Parking } from './parking.js';
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
   * compensation waits until the previous one has succeeded or is parked.
   */
  readonly stuckAfter?: string;
}

interface CompensationOptions {
  /** Starts the compensation only when all earlier ones have succeeded, so that it does not pass a parked one. */
  readonly waitsForOthers?: boolean;
}

interface Compensation<S extends Step, Cause> extends CompensationOptions {
  readonly step: CompensableStep<S>;
  readonly compensate: Compensate<Cause>;
}

/** Steps that either all complete or are all compensated. */
export class Saga<S extends Step, Cause> {
  private readonly compensations: Compensation<S, Cause>[] = [];
  private readonly parking = new Parking();
  /** True while no further compensation starts before those that were started have succeeded. */
  private waitsForStarted = false;

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
  addCompensation(step: CompensableStep<S>, compensate: Compensate<Cause>, options: CompensationOptions = {}): void {
    this.compensations.unshift({ step, compensate, ...options });
  }

  /** The compensations whose activity gave up and that have not succeeded since. */
  get parked(): readonly ParkedCompensation[] {
    return this.parking.parked;
  }

  /** True when no compensation waits for its next attempt. */
  get hasNothingToRetry(): boolean {
    return this.parking.hasNothingToRetry;
  }

  /** Tries all parked compensations now. */
  retryNow(): void {
    this.parking.retryNow();
  }

  /**
   * Compensates the steps, the last one first. Cannot be cancelled. A compensation whose activity gives up is parked: the
   * next one starts, and the parked one is tried again until it succeeds.
   *
   * @param cause - passed to each compensation
   * @returns true when every compensation has succeeded; false when some are parked and the history is long: another run must
   *   run all compensations again
   */
  async compensate(cause: Cause): Promise<boolean> {
    let completed = false;
    const work = this.options.observers.reduceRight(
      (inner, observer) => () => observer.runRollback?.(inner) ?? inner(),
      async () => {
        void this.runCompensations(cause).then(() => (completed = true));
        await condition(() => completed || (this.waitsForStarted && this.parking.isIdle && isHistoryLong()));
      },
    );
    await CancellationScope.nonCancellable(work);
    return completed;
  }

  private async runCompensations(cause: Cause): Promise<void> {
    const { stuckAfter } = this.options;
    const started: Promise<void>[] = [];
    for (const compensation of this.compensations) {
      if (compensation.waitsForOthers) await this.waitForStarted(started);
      let settled = false;
      const settle = () => void (settled = true);
      started.push(this.runCompensation(compensation, cause, settle).then(settle));
      if (stuckAfter === undefined) await condition(() => settled);
      else if (
        !(await condition(() => settled, stuckAfter, { summary: `Stuck: ${compensation.step.compensation.name}` }))
      ) {
        this.notify((observer) => observer.compensationStuck?.(compensation.step));
      }
    }
    await this.waitForStarted(started);
    this.notify((observer) => observer.rollbackCompleted?.());
  }

  private async waitForStarted(started: readonly Promise<void>[]): Promise<void> {
    this.waitsForStarted = true;
    await Promise.all(started);
    this.waitsForStarted = false;
  }

  private async runCompensation(
    { step, compensate }: Compensation<S, Cause>,
    cause: Cause,
    onParked: () => void,
  ): Promise<void> {
    this.notify((observer) => observer.compensationStarted?.(step));
    const { id, compensation } = step;
    await this.parking.runUntilSuccess({ id, name: compensation.name }, () => compensate(cause), {
      parked: (parked) => {
        this.notify((observer) => observer.compensationParked?.(step, parked));
        onParked();
      },
      failed: () => this.notify((observer) => observer.compensationStuck?.(step)),
    });
    this.notify((observer) => observer.compensationCompleted?.(step));
  }

  private notify(call: (observer: SagaObserver<S>) => void): void {
    this.options.observers.forEach(call);
  }
}

function isCompensable<S extends Step>(step: S): step is CompensableStep<S> {
  return step.compensation !== undefined;
}
