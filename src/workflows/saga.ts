import { CancellationScope, condition, log, sleep } from '@temporalio/workflow';

export interface SagaStep<Result, Cause> {
  /** As an operator reads it: "reserve stock". */
  readonly name: string;
  readonly run: () => Promise<Result>;
  /** Undoes the step: idempotent, and harmless when the step never ran. */
  readonly compensate: (cause: Cause) => Promise<unknown>;
}

type Compensation<Cause> = Pick<SagaStep<unknown, Cause>, 'name' | 'compensate'>;

/** How long a compensation may take before an operator is told and the next one begins. */
const PATIENCE = '1 minute';
/** Between tries of a compensation that gave up by itself; those that keep trying do so by their retry policy. */
const PAUSE = '1 minute';

/** Steps that are done together or undone together. */
export class Saga<Cause> {
  private readonly compensations: Compensation<Cause>[] = [];
  private readonly stuck = new Set<string>();

  /** @param onStuck - told whenever the list of compensations that need an operator changes */
  constructor(private readonly onStuck: (names: readonly string[]) => void) {}

  /** Runs a step whose compensation is registered first: a step that fails half-way is undone too. */
  async step<Result>({ name, run, compensate }: SagaStep<Result, Cause>): Promise<Result> {
    this.compensations.unshift({ name, compensate });
    return run();
  }

  /**
   * Undoes the steps, the last one first. Cannot be cancelled, and ends only when every compensation has succeeded: one
   * that does not is shown to the operator and kept trying, while the rest run.
   */
  compensate(cause: Cause): Promise<void> {
    return CancellationScope.nonCancellable(async () => {
      const slow: Promise<void>[] = [];
      for (const compensation of this.compensations) {
        let finished = false;
        const done = this.untilDone(compensation, cause).then(() => void (finished = true));
        if (await condition(() => finished, PATIENCE)) continue;
        this.markStuck(compensation.name);
        slow.push(done);
      }
      await Promise.all(slow);
    });
  }

  private async untilDone({ name, compensate }: Compensation<Cause>, cause: Cause): Promise<void> {
    for (;;) {
      try {
        await compensate(cause);
        if (this.stuck.delete(name)) this.onStuck([...this.stuck]);
        return;
      } catch (error) {
        log.error('a compensation failed and will be tried again', { compensation: name, error });
        this.markStuck(name);
        await sleep(PAUSE, { summary: `Try again to undo: ${name}` });
      }
    }
  }

  private markStuck(name: string): void {
    this.stuck.add(name);
    this.onStuck([...this.stuck]);
  }
}
