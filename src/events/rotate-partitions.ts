import type { DataSource } from 'typeorm';

/** Opens the partition of the day and drops the expired ones. Safe to call from several processes at the same time. */
export async function rotatePartitions(database: DataSource, retentionDays: number): Promise<void> {
  await database.query('SELECT events.open_partition()');
  await database.query('SELECT events.drop_partitions($1)', [retentionDays]);
}
