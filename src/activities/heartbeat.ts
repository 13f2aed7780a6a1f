import { Context } from '@temporalio/activity';

/** A heartbeat carries a cancellation back, so this is also how soon a running activity hears of one. */
const HEARTBEAT_INTERVAL_MS = 1_000;

/**
 * Runs work that may be long, heartbeating until it ends.
 *
 * @param work - gets a signal that aborts when the activity is cancelled or its worker is out of grace
 * @throws CancelledFailure in place of whatever the aborted work threw
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
