import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/logger.js';

const HOUR_MS = 3_600_000;

/** Deletes the attempts, and the rows of the queue that are done, that are older than the given number of days. */
export async function deleteOldDeliveries(database: DataSource, retentionDays: number): Promise<void> {
  const before = 'now() - make_interval(days => $1)';
  await database.query(`DELETE FROM webhooks.attempts WHERE at < ${before}`, [retentionDays]);
  await database.query(`DELETE FROM webhooks.queue WHERE done_at < ${before}`, [retentionDays]);
}

/**
 * Deletes old deliveries now and every hour. A failure is logged, and the next hour tries again.
 *
 * @returns a function that stops
 */
export function forgetDeliveries(database: DataSource, retentionDays: number, logger: Logger): () => void {
  const forget = () => {
    deleteOldDeliveries(database, retentionDays).catch((error: unknown) =>
      logger.warn({ err: error }, 'Old deliveries were not deleted'),
    );
  };
  forget();
  const timer = setInterval(forget, HOUR_MS);
  return () => clearInterval(timer);
}
