import type { PlaceOrderInput } from '../../contracts/place-order.js';
import { IdempotencyKeyReused } from '../../domains/orders/errors.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import { isTemporalOutage } from '../dependencies/outages.js';
import { SharedReader } from '../dependencies/shared-reader.js';
import { unavailable } from '../http/problem.js';
import type { OrderRuns } from './order-runs.js';

export const REPEAT_WITH_KEY =
  'The order was not accepted in time. Repeat the request with the same Idempotency-Key to get its outcome.';

/** Finds what earlier requests with the same Idempotency-Key did. */
export class EarlierPlacements {
  private readonly fingerprints: SharedReader<string | null>;

  constructor(
    orders: Pick<OrderReader, 'requestFingerprints'>,
    private readonly runs: Pick<OrderRuns, 'exists'>,
  ) {
    this.fingerprints = new SharedReader((ids) => orders.requestFingerprints(ids));
  }

  /**
   * True when an earlier request with the same key and body placed the order.
   *
   * @throws IdempotencyKeyReused when the body of that request was different
   */
  async isPlaced({ orderId, requestFingerprint }: PlaceOrderInput): Promise<boolean> {
    if (requestFingerprint === null) return false;
    const storedFingerprint = (await this.fingerprints.read([orderId])).get(orderId);
    if (storedFingerprint === undefined) return false;
    if (storedFingerprint !== requestFingerprint) throw new IdempotencyKeyReused();
    return true;
  }

  /**
   * True when an earlier request with the same key started a run, which then decides: it may hold the stock that is missing.
   *
   * @throws Problem `unavailable`
   */
  async hasRun({ orderId, requestFingerprint }: PlaceOrderInput): Promise<boolean> {
    if (requestFingerprint === null) return false;
    try {
      return await this.runs.exists(orderId);
    } catch (error) {
      if (!isTemporalOutage(error)) throw error;
      throw unavailable(REPEAT_WITH_KEY, error);
    }
  }
}
