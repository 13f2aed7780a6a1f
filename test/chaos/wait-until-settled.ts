import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type pg from 'pg';
import { ORDER_RUNS_QUERY } from '../../src/audit/temporal-runs.js';

/** Orders without a final status, running workflows, and what the gateway has not decided or delivered. */
export interface InFlight {
  readonly orders: number;
  readonly runs: number;
  readonly events: number;
  /** Outcomes that the gateway decides later, and open disputes. */
  readonly undecided: number;
}

const POLL_INTERVAL_MS = 500;
/** Longer than a reservation and the longest retry delay. */
const SETTLE_TIMEOUT_MS = 900_000;

/**
 * Waits until nothing is in flight in two consecutive polls.
 *
 * @returns what is still in flight after the timeout; zeros when everything settled
 */
export async function waitUntilSettled(
  { orders, gateway, temporal }: { orders: pg.Pool; gateway: pg.Pool; temporal: Client },
  signal: AbortSignal,
): Promise<InFlight> {
  const countInFlight = async (): Promise<InFlight> => ({
    orders: await count(orders, `SELECT count(*)::int AS n FROM orders.orders WHERE status IN ('pending', 'paid')`),
    runs: (await temporal.workflow.count(`${ORDER_RUNS_QUERY} AND ExecutionStatus = "Running"`)).count,
    events: await count(gateway, 'SELECT count(*)::int AS n FROM gateway.events WHERE delivered_at IS NULL'),
    undecided: await count(
      gateway,
      `SELECT (SELECT count(*) FROM gateway.delayed_changes)::int
            + (SELECT count(*) FROM gateway.disputes WHERE status = 'open')::int AS n`,
    ),
  });
  const deadline = Date.now() + SETTLE_TIMEOUT_MS;
  let idlePolls = 0;
  for (;;) {
    const inFlight = await countInFlight();
    idlePolls = Object.values(inFlight).every((number) => number === 0) ? idlePolls + 1 : 0;
    if (idlePolls === 2 || Date.now() > deadline) return inFlight;
    await sleep(POLL_INTERVAL_MS, undefined, { signal });
  }
}

async function count(pool: pg.Pool, sql: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(sql);
  return rows[0]?.n ?? 0;
}
