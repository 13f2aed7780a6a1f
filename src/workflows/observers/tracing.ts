import { SPANS, type SpanDefinition } from '../../telemetry/names.js';
import { inSpan, startSpan, type OpenSpan, type SpanHandle } from '../../telemetry/spans.js';
import type { SagaObserver } from '../saga/saga-observer.js';
import type { CompensableStep, StepDetails } from '../saga/step.js';
import type { PlacementStep } from '../steps.js';

/** Gives each step a span, and the saga's span an event for each completed step. */
export class StepTracing implements SagaObserver<PlacementStep> {
  private readonly openSpans = new Map<string, OpenSpan<SpanDefinition>>();

  constructor(private readonly sagaSpan: SpanHandle<typeof SPANS.executeSaga>) {}

  runStep<T>({ id, span }: PlacementStep, work: () => Promise<T>): Promise<T> {
    const stepSpan = startSpan(span);
    this.openSpans.set(id, stepSpan);
    return stepSpan.run(work);
  }

  stepCompleted({ id, completedEvent }: PlacementStep, details: StepDetails): void {
    this.openSpans.get(id)?.setAttributes(details);
    this.sagaSpan.addEvent(completedEvent, details);
    this.end(id);
  }

  stepFailed({ id }: PlacementStep, error: unknown): void {
    this.openSpans.get(id)?.fail(error);
    this.end(id);
  }

  private end(id: string): void {
    this.openSpans.get(id)?.end();
    this.openSpans.delete(id);
  }
}

/** Gives the compensations one span, with an event for each that starts. */
export class RollbackTracing implements SagaObserver<PlacementStep> {
  private rollbackSpan: SpanHandle<typeof SPANS.rollback> | undefined;

  runRollback(work: () => Promise<void>): Promise<void> {
    return inSpan(SPANS.rollback, {}, (span) => {
      this.rollbackSpan = span;
      span.addEvent('starting rollback');
      return work();
    });
  }

  compensationStarted({ compensation }: CompensableStep<PlacementStep>): void {
    this.rollbackSpan?.addEvent(compensation.startedEvent);
  }

  rollbackCompleted(): void {
    this.rollbackSpan?.addEvent('rollback completed');
  }
}
