import { sleep } from '@temporalio/workflow';
import { rejectionFailure } from './failures.js';

/** Longest that stock may be held for an unpaid order, counted from now, in seconds. */
const MAX_RESERVATION_SECONDS = 86_400;

/** The durable timer of a reservation: it fires once, and can be moved until then. */
export class ExpiryTimer {
  private expiresAtMs: number;
  private fired = false;
  private stopped = false;

  /** Starts the timer. @param seconds - from now */
  constructor(seconds: number, onExpiry: () => void) {
    this.expiresAtMs = Date.now() + seconds * 1_000;
    this.wait(onExpiry);
  }

  /** ISO 8601. */
  get expiresAtIso(): string {
    return new Date(this.expiresAtMs).toISOString();
  }

  get expired(): boolean {
    return this.fired;
  }

  /** @throws ApplicationFailure of type `reservation_not_extendable` */
  checkExtension(seconds: number): void {
    const limit = MAX_RESERVATION_SECONDS - Math.ceil((this.expiresAtMs - Date.now()) / 1_000);
    if (Number.isInteger(seconds) && seconds >= 1 && seconds <= limit) return;
    throw rejectionFailure('reservation_not_extendable', `seconds must be a whole number from 1 to ${limit}`);
  }

  /** Moves the expiry further away. The timer is left alone: once it fires, another one runs for the rest. */
  extend(seconds: number): void {
    this.expiresAtMs += seconds * 1_000;
  }

  /** Nobody is told any more. The timer is left to the end of the run, which is near: to cancel it would cost an event. */
  stop(): void {
    this.stopped = true;
  }

  /** No `async`, which makes two promises more: the SDK notes the stack of each that is made in a run. */
  private wait(onExpiry: () => void): void {
    const wakesAtMs = this.expiresAtMs;
    sleep(wakesAtMs - Date.now(), { summary: 'The reservation expires' }).then(
      () => {
        if (this.stopped) return;
        if (this.expiresAtMs > wakesAtMs) {
          this.wait(onExpiry);
          return;
        }
        this.fired = true;
        onExpiry();
      },
      // Whoever started it was called off.
      () => undefined,
    );
  }
}
