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
        const done = this.undo(compensation, cause).then(() => void (finished = true));
        if (await condition(() => finished, PATIENCE)) continue;
        this.markStuck(compensation.name);
        slow.push(done);
      }
      await Promise.all(slow);
    });
  }

  private async undo({ name, compensate }: Compensation<Cause>, cause: Cause): Promise<void> {
    await untilDone(
      name,
      () => compensate(cause),
      () => this.markStuck(name),
    );
    if (this.stuck.delete(name)) this.onStuck([...this.stuck]);
  }

  private markStuck(name: string): void {
    this.stuck.add(name);
    this.onStuck([...this.stuck]);
  }
}
