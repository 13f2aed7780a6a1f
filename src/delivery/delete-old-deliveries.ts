import type { DataSource } from 'typeorm';

/**
 * Deletes the attempts, and the rows of the queue that are done, that are older than the given number of days. What waits for a
 * deleted endpoint is deleted at once.
 */
export async function deleteOldDeliveries(database: DataSource, retentionDays: number): Promise<void> {
  const before = 'now() - make_interval(days => $1)';
  await database.query(`DELETE FROM webhooks.attempts WHERE at < ${before}`, [retentionDays]);
  await database.query(`DELETE FROM webhooks.queue WHERE done_at < ${before}`, [retentionDays]);
  await database.query(
    `DELETE FROM webhooks.queue q USING webhooks.endpoints e
     WHERE e.id = q.endpoint_id AND e.deleted_at IS NOT NULL AND q.done_at IS NULL`,
  );
}
