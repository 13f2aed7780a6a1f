import type { StepRecord } from './messages.js';

/** What a run did, and when: its steps and its compensations, in the order they began. */
export class Journal {
  private readonly stepsTaken: StepRecord[] = [];
  private readonly compensationsTaken: StepRecord[] = [];

  get steps(): readonly StepRecord[] {
    return this.stepsTaken;
  }

  get compensations(): readonly StepRecord[] {
    return this.compensationsTaken;
  }

  /** A step begins. @returns tells how it ended */
  step(name: string): (status: Ended) => void {
    return begin(this.stepsTaken, name);
  }

  /** A compensation begins. @returns tells how it ended */
  compensation(name: string): (status: Ended) => void {
    return begin(this.compensationsTaken, name);
  }
}

type Ended = Exclude<StepRecord['status'], 'running'>;

function begin(records: StepRecord[], name: string): (status: Ended) => void {
  const begun: StepRecord = { name, status: 'running', startedAt: now(), endedAt: null };
  const at = records.push(begun) - 1;
  return (status) => void (records[at] = { ...begun, status, endedAt: now() });
}

function now(): string {
  return new Date().toISOString();
}
