import { sleep } from '@temporalio/workflow';
import { rejectionFailure } from '../failures.js';

/** Longest time for which an unpaid order may reserve stock, from the start of its reservation, in seconds. */
const MAX_RESERVATION_SECONDS = 86_400;

/** Each extension adds about a dozen events to the history. */
const MAX_EXTENSIONS = 10;

/** The durable timer of a reservation. It fires once and can be extended until then. */
export class ExpiryTimer {
  private readonly startedAtMs = Date.now();
  private expiresAtMs: number;
  private extensions = 0;
  private stopped = false;

  /** Starts the timer. @param seconds - from now */
  constructor(
    seconds: number,
    private readonly onExpiry: () => void,
  ) {
    this.expiresAtMs = this.startedAtMs + seconds * 1_000;
    this.wait();
  }

  /** Milliseconds of the workflow's clock. */
  get expiresAt(): number {
    return this.expiresAtMs;
  }

  /** ISO 8601. */
  get expiresAtIso(): string {
    return new Date(this.expiresAtMs).toISOString();
  }

  /** @throws ApplicationFailure of type `reservation_not_extendable` when a bound is reached */
  checkExtension(seconds: number): void {
    const limit = MAX_RESERVATION_SECONDS - Math.ceil((this.expiresAtMs - this.startedAtMs) / 1_000);
    if (this.extensions >= MAX_EXTENSIONS || limit < 1) {
      throw rejectionFailure(
        'reservation_not_extendable',
        `A reservation can be extended ${MAX_EXTENSIONS} times and for ${MAX_RESERVATION_SECONDS} seconds in total.`,
      );
    }
    if (Number.isInteger(seconds) && seconds >= 1 && seconds <= limit) return;
    throw rejectionFailure('reservation_not_extendable', `seconds must be a whole number from 1 to ${limit}.`);
  }

  /** Moves the expiry. The running timer stays; when it fires, another one covers the rest. */
  extend(seconds: number): void {
    this.extensions += 1;
    this.expiresAtMs += seconds * 1_000;
  }

  /** Takes over an expiry that is stored already. @param expiresAt - ISO 8601 */
  moveTo(expiresAt: string): void {
    const previousMs = this.expiresAtMs;
    this.expiresAtMs = Date.parse(expiresAt);
    if (this.expiresAtMs < previousMs) this.wait();
  }

  /** Disarms the callback; cancelling the timer would add a history event. */
  stop(): void {
    this.stopped = true;
  }

  /** `then` creates two promises fewer than `async`; the SDK records a call stack for each promise of a run. */
  private wait(): void {
    const wakesAtMs = this.expiresAtMs;
    sleep(Math.max(wakesAtMs - Date.now(), 1), { summary: 'The reservation expires' }).then(
      () => {
        if (this.stopped) return;
        if (this.expiresAtMs > wakesAtMs) {
          this.wait();
          return;
        }
        this.stop();
        this.onExpiry();
      },
      // The run was cancelled.
      () => undefined,
    );
  }
}
