import { setTimeout as sleep } from 'node:timers/promises';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { PricedOrder } from '../../contracts/orders.js';
import type { Acceptance, PlaceOrderInput, Rejection } from '../../contracts/place-order.js';
import { isTemporalOutage } from '../dependencies/outages.js';
import { problemFromRejection, unavailable, type Problem } from '../http/problem.js';
import { statusForBodyReference } from '../problems.js';
import { REPEAT_WITH_KEY, type EarlierPlacements } from './earlier-placements.js';
import type { OrderRuns } from './order-runs.js';
import type { PlacementSettings } from './placement-settings.js';
import { ORDER_CANCELLED } from './run-errors.js';
import { summarizeRun } from './run-summary.js';

/** Delays before each attempt to cancel an order that was not accepted in time, in milliseconds. */
const CANCEL_ATTEMPT_DELAYS_MS = [0, 1_000, 5_000, 20_000];

/** Starts the runs of orders, and repeats the outcomes of those that have closed. */
export class OrderAcceptance {
  constructor(
    private readonly runs: Pick<OrderRuns, 'place' | 'cancel' | 'outcome'>,
    private readonly earlier: Pick<EarlierPlacements, 'isPlaced'>,
    private readonly settings: Pick<PlacementSettings, 'pageUrl' | 'timeoutSeconds'>,
  ) {}

  /**
   * Starts the run of an order, or joins it.
   *
   * @returns null when the run of an earlier request placed the order and has closed
   * @throws Problem with the rejection of a closed run, or `unavailable` when the order is not accepted in time
   */
  async accept(input: PlaceOrderInput, priced: PricedOrder | undefined): Promise<Acceptance | null> {
    return (await this.place(input, priced)) ?? (await this.repeat(input, priced));
  }

  /** Null when the run of an earlier request has already closed. */
  private async place(
    input: PlaceOrderInput,
    priced: PricedOrder | undefined,
    restart = false,
  ): Promise<Acceptance | null> {
    try {
      const summary = summarizeRun(input, priced, this.settings.pageUrl);
      return await this.runs.place(input, summary, this.settings.timeoutSeconds * 1_000, restart);
    } catch (error) {
      if (!isTemporalOutage(error)) throw error;
      if (input.requestFingerprint !== null) {
        throw unavailable(REPEAT_WITH_KEY, error);
      }
      // Not awaited: its retries would delay the response.
      void this.cancel(input.orderId);
      throw unavailable('The order was not accepted in time and is being cancelled. Place it again.', error);
    }
  }

  /**
   * Cancels an order whose id the caller never learns, so that it is not charged. Best effort: it retries because the
   * request that starts the run may still arrive after the first attempt.
   */
  private async cancel(orderId: string): Promise<void> {
    for (const delayMs of CANCEL_ATTEMPT_DELAYS_MS) {
      await sleep(delayMs, undefined, { ref: false });
      const request = { reason: 'placement_timed_out', actor: 'system' } as const;
      const signalled = await this.runs.cancel(orderId, request).catch(() => null);
      if (signalled) return;
    }
  }

  /**
   * Repeats the outcome of a closed run, or starts a run again that was terminated before it created the order: its steps are
   * idempotent.
   *
   * @returns null when the closed run placed the order
   * @throws Problem with the rejection of the closed run
   */
  private async repeat(input: PlaceOrderInput, priced: PricedOrder | undefined): Promise<Acceptance | null> {
    if (await this.earlier.isPlaced(input)) return null;
    const outcome = await this.runs.outcome(input.orderId);
    if (outcome && outcome.requestFingerprint !== input.requestFingerprint) throw new IdempotencyKeyReused();
    if (outcome?.isDead) {
      const acceptance = await this.place(input, priced, true);
      if (acceptance !== null || (await this.earlier.isPlaced(input))) return acceptance;
    }
    throw placementProblem(outcome?.rejection ?? ORDER_CANCELLED);
  }
}

/** The problem of an order that is not placed. An id in its body that does not exist is a 422. */
export function placementProblem(rejection: Rejection): Problem {
  if (rejection.code === 'unavailable') {
    return unavailable(
      'The order could not be placed in time. Nothing is reserved or charged. Place it again with a new Idempotency-Key.',
    );
  }
  return problemFromRejection(rejection, statusForBodyReference);
}
