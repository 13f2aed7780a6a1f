import type { DataSource } from 'typeorm';
import type { ReservationRequest } from '../../contracts/inventory.js';
import { insertReservations, insertReservationsOfProduct, type ReservationResult } from './reservation-queries.js';

/** Bounds the time for which a statement holds the lock of its product. */
const MAX_ORDERS = 50;

type Result = ReservationResult | undefined;

interface WaitingOrder {
  readonly request: ReservationRequest;
  /** Called with `lead` when this order runs the next statement, otherwise with the result of another order's statement. */
  readonly resolve: (turn: Result | 'lead') => void;
}

/**
 * Reserves a popular product for several orders in one statement.
 *
 * Orders of one product wait for its row in any case. While a statement of this process reserves the product, the orders that arrive
 * wait here and share the next one. They take the lock once, and one database connection in place of one each, so that orders of
 * other products find one. An order that meets no other is reserved at once, by the same statement as without batches.
 */
export class ReservationBatches {
  /** The orders that wait, by product. A product without an entry has no statement in progress. */
  private readonly waiting = new Map<string, WaitingOrder[]>();

  constructor(private readonly database: DataSource) {}

  /** Reserves every line, or none. @returns as `insertReservations` */
  async insert(request: ReservationRequest): Promise<ReservationResult[]> {
    const [line, ...others] = request.lines;
    if (line === undefined || others.length > 0) return insertReservations(this.database, request);
    const { productId } = line;
    const queue = this.waiting.get(productId);
    if (queue === undefined) {
      this.waiting.set(productId, []);
      return this.thenNext(productId, () => insertReservations(this.database, request));
    }
    const turn = await new Promise<Result | 'lead'>((resolve) => queue.push({ request, resolve }));
    const result = turn === 'lead' ? await this.thenNext(productId, () => this.lead(queue, productId, request)) : turn;
    // An order that its batch did not reserve runs alone to find the reason: no stock is left, or the call is a repetition.
    return result ? [result] : insertReservations(this.database, request);
  }

  /** Reserves the product for an order and those that wait behind it. */
  private async lead(queue: WaitingOrder[], productId: string, request: ReservationRequest): Promise<Result> {
    const followers = queue.splice(0, MAX_ORDERS - 1);
    const requests = [request, ...followers.map((follower) => follower.request)];
    // An error may concern one order only. Each then runs alone and fails with its own.
    const results = await insertReservationsOfProduct(this.database, productId, requests).catch(
      () => new Map<string, never>(),
    );
    for (const follower of followers) follower.resolve(results.get(follower.request.orderId));
    return results.get(request.orderId);
  }

  /** Runs a statement, and then lets the next order lead. */
  private async thenNext<T>(productId: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } finally {
      const next = this.waiting.get(productId)?.shift();
      if (next) next.resolve('lead');
      else this.waiting.delete(productId);
    }
  }
}
