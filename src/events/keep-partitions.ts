import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/logger.js';

const HOUR_MS = 3_600_000;

/** Opens the partition of the day and drops the expired ones. Safe to call from several processes at the same time. */
export async function rotatePartitions(database: DataSource, retentionDays: number): Promise<void> {
  await database.query('SELECT events.open_partition()');
  await database.query('SELECT events.drop_partitions($1)', [retentionDays]);
}

/**
 * Rotates the partitions of the outbox now and every hour. A failure is logged, and the next hour tries again: events are written
 * to the old partition until then.
 *
 * @returns a function that stops
 */
export function keepPartitions(database: DataSource, retentionDays: number, logger: Logger): () => void {
  const rotate = () => {
    rotatePartitions(database, retentionDays).catch((error: unknown) =>
      logger.warn({ err: error }, 'The partitions of the outbox were not rotated'),
    );
  };
  rotate();
  const timer = setInterval(rotate, HOUR_MS);
  return () => clearInterval(timer);
}
