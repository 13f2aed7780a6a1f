import type { DataSource } from 'typeorm';
import { observe } from '../../telemetry/metrics.js';
import { METRICS } from '../../telemetry/names.js';

/** Reports the units in stock whenever metrics are collected. @returns a function that stops the reporting */
export function reportStockLevel(database: DataSource): () => void {
  return observe(METRICS.stockLevel, async () => {
    const [{ available, reserved }] = await database.query<[{ available: number; reserved: number }]>(
      `SELECT coalesce(sum(available), 0)::float8 AS available, coalesce(sum(reserved), 0)::float8 AS reserved
       FROM inventory.stock WHERE deleted_at IS NULL`,
    );
    return [
      [available, { type: 'available' }],
      [reserved, { type: 'reserved' }],
    ];
  });
}
