import type { StepRecord } from '../../contracts/place-order.js';
import type { SagaObserver } from '../saga/saga-observer.js';
import type { CompensableStep, Step } from '../saga/step.js';

/** Records the steps and compensations of a run, each in the order they started. */
export class Journal implements SagaObserver<Step> {
  private readonly stepRecords: StepRecord[] = [];
  private readonly compensationRecords: StepRecord[] = [];

  get steps(): readonly StepRecord[] {
    return this.stepRecords;
  }

  get compensations(): readonly StepRecord[] {
    return this.compensationRecords;
  }

  stepStarted({ id, name }: Step): void {
    start(this.stepRecords, id, name);
  }

  stepCompleted({ id }: Step): void {
    end(this.stepRecords, id, 'done');
  }

  stepFailed({ id }: Step): void {
    end(this.stepRecords, id, 'failed');
  }

  compensationStarted({ id, compensation }: CompensableStep<Step>): void {
    start(this.compensationRecords, id, compensation.name);
  }

  compensationCompleted({ id }: Step): void {
    end(this.compensationRecords, id, 'done');
  }
}

function start(records: StepRecord[], id: string, name: string): void {
  records.push({ id, name, status: 'running', startedAt: now(), endedAt: null });
}

function end(records: StepRecord[], id: string, status: Exclude<StepRecord['status'], 'running'>): void {
  const index = records.findIndex((record) => record.id === id && record.status === 'running');
  const record = records[index];
  if (record) records[index] = { ...record, status, endedAt: now() };
}

function now(): string {
  return new Date().toISOString();
}
