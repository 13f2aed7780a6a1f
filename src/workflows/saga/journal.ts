import type { StepRecord } from '../../contracts/place-order.js';

/** What a run did, and when: its steps and its compensations, in the order they began. */
export class Journal {
  private readonly stepRecords: StepRecord[] = [];
  private readonly compensationRecords: StepRecord[] = [];

  get steps(): readonly StepRecord[] {
    return this.stepRecords;
  }

  get compensations(): readonly StepRecord[] {
    return this.compensationRecords;
  }

  /** A step begins. @returns tells how it ended */
  startStep(name: string): (status: StepOutcome) => void {
    return startRecord(this.stepRecords, name);
  }

  /** A compensation begins. @returns tells how it ended */
  startCompensation(name: string): (status: StepOutcome) => void {
    return startRecord(this.compensationRecords, name);
  }
}

type StepOutcome = Exclude<StepRecord['status'], 'running'>;

function startRecord(records: StepRecord[], name: string): (status: StepOutcome) => void {
  const record: StepRecord = { name, status: 'running', startedAt: now(), endedAt: null };
  const index = records.push(record) - 1;
  return (status) => void (records[index] = { ...record, status, endedAt: now() });
}

function now(): string {
  return new Date().toISOString();
}
