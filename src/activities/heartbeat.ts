import { Context } from '@temporalio/activity';

/** Temporal delivers a cancellation in response to a heartbeat, so the interval bounds how long that takes. */
const HEARTBEAT_INTERVAL_MS = 1_000;

/**
 * Runs long work and sends heartbeats until it ends.
 *
 * @param work - receives a signal that aborts when the activity is cancelled or its worker's shutdown grace time is over
 * @throws CancelledFailure when the signal aborted, in place of the error that the work threw
 */
export async function withHeartbeat<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { cancellationSignal, cancelled } = Context.current();
  const timer = setInterval(() => Context.current().heartbeat(), HEARTBEAT_INTERVAL_MS);
  try {
    return await work(cancellationSignal);
  } catch (error) {
    if (cancellationSignal.aborted) await cancelled;
    throw error;
  } finally {
    clearInterval(timer);
  }
}
