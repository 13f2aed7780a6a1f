import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { RUNS_OF_ORDERS } from '../../src/audit/temporal-runs.js';

/** What is in flight: orders that are not final, runs that are running, events that are not delivered. */
export interface InFlight {
  readonly orders: number;
  readonly runs: number;
  readonly events: number;
}

const GLANCE_MS = 500;
/** Longer than the reservations, and than the longest pause between two tries. */
const PATIENCE_MS = 900_000;

/**
 * Waits until nothing is in flight, at two glances.
 *
 * @returns what still is when nobody waits any longer
 */
export async function untilSettled(
  { orders, gateway, temporal }: { orders: pg.Pool; gateway: pg.Pool; temporal: Client },
  signal: AbortSignal,
): Promise<InFlight> {
  const look = async (): Promise<InFlight> => ({
    orders: await count(orders, `SELECT count(*)::int AS n FROM orders.orders WHERE status IN ('pending', 'paid')`),
    runs: (await temporal.workflow.count(`${RUNS_OF_ORDERS} AND ExecutionStatus = "Running"`)).count,
    events: await count(gateway, 'SELECT count(*)::int AS n FROM gateway.events WHERE delivered_at IS NULL'),
  });
  const deadline = Date.now() + PATIENCE_MS;
  let quiet = 0;
  for (;;) {
    const seen = await look();
    quiet = seen.orders + seen.runs + seen.events === 0 ? quiet + 1 : 0;
    if (quiet === 2 || Date.now() > deadline) return seen;
    await sleep(GLANCE_MS, undefined, { signal });
  }
}

async function count(pool: pg.Pool, sql: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(sql);
  return rows[0]?.n ?? 0;
}
