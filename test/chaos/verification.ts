import type { Client } from '@temporalio/client';
import pg from 'pg';
import { audit, type Finding } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import { listRuns } from '../../src/audit/temporal-runs.js';
import type { CustomerRecord } from './scenario.js';
import { countOccurrences, type Occurrences } from './occurrences.js';
import { checkGuarantees, type Outcomes } from './api-guarantees.js';
import { waitUntilSettled, type InFlight } from './wait-until-settled.js';
import { describeUnexpectedErrors, type ShopClient } from './shop-client.js';

/** Where to read the outcomes of the orders. */
export interface VerificationTargets {
  readonly databaseUrl: string;
  readonly gatewayDatabaseUrl: string;
  readonly temporal: Client;
}

/** The result of a verification. */
export interface Verification {
  readonly stillInFlight: InFlight;
  /** Seconds until nothing was in flight. */
  readonly settlingSeconds: number;
  readonly findings: readonly Finding[];
  readonly outcomes: Omit<Outcomes, 'broken'>;
  readonly occurrences: Occurrences;
  readonly brokenGuarantees: readonly string[];
  readonly passed: boolean;
}

/**
 * Waits until nothing is in flight, audits, and checks the responses of the API.
 *
 * @param records - the responses
 * @param findMore - describes further responses that do not hold
 */
export async function verifyRun(
  { databaseUrl, gatewayDatabaseUrl, temporal }: VerificationTargets,
  records: readonly CustomerRecord[],
  failures: ShopClient['failures'],
  signal: AbortSignal,
  findMore: (database: pg.Pool) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<Verification> {
  const startedAt = performance.now();
  const orders = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const gateway = new pg.Pool({ connectionString: gatewayDatabaseUrl, max: 2 });
  try {
    const stillInFlight = await waitUntilSettled({ orders, gateway, temporal }, signal);
    const settlingSeconds = Math.round((performance.now() - startedAt) / 1_000);
    const findings = await audit({
      databaseUrl,
      gatewayDatabaseUrl,
      listRuns: () => listRuns(temporal),
      invariants: INVARIANTS,
      settled: true,
    });
    const { broken, ...outcomes } = await checkGuarantees(orders, records);
    const occurrences = await countOccurrences(orders, gateway);
    const brokenGuarantees = [...broken, ...(await findMore(orders)), ...describeUnexpectedErrors(failures)];
    const passed =
      brokenGuarantees.length === 0 &&
      findings.every(({ checked, violations }) => checked !== null && violations === 0);
    return { stillInFlight, settlingSeconds, findings, outcomes, occurrences, brokenGuarantees, passed };
  } finally {
    await orders.end();
    await gateway.end();
  }
}
