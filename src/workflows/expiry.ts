import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { refuse } from './failures.js';

/** Longest that stock may be held for an unpaid order, counted from now, in seconds. */
const LONGEST_HOLD_SECONDS = 86_400;

/** The durable timer of a reservation: it fires once, and can be moved until then. */
export class ExpiryTimer {
  private sleeping: CancellationScope | undefined;
  private expiresAt: number;
  private fired = false;
  private stopped = false;

  /** Starts the timer. @param seconds - from now */
  constructor(seconds: number, onExpiry: () => void) {
    this.expiresAt = Date.now() + seconds * 1_000;
    void this.wait(onExpiry);
  }

  /** ISO 8601. */
  get at(): string {
    return new Date(this.expiresAt).toISOString();
  }

  get expired(): boolean {
    return this.fired;
  }

  /** @throws ApplicationFailure of type `reservation_not_extendable` */
  checkExtension(seconds: number): void {
    const limit = LONGEST_HOLD_SECONDS - Math.ceil((this.expiresAt - Date.now()) / 1_000);
    if (Number.isInteger(seconds) && seconds >= 1 && seconds <= limit) return;
    throw refuse('reservation_not_extendable', `seconds must be a whole number from 1 to ${limit}`);
  }

  /** Moves the expiry further away. */
  extend(seconds: number): void {
    this.expiresAt += seconds * 1_000;
    this.sleeping?.cancel();
  }

  /** Nobody is told any more. The timer is left to the end of the run, which is near: to cancel it would cost an event. */
  stop(): void {
    this.stopped = true;
  }

  private async wait(onExpiry: () => void): Promise<void> {
    let asleepUntil: number;
    do {
      asleepUntil = this.expiresAt;
      try {
        await this.sleep(asleepUntil);
      } catch (error) {
        if (!isCancellation(error)) throw error;
        // It was not moved, so whoever started it was called off.
        if (asleepUntil === this.expiresAt) return;
      }
    } while (asleepUntil !== this.expiresAt);
    if (this.stopped) return;
    this.fired = true;
    onExpiry();
  }

  /** @throws CancelledFailure when it is moved or called off meanwhile */
  private sleep(until: number): Promise<void> {
    this.sleeping = new CancellationScope();
    return this.sleeping.run(() => sleep(until - Date.now(), { summary: 'The reservation expires' }));
  }
}
