import { audit } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import type { TestDatabase } from './database.js';

/** A test's gateway keeps its events where nobody takes them, and not each test has runs. */
const DATABASE_INVARIANTS = INVARIANTS.filter(
  ({ sources }) => !sources.includes('runs') && !sources.includes('events'),
);

/** What breaks the invariants, by invariant; empty when all hold. Asked once every order has ended. */
export async function findViolations(database: TestDatabase): Promise<Record<string, unknown>> {
  const { url } = database;
  const auditOptions = { databaseUrl: url, gatewayDatabaseUrl: url, invariants: DATABASE_INVARIANTS };
  const findings = await audit({ ...auditOptions, settled: true, recheckDelayMs: 0 });
  return Object.fromEntries(
    findings.filter(({ violations }) => violations > 0).map(({ id, offenders }) => [id, offenders]),
  );
}
