import type { DataSource } from 'typeorm';

/** Deletes the attempts, and the rows of the queue that are done, that are older than the given number of days. */
export async function deleteOldDeliveries(database: DataSource, retentionDays: number): Promise<void> {
  const before = 'now() - make_interval(days => $1)';
  await database.query(`DELETE FROM webhooks.attempts WHERE at < ${before}`, [retentionDays]);
  await database.query(`DELETE FROM webhooks.queue WHERE done_at < ${before}`, [retentionDays]);
}
