import type { DataSource } from 'typeorm';
import type { Logger } from '../telemetry/logger.js';

/** Stores the units at or below which stock counts as low. A failure is logged: the stored number stays. */
export function setLowStockThreshold(database: DataSource, units: number, logger: Logger): void {
  database.query('SELECT events.set_low_stock_threshold($1)', [units]).catch((error: unknown) => {
    logger.warn({ err: error }, 'LOW_STOCK_THRESHOLD was not stored');
  });
}

/** Reads the units at or below which stock counts as low. */
export async function readLowStockThreshold(database: DataSource): Promise<number> {
  const [{ units }] = await database.query<[{ units: number }]>(
    'SELECT low_stock_threshold AS units FROM events.settings',
  );
  return units;
}
