import type { BenchOrder } from './order.js';

/** The answer to an order, whatever it is. */
export interface Attempt {
  readonly outcome: 'placed' | 'refused' | 'no answer';
  /** Why an order was refused. */
  readonly code: string | undefined;
  /** The id of the order, when it was placed. */
  readonly orderId: string | undefined;
  /** Seconds after which the service asks to repeat the request; 0 when it does not. */
  readonly retryAfterSeconds: number;
  /** Time until the answer, in ms. */
  readonly ms: number;
}

export interface AttemptOptions {
  readonly idempotencyKey?: string;
}

/** Takes orders of customers who leave when there is no answer. */
export interface Storefront {
  place(order: BenchOrder, options?: AttemptOptions): Promise<Attempt>;
  /**
   * Waits until no order is under way, also none whose customer left.
   *
   * @returns the orders confirmed since `startedAt`, with the time of each, by id
   */
  confirmedSince(startedAt: Date): Promise<ReadonlyMap<string, Date>>;
  close(): Promise<void>;
}

export function isPlaced({ outcome }: Attempt): boolean {
  return outcome === 'placed';
}
