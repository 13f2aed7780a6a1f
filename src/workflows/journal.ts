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

  step<T>(name: string, act: () => Promise<T>): Promise<T> {
    return record(this.stepsTaken, name, act);
  }

  compensation<T>(name: string, act: () => Promise<T>): Promise<T> {
    return record(this.compensationsTaken, name, act);
  }
}

async function record<T>(records: StepRecord[], name: string, act: () => Promise<T>): Promise<T> {
  const begun: StepRecord = { name, status: 'running', startedAt: now(), endedAt: null };
  const at = records.push(begun) - 1;
  const end = (status: StepRecord['status']) => void (records[at] = { ...begun, status, endedAt: now() });
  try {
    const result = await act();
    end('done');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}

function now(): string {
  return new Date().toISOString();
}
