import { audit } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import type { TestDatabase } from './database.js';

/** Tests do not always deliver the gateway's events or have runs. */
const DATABASE_INVARIANTS = INVARIANTS.filter(
  ({ sources }) => !sources.includes('runs') && !sources.includes('events'),
);

/**
 * Audits a database in which every order has ended.
 *
 * @param hasGateway - whether the gateway's schema is in the database
 * @returns the offenders by invariant; empty when all hold
 */
export async function findViolations(database: TestDatabase, hasGateway = true): Promise<Record<string, unknown>> {
  const { url } = database;
  const auditOptions = {
    databaseUrl: url,
    ...(hasGateway && { gatewayDatabaseUrl: url }),
    invariants: DATABASE_INVARIANTS,
  };
  const findings = await audit({ ...auditOptions, settled: true, recheckDelayMs: 0 });
  return Object.fromEntries(
    findings.filter(({ violations }) => violations > 0).map(({ id, offenders }) => [id, offenders]),
  );
}
