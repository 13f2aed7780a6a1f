import { CancellationScope, condition, log, sleep } from '@temporalio/workflow';
import type { AttributeValue } from '@opentelemetry/api';
import { SPANS } from '../../telemetry/names.js';
import { startSpan, inSpan, type SpanHandle } from '../../telemetry/spans.js';
import type { Journal } from './journal.js';
import type { Step, StepCompensation } from '../steps.js';

export interface StepActions<Result, Cause> {
  readonly run: () => Promise<Result>;
  /** Undoes the step: idempotent, and harmless when the step never ran. */
  readonly compensate?: (cause: Cause) => Promise<unknown>;
  /** What the trace is to know of the result. */
  readonly spanAttributes?: (result: Result) => Readonly<Record<string, AttributeValue>>;
}

interface Compensation<Cause> extends StepCompensation {
  readonly compensate: (cause: Cause) => Promise<unknown>;
}

/** Who is told how a saga goes. */
export interface SagaListener {
  onStepChange(state: Step['state']): void;
  /** Told whenever the list of compensations that need an operator changes. */
  onStuckChange(names: readonly string[]): void;
}

/** How long a compensation may take before an operator is told and the next one begins. */
const STUCK_AFTER = '1 minute';
/** Between tries of what gave up by itself. */
const RETRY_DELAY = '1 minute';

/**
 * Does something until it succeeds.
 *
 * Activities are tried again by their retry policy; this is for one that gave up, by a refusal or a bug that somebody
 * will mend.
 */
export async function retryUntilSuccess(
  name: string,
  operation: () => Promise<unknown>,
  onFailure: () => void,
): Promise<void> {
  for (;;) {
    try {
      await operation();
      return;
    } catch (error) {
      log.error('failed, and will be tried again', { operation: name, error });
      onFailure();
      await sleep(RETRY_DELAY, { summary: `Try again: ${name}` });
    }
  }
}

/** Steps that are done together or undone together. */
export class Saga<Cause> {
  private readonly compensations: Compensation<Cause>[] = [];
  private readonly stuckCompensations = new Set<string>();

  constructor(
    private readonly listener: SagaListener,
    private readonly journal: Journal,
    private readonly tracing: SpanHandle<typeof SPANS.executeSaga>,
  ) {}

  /** Runs a step whose compensation is registered first: a step that fails half-way is undone too. */
  step<Result>(step: Step, { run, compensate, spanAttributes }: StepActions<Result, Cause>): Promise<Result> {
    if (step.compensation && compensate) this.compensations.unshift({ ...step.compensation, compensate });
    this.listener.onStepChange(step.state);
    const recordOutcome = this.journal.startStep(step.name);
    const span = startSpan(step.span);
    // No `async`, which makes two promises more: the SDK notes the stack of each that is made in a run.
    return span.run(run).then(
      (result) => {
        recordOutcome('done');
        const attributes = spanAttributes?.(result) ?? {};
        span.setAttributes(attributes);
        this.tracing.addEvent(step.completedEvent, attributes);
        span.end();
        return result;
      },
      (error: unknown) => {
        recordOutcome('failed');
        span.fail(error);
        span.end();
        throw error;
      },
    );
  }

  /**
   * Undoes the steps, the last one first. Cannot be cancelled, and ends only when every compensation has succeeded: one
   * that does not is shown to the operator and kept trying, while the rest run.
   */
  compensate(cause: Cause): Promise<void> {
    return CancellationScope.nonCancellable(() =>
      inSpan(SPANS.rollback, {}, async (tracing) => {
        tracing.addEvent('starting rollback');
        const pending: Promise<void>[] = [];
        for (const compensation of this.compensations) {
          tracing.addEvent(compensation.startedEvent);
          let finished = false;
          const completion = this.runCompensation(compensation, cause).then(() => void (finished = true));
          if (await condition(() => finished, STUCK_AFTER)) continue;
          this.markStuck(compensation.name);
          pending.push(completion);
        }
        await Promise.all(pending);
        tracing.addEvent('rollback completed');
      }),
    );
  }

  private async runCompensation({ name, compensate }: Compensation<Cause>, cause: Cause): Promise<void> {
    const recordOutcome = this.journal.startCompensation(name);
    await retryUntilSuccess(
      name,
      () => compensate(cause),
      () => this.markStuck(name),
    );
    recordOutcome('done');
    if (this.stuckCompensations.delete(name)) this.listener.onStuckChange([...this.stuckCompensations]);
  }

  private markStuck(name: string): void {
    this.stuckCompensations.add(name);
    this.listener.onStuckChange([...this.stuckCompensations]);
  }
}
