import { CancellationScope, condition, log, sleep } from '@temporalio/workflow';
import type { AttributeValue } from '@opentelemetry/api';
import { SPANS } from '../telemetry/names.js';
import { beginSpan, inSpan, type Tracing } from '../telemetry/spans.js';
import type { Journal } from './journal.js';
import type { Step, Undo } from './steps.js';

export interface StepActions<Result, Cause> {
  readonly run: () => Promise<Result>;
  /** Undoes the step: idempotent, and harmless when the step never ran. */
  readonly compensate?: (cause: Cause) => Promise<unknown>;
  /** What the trace is to know of the result. */
  readonly trace?: (result: Result) => Readonly<Record<string, AttributeValue>>;
}

interface Compensation<Cause> extends Undo {
  readonly compensate: (cause: Cause) => Promise<unknown>;
}

/** Who is told how a saga goes. */
export interface SagaListener {
  entered(state: Step['state']): void;
  /** Told whenever the list of compensations that need an operator changes. */
  stuck(names: readonly string[]): void;
}

/** How long a compensation may take before an operator is told and the next one begins. */
const PATIENCE = '1 minute';
/** Between tries of what gave up by itself. */
const PAUSE = '1 minute';

/**
 * Does something until it succeeds.
 *
 * Activities are tried again by their retry policy; this is for one that gave up, by a refusal or a bug that somebody
 * will mend.
 */
export async function untilDone(name: string, act: () => Promise<unknown>, onFailure: () => void): Promise<void> {
  for (;;) {
    try {
      await act();
      return;
    } catch (error) {
      log.error('failed, and will be tried again', { what: name, error });
      onFailure();
      await sleep(PAUSE, { summary: `Try again: ${name}` });
    }
  }
}

/** Steps that are done together or undone together. */
export class Saga<Cause> {
  private readonly undoing: Compensation<Cause>[] = [];
  private readonly stuck = new Set<string>();

  constructor(
    private readonly listener: SagaListener,
    private readonly journal: Journal,
    private readonly tracing: Tracing<typeof SPANS.executeSaga>,
  ) {}

  /** Runs a step whose compensation is registered first: a step that fails half-way is undone too. */
  step<Result>(step: Step, { run, compensate, trace }: StepActions<Result, Cause>): Promise<Result> {
    if (step.undo && compensate) this.undoing.unshift({ ...step.undo, compensate });
    this.listener.entered(step.state);
    const ended = this.journal.step(step.name);
    const span = beginSpan(step.span);
    // No `async`, which makes two promises more: the SDK notes the stack of each that is made in a run.
    return span.run(run).then(
      (result) => {
        ended('done');
        const told = trace?.(result) ?? {};
        span.set(told);
        this.tracing.event(step.done, told);
        span.end();
        return result;
      },
      (error: unknown) => {
        ended('failed');
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
        tracing.event('starting rollback');
        const slow: Promise<void>[] = [];
        for (const compensation of this.undoing) {
          tracing.event(compensation.begins);
          let finished = false;
          const done = this.undo(compensation, cause).then(() => void (finished = true));
          if (await condition(() => finished, PATIENCE)) continue;
          this.markStuck(compensation.name);
          slow.push(done);
        }
        await Promise.all(slow);
        tracing.event('rollback completed');
      }),
    );
  }

  private async undo({ name, compensate }: Compensation<Cause>, cause: Cause): Promise<void> {
    const ended = this.journal.compensation(name);
    await untilDone(
      name,
      () => compensate(cause),
      () => this.markStuck(name),
    );
    ended('done');
    if (this.stuck.delete(name)) this.listener.stuck([...this.stuck]);
  }

  private markStuck(name: string): void {
    this.stuck.add(name);
    this.listener.stuck([...this.stuck]);
  }
}
