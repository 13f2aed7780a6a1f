import { ActivityFailure, condition, log, patched, sleep } from '@temporalio/workflow';
import type { ParkedCompensation } from '../../contracts/parked-compensation.js';
import { retryDelayMs } from './retry-policy.js';

/** For runs of older versions, which retry each minute and wait for the compensation, as their histories have it. */
const UNPARKED_RETRY_DELAY = '1 minute';

/** In characters. The history and the current details hold the message. */
const MAX_ERROR_LENGTH = 500;

export interface RetryListener {
  parked(compensation: ParkedCompensation): void;
  /** The attempt failed in a run that does not park. */
  failed(): void;
}

/**
 * Retries compensations until they succeed.
 *
 * Activities retry by their own policy. This covers an activity that gave up: a rejection, or a bug until its fix is deployed.
 */
export class Parking {
  /** The compensations that wait for their next attempt, by id. */
  private readonly waiting = new Map<string, { retryRequested: boolean }>();
  /** Those that have failed and not succeeded yet, by id. */
  private readonly failed = new Map<string, ParkedCompensation>();
  private activeCount = 0;

  /** Those that have failed and not yet succeeded, in the order they were parked. */
  get parked(): readonly ParkedCompensation[] {
    return [...this.failed.values()];
  }

  /** True while no compensation can be tried by `retryNow`: none is parked, or each is being tried. */
  get hasNothingToRetry(): boolean {
    return this.waiting.size === 0;
  }

  /** True when compensations are parked and none is being tried. */
  get isIdle(): boolean {
    return this.activeCount === 0 && this.waiting.size > 0;
  }

  /** Tries all parked compensations now. */
  retryNow(): void {
    for (const wait of this.waiting.values()) wait.retryRequested = true;
  }

  /** Resolves when the compensation has succeeded. */
  async runUntilSuccess(
    { id, name }: Pick<ParkedCompensation, 'id' | 'name'>,
    compensate: () => Promise<unknown>,
    listener: RetryListener,
  ): Promise<void> {
    for (let attempts = 1; ; attempts += 1) {
      this.activeCount += 1;
      let failure: unknown;
      try {
        await compensate();
        this.failed.delete(id);
        return;
      } catch (error) {
        log.error('Compensation failed; retrying', { compensation: name, attempts, error });
        failure = error;
      } finally {
        this.activeCount -= 1;
      }
      // replay-tested: 2026-11-28, test/replay and test/recovery/parked.test.ts
      if (patched('park-failed-compensations'))
        await this.park({ id, name, attempts, lastError: messageOf(failure) }, listener);
      else {
        listener.failed();
        await sleep(UNPARKED_RETRY_DELAY, { summary: `Retry: ${name}` });
      }
    }
  }

  private async park(compensation: Omit<ParkedCompensation, 'nextTryAt'>, listener: RetryListener): Promise<void> {
    const { id, name, attempts } = compensation;
    const delayMs = retryDelayMs(attempts);
    const parked = { ...compensation, nextTryAt: new Date(Date.now() + delayMs).toISOString() };
    const wait = { retryRequested: false };
    this.failed.set(id, parked);
    this.waiting.set(id, wait);
    listener.parked(parked);
    await condition(() => wait.retryRequested, delayMs, { summary: `Retry: ${name}` });
    this.waiting.delete(id);
  }
}

/** An activity's failure wraps the error that its code threw. */
export function messageOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? (error.cause ?? error) : error;
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, MAX_ERROR_LENGTH);
}
