import type { Client } from 'pg';

/** Temporary tables for data that is not in the domains' database. */
export type SourceTable = 'gateway_charges' | 'gateway_refunds' | 'gateway_disputes' | 'gateway_events' | 'listed_runs';

/**
 * Creates the audit's temporary tables, which are visible to this session only and dropped with it.
 *
 * The audit writes nothing else. It reads the domains' tables in a READ ONLY transaction.
 */
export async function createTemporaryTables(session: Client): Promise<void> {
  await session.query(`
    CREATE TEMP TABLE gateway_charges (
      id text, idempotency_key text, order_id text, amount bigint, refunded_amount bigint, currency text, method text,
      status text);
    CREATE TEMP TABLE gateway_refunds (id text, charge_id text, idempotency_key text, amount bigint, status text);
    CREATE TEMP TABLE gateway_disputes (id text, charge_id text, amount bigint, status text);
    CREATE TEMP TABLE gateway_events (id text, type text, order_id text, delivered_at timestamptz);
    CREATE TEMP TABLE listed_runs (
      workflow_id text, type text, status text, subject uuid, order_status text, started_at timestamptz, stuck text);

    CREATE TEMP TABLE runs (LIKE listed_runs);
    CREATE TEMP TABLE in_flight (order_id text PRIMARY KEY);
    CREATE TEMP TABLE offenders (pass int, invariant text, key text, facts jsonb);`);
}

/** Empties the tables of copied and derived data; keeps the offenders of the first pass. */
export async function truncateSourceTables(session: Client): Promise<void> {
  await session.query(
    'TRUNCATE gateway_charges, gateway_refunds, gateway_disputes, gateway_events, listed_runs, runs, in_flight',
  );
}

/** Inserts rows whose properties are named after the columns. */
export async function copyRows(session: Client, table: SourceTable, rows: readonly object[]): Promise<void> {
  await session.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}

/**
 * Derives the latest runs and the orders in flight. Must run in the transaction that reads the domains' tables.
 *
 * @param markInFlight - false leaves no order in flight
 */
export async function deriveRunsAndInFlight(session: Client, markInFlight: boolean): Promise<void> {
  // A reset closes a run and starts another with the same workflow id.
  await session.query(`
    INSERT INTO runs SELECT DISTINCT ON (workflow_id) * FROM listed_runs
    ORDER BY workflow_id, started_at DESC, status = 'RUNNING'`);
  if (markInFlight) {
    await session.query(`
      INSERT INTO in_flight
      SELECT subject::text FROM runs
      WHERE status = 'RUNNING' AND type NOT IN ('refundPayment', 'followPayment', 'returnOrder') AND subject IS NOT NULL
      UNION
      SELECT p.order_id::text FROM runs r JOIN payments.refunds f ON f.id = r.subject
        JOIN payments.payments p ON p.id = f.payment_id
      WHERE r.status = 'RUNNING' AND r.type = 'refundPayment'
      UNION
      SELECT t.order_id::text FROM runs r JOIN orders.returns t ON t.id = r.subject
      WHERE r.status = 'RUNNING' AND r.type = 'returnOrder'
      UNION
      SELECT order_id FROM gateway_events WHERE delivered_at IS NULL AND order_id IS NOT NULL`);
  }
  await session.query('ANALYZE gateway_charges, gateway_refunds, gateway_disputes, gateway_events, runs, in_flight');
}
