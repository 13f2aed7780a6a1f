import type { Client } from '@temporalio/client';
import pg from 'pg';
import { audit, type Finding } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import { listRuns } from '../../src/audit/temporal-runs.js';
import type { Told } from './customer.js';
import { checkPromises, type Outcomes } from './promises.js';
import { untilSettled, type InFlight } from './settle.js';
import { unexplained, type ShopClient } from './shop-client.js';

/** Where it is written what came of the orders. */
export interface Books {
  readonly databaseUrl: string;
  readonly gatewayDatabaseUrl: string;
  readonly temporal: Client;
}

/** What came of the orders. */
export interface Reckoning {
  readonly stillInFlight: InFlight;
  /** How long it took until nothing was in flight. */
  readonly settlingSeconds: number;
  readonly findings: readonly Finding[];
  readonly outcomes: Omit<Outcomes, 'broken'>;
  readonly brokenPromises: readonly string[];
  /** Whether all is as it must be. */
  readonly held: boolean;
}

/** Waits until nothing is in flight, audits, and holds the API to its word. @param told - what it told its customers */
export async function reckon(
  { databaseUrl, gatewayDatabaseUrl, temporal }: Books,
  told: readonly Told[],
  failures: ShopClient['failures'],
  signal: AbortSignal,
): Promise<Reckoning> {
  const startedAt = performance.now();
  const orders = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const gateway = new pg.Pool({ connectionString: gatewayDatabaseUrl, max: 2 });
  try {
    const stillInFlight = await untilSettled({ orders, gateway, temporal }, signal);
    const settlingSeconds = Math.round((performance.now() - startedAt) / 1_000);
    const findings = await audit({
      databaseUrl,
      gatewayDatabaseUrl,
      listRuns: () => listRuns(temporal),
      invariants: INVARIANTS,
      settled: true,
    });
    const { broken, ...outcomes } = await checkPromises(orders, told);
    const brokenPromises = [...broken, ...unexplained(failures)];
    const held =
      brokenPromises.length === 0 && findings.every(({ checked, violations }) => checked !== null && violations === 0);
    return { stillInFlight, settlingSeconds, findings, outcomes, brokenPromises, held };
  } finally {
    await orders.end();
    await gateway.end();
  }
}
