import { sleep } from '@temporalio/workflow';
import { rejectionFailure } from '../failures.js';

/** Longest time from now for which an unpaid order may reserve stock, in seconds. */
const MAX_RESERVATION_SECONDS = 86_400;

/** The durable timer of a reservation. It fires once and can be extended until then. */
export class ExpiryTimer {
  private expiresAtMs: number;
  private stopped = false;

  /** Starts the timer. @param seconds - from now */
  constructor(
    seconds: number,
    private readonly onExpiry: () => void,
  ) {
    this.expiresAtMs = Date.now() + seconds * 1_000;
    this.wait();
  }

  /** ISO 8601. */
  get expiresAtIso(): string {
    return new Date(this.expiresAtMs).toISOString();
  }

  /** @throws ApplicationFailure of type `reservation_not_extendable` when the new expiry would be too far away */
  checkExtension(seconds: number): void {
    const limit = MAX_RESERVATION_SECONDS - Math.ceil((this.expiresAtMs - Date.now()) / 1_000);
    if (Number.isInteger(seconds) && seconds >= 1 && seconds <= limit) return;
    throw rejectionFailure('reservation_not_extendable', `seconds must be a whole number from 1 to ${limit}`);
  }

  /** Moves the expiry. The running timer stays; when it fires, another one covers the rest. */
  extend(seconds: number): void {
    this.expiresAtMs += seconds * 1_000;
  }

  /** Disarms the callback; cancelling the timer would add a history event. */
  stop(): void {
    this.stopped = true;
  }

  /** `then` creates two promises fewer than `async`; the SDK records a call stack for each promise of a run. */
  private wait(): void {
    const wakesAtMs = this.expiresAtMs;
    sleep(wakesAtMs - Date.now(), { summary: 'The reservation expires' }).then(
      () => {
        if (this.stopped) return;
        if (this.expiresAtMs > wakesAtMs) this.wait();
        else this.onExpiry();
      },
      // The run was cancelled.
      () => undefined,
    );
  }
}
