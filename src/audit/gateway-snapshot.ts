import type { Client } from 'pg';
import type { SourceTable } from './temporary-tables.js';

const BATCH_SIZE = 10_000;

/** Queries on the gateway's schema, by the temporary table that receives their rows. */
const SNAPSHOT_QUERIES = {
  gateway_charges: `SELECT id, idempotency_key, order_id, amount, refunded_amount, currency, method, status
                    FROM gateway.charges`,
  gateway_refunds: 'SELECT id, charge_id, idempotency_key, amount, status FROM gateway.refunds',
  gateway_disputes: 'SELECT id, charge_id, amount, status FROM gateway.disputes',
  gateway_events: `SELECT id, type, data ->> 'order_id' AS order_id, delivered_at FROM gateway.events`,
} as const satisfies Partial<Record<SourceTable, string>>;

/**
 * Reads the simulated gateway's records in one consistent snapshot, in batches.
 *
 * @param gateway - a connection to the gateway's database
 */
export async function readGatewaySnapshot(
  gateway: Client,
  onBatch: (table: SourceTable, rows: readonly object[]) => Promise<void>,
): Promise<void> {
  await gateway.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    for (const [table, sql] of Object.entries(SNAPSHOT_QUERIES) as [keyof typeof SNAPSHOT_QUERIES, string][]) {
      await gateway.query(`DECLARE ${table} NO SCROLL CURSOR FOR ${sql}`);
      for (;;) {
        const { rows } = await gateway.query<object>(`FETCH ${BATCH_SIZE} FROM ${table}`);
        if (rows.length === 0) break;
        await onBatch(table, rows);
      }
    }
  } finally {
    await gateway.query('ROLLBACK');
  }
}
