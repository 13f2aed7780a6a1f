/**
 * A compensation whose activity gave up. It is tried again with a backoff, or by the update `retryNow`. Workflows answer
 * queries with this shape.
 */
export interface ParkedCompensation {
  /** The id of the step that it compensates. */
  readonly id: string;
  /** What an operator reads; may change. */
  readonly name: string;
  /** Failed attempts of this run. */
  readonly attempts: number;
  readonly lastError: string;
  /** ISO 8601. A time in the past means that the next attempt has started. */
  readonly nextTryAt: string;
}
