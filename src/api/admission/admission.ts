import { count, observe } from '../../telemetry/metrics.js';
import { METRICS } from '../../telemetry/names.js';
import { Problem } from '../http/problem.js';
import { CallerHungUp } from '../http/requests-in-flight.js';
import { AdaptiveLimit } from './adaptive-limit.js';
import { FairQueue } from './fair-queue.js';

/** How long a placement may wait for its turn while others are being refused, in milliseconds. */
const OVERLOADED_WAIT_MS = 50;
/** How long the service counts as overloaded after it refused a placement, in milliseconds. */
const OVERLOAD_MEMORY_MS = 1_000;
/** `Retry-After` is a random number of seconds from 1 to this, so that the refused do not return together. */
const MAX_RETRY_AFTER_SECONDS = 4;

interface Waiting {
  readonly admit: () => void;
  readonly refuse: () => void;
}

export interface AdmissionSettings {
  /** The mean time to acceptance to keep, in seconds; 0 admits every placement. */
  readonly targetSeconds: number;
  /** Source of the random part of `Retry-After`, from 0 up to 1; `Math.random` by default. */
  readonly random?: () => number;
}

/**
 * Decides which placements are started. It admits as many as the system accepts within the target, serves users in turn, and
 * refuses the rest before anything is done for them.
 *
 * A burst waits up to the target for its turn. While placements are being refused, a longer wait would only delay the refusal.
 */
export class Admission {
  private readonly limit: AdaptiveLimit;
  private readonly queue = new FairQueue<Waiting>();
  private readonly targetMs: number;
  private readonly random: () => number;
  private inFlight = 0;
  private overloadedUntil = 0;

  constructor({ targetSeconds, random = Math.random }: AdmissionSettings) {
    this.targetMs = targetSeconds * 1_000;
    this.random = random;
    this.limit = new AdaptiveLimit(this.targetMs);
  }

  /** Reports the limit and the placements in flight. @returns a function that stops reporting */
  report(): () => void {
    return observe(METRICS.placementsInFlight, () =>
      Promise.resolve([
        [this.inFlight, { type: 'in_flight' }],
        [this.limit.current, { type: 'limit' }],
      ]),
    );
  }

  /**
   * Does the work when it is the user's turn.
   *
   * @param signal - aborted when the caller hangs up or the API stops; a placement that waits is then refused
   * @param work - starts the placement and ends when it is accepted or rejected
   * @param recheck - runs after a wait and throws when the placement can no longer succeed. Its error is also thrown in place of
   * `overloaded`, so that nobody waits again for what is sold out.
   * @throws Problem `overloaded` when the work was not started
   */
  async run<T>(userId: string, signal: AbortSignal, work: () => Promise<T>, recheck?: () => Promise<void>): Promise<T> {
    if (signal.reason instanceof CallerHungUp) throw this.refusal('abandoned');
    if (this.targetMs === 0) return work();
    if (this.inFlight >= this.limit.current || this.queue.size > 0) {
      await this.waitForTurn(userId, signal).catch(async (error: unknown) => {
        if (!signal.aborted) await recheck?.();
        throw error;
      });
      await this.recheckInTurn(recheck);
    } else this.start();
    count(METRICS.admissions, { outcome: 'admitted' });
    const startedAt = performance.now();
    let failed = false;
    try {
      return await work();
    } catch (error) {
      failed = error instanceof Problem && error.code === 'unavailable';
      throw error;
    } finally {
      const durationMs = performance.now() - startedAt;
      if (failed) this.limit.failed(durationMs);
      else this.limit.ended(durationMs);
      this.inFlight -= 1;
      this.admitWaiting();
    }
  }

  /** Gives the turn to the next placement when this one can no longer succeed. Its time is not one to acceptance. */
  private async recheckInTurn(recheck: (() => Promise<void>) | undefined): Promise<void> {
    try {
      await recheck?.();
    } catch (error) {
      this.inFlight -= 1;
      this.admitWaiting();
      throw error;
    }
  }

  private start(): void {
    this.inFlight += 1;
    this.limit.started(this.inFlight);
  }

  private admitWaiting(): void {
    while (this.inFlight < this.limit.current) {
      const next = this.queue.shift();
      if (!next) return;
      this.start();
      next.admit();
    }
  }

  private waitForTurn(userId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abandon);
        this.queue.remove(userId, waiting);
      };
      const waiting: Waiting = {
        admit: () => {
          end();
          resolve();
        },
        refuse: () => {
          end();
          reject(this.refusal('refused'));
        },
      };
      const abandon = () => {
        end();
        reject(this.refusal('abandoned'));
      };
      const isOverloaded = performance.now() < this.overloadedUntil;
      const timer = setTimeout(waiting.refuse, isOverloaded ? OVERLOADED_WAIT_MS : this.targetMs);
      signal.addEventListener('abort', abandon);
      this.queue.push(userId, waiting);
      if (signal.aborted) abandon();
      else if (this.queue.size > this.limit.current / 2) this.queue.dropNewestOfBusiest()?.refuse();
    });
  }

  private refusal(outcome: 'refused' | 'abandoned'): Problem {
    count(METRICS.admissions, { outcome });
    if (outcome === 'refused') this.overloadedUntil = performance.now() + OVERLOAD_MEMORY_MS;
    const seconds = 1 + Math.floor(this.random() * MAX_RETRY_AFTER_SECONDS);
    return new Problem(
      'overloaded',
      'More orders are being placed than can be accepted in time. Nothing was done for this one. Repeat the request as ' +
        '`Retry-After` says, with the same Idempotency-Key.',
      { headers: { 'Retry-After': String(seconds) } },
    );
  }
}
