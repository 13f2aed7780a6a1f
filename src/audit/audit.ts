import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isPooledSession } from '../domains/database/pooler.js';
import { copyRows, deriveRunsAndInFlight, truncateSourceTables, createTemporaryTables } from './temporary-tables.js';
import { readGatewaySnapshot } from './gateway-snapshot.js';
import type { Invariant, Source } from './invariant.js';
import type { ListedRun } from './temporal-runs.js';

export interface AuditOptions {
  /** The database of the domains' schemas. */
  readonly databaseUrl: string;
  /** The database of the simulated gateway; absent for another payment provider. */
  readonly gatewayDatabaseUrl?: string;
  /** Lists the workflow runs, once per pass. Without it, invariants about runs are not checked. */
  readonly listRuns?: () => AsyncIterable<readonly ListedRun[]>;
  readonly invariants: readonly Invariant[];
  /** True when no order may be in flight: every record is then checked. */
  readonly settled: boolean;
  /** Number of offenders to return per invariant; defaults to 5. */
  readonly maxOffenders?: number;
  /** Time between the two passes, in ms; defaults to 3 s. */
  readonly recheckDelayMs?: number;
}

/** The result of one invariant. */
export interface Finding {
  readonly id: string;
  readonly description: string;
  /** The number of rows checked; null when a source was not available. */
  readonly checked: number | null;
  readonly violations: number;
  /** The first rows that violate it, at most `maxOffenders`. */
  readonly offenders: readonly Readonly<Record<string, unknown>>[];
}

const MAX_OFFENDERS = 5;
const RECHECK_DELAY_MS = 3_000;

/**
 * Checks the invariants.
 *
 * Each source is read in a consistent snapshot, but the snapshots differ in time, and an order may change between them. A
 * violation therefore counts only when a second pass confirms it.
 *
 * @throws Error when a database or Temporal cannot be read
 */
export async function audit(options: AuditOptions): Promise<Finding[]> {
  const sources = availableSources(options);
  const applicable = options.invariants.filter((invariant) => options.settled || !invariant.onlyWhenSettled);
  const checkable = applicable.filter((invariant) => invariant.sources.every((source) => sources.has(source)));
  return withSession('DATABASE_URL', options.databaseUrl, async (domains) => {
    await createTemporaryTables(domains);
    let checked = await runPass(domains, options, checkable, 1);
    if (await anyOffenders(domains)) {
      await sleep(options.recheckDelayMs ?? RECHECK_DELAY_MS);
      await truncateSourceTables(domains);
      checked = await runPass(domains, options, checkable, 2);
    }
    const confirmedViolations = await readConfirmedViolations(domains, options.maxOffenders ?? MAX_OFFENDERS);
    return applicable.map(({ id, description }) => ({
      ...{ id, description, checked: checked.get(id) ?? null },
      ...(confirmedViolations.get(id) ?? { violations: 0, offenders: [] }),
    }));
  });
}

/** Reads the domains last, so that they contain every change that the other sources report. */
async function runPass(
  domains: pg.Client,
  { listRuns, gatewayDatabaseUrl, settled }: AuditOptions,
  invariants: readonly Invariant[],
  pass: 1 | 2,
): Promise<Map<string, number>> {
  for await (const runs of listRuns?.() ?? []) await copyRows(domains, 'listed_runs', runs);
  if (gatewayDatabaseUrl !== undefined) {
    await withSession('GATEWAY_DATABASE_URL', gatewayDatabaseUrl, (gateway) =>
      readGatewaySnapshot(gateway, (table, rows) => copyRows(domains, table, rows)),
    );
  }
  await domains.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await deriveRunsAndInFlight(domains, !settled);
  const checked = await findOffenders(domains, invariants, pass);
  await domains.query('COMMIT');
  return checked;
}

function availableSources({ gatewayDatabaseUrl, listRuns }: AuditOptions): Set<Source> {
  return new Set<Source>([
    'domains',
    ...(gatewayDatabaseUrl === undefined ? [] : (['ledger', 'events'] as const)),
    ...(listRuns ? (['runs'] as const) : []),
  ]);
}

/**
 * Runs work that needs one session of the server.
 *
 * @param variable - the environment variable with the URL
 * @throws Error when a pooler may change the session between two statements: temporary tables would be lost
 */
async function withSession<T>(
  variable: string,
  connectionString: string,
  work: (session: pg.Client) => Promise<T>,
): Promise<T> {
  const session = new pg.Client({ connectionString, application_name: 'audit', connectionTimeoutMillis: 5_000 });
  // Without a listener, a lost connection would end the process. The current or next query fails instead.
  session.on('error', () => undefined);
  await session.connect();
  try {
    if (await isPooledSession(session)) {
      throw new Error(
        `${variable}: leads to a connection pooler, but the audit needs a session. Set it to the address of Postgres.`,
      );
    }
    await session.query(`SET work_mem = '64MB'`);
    return await work(session);
  } finally {
    await session.end();
  }
}

/** @returns the number of rows checked, by invariant */
async function findOffenders(
  session: pg.Client,
  invariants: readonly Invariant[],
  pass: 1 | 2,
): Promise<Map<string, number>> {
  const checked = new Map<string, number>();
  for (const { id, rows, offenders } of invariants) {
    const countResult = await session.query<{ count: number }>(`SELECT count(*)::int FROM ${rows}`);
    checked.set(id, countResult.rows[0]?.count ?? 0);
    await session.query(`INSERT INTO offenders SELECT $1, $2, row.key::text, to_jsonb(row) FROM (${offenders}) row`, [
      pass,
      id,
    ]);
  }
  return checked;
}

async function anyOffenders(session: pg.Client): Promise<boolean> {
  const { rowCount } = await session.query('SELECT FROM offenders LIMIT 1');
  return rowCount === 1;
}

async function readConfirmedViolations(
  session: pg.Client,
  maxOffenders: number,
): Promise<Map<string, Pick<Finding, 'violations' | 'offenders'>>> {
  const { rows } = await session.query<{ invariant: string } & Pick<Finding, 'violations' | 'offenders'>>(
    `SELECT invariant, count(*)::int AS violations,
            jsonb_agg(facts ORDER BY key) FILTER (WHERE place <= $1) AS offenders
     FROM (SELECT invariant, key, second.facts, row_number() OVER (PARTITION BY invariant ORDER BY key) AS place
           FROM offenders first JOIN offenders second USING (invariant, key)
           WHERE first.pass = 1 AND second.pass = 2) confirmed
     GROUP BY invariant`,
    [maxOffenders],
  );
  return new Map(rows.map(({ invariant, ...found }) => [invariant, found]));
}
