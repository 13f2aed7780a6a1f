import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { copyRows, deriveRunsAndInFlight, truncateSourceTables, createTemporaryTables } from './temporary-tables.js';
import { readGatewaySnapshot } from './gateway-snapshot.js';
import type { Invariant, Source } from './invariant.js';
import type { ListedRun } from './temporal-runs.js';

export interface AuditOptions {
  /** Where the domains keep their schemas. */
  readonly databaseUrl: string;
  /** Where the simulated gateway keeps its books; absent when they are not ours to read. */
  readonly gatewayDatabaseUrl?: string;
  /** Temporal's list, asked anew at each look; absent leaves out what is to be said of runs. */
  readonly listRuns?: () => AsyncIterable<readonly ListedRun[]>;
  readonly invariants: readonly Invariant[];
  /** Nothing may be in flight any more, and so nothing is excused. */
  readonly settled: boolean;
  /** Time between two looks, in ms. */
  readonly recheckDelayMs?: number;
}

/** What became of one invariant. */
export interface Finding {
  readonly id: string;
  readonly description: string;
  /** Rows that were looked at; null when the facts for it were not there. */
  readonly checked: number | null;
  readonly violations: number;
  /** The first few rows that break it. */
  readonly offenders: readonly Readonly<Record<string, unknown>>[];
}

const MAX_OFFENDERS_SHOWN = 5;
const RECHECK_DELAY_MS = 3_000;

/**
 * Holds the invariants against the books and the runs, each of them read at one moment.
 *
 * Those moments differ, and an order may move between them: so whoever breaks an invariant is looked at again, and is
 * accused only when it still breaks it.
 *
 * @throws when a database or Temporal cannot be read
 */
export async function audit(options: AuditOptions): Promise<Finding[]> {
  const sources = availableSources(options);
  const applicable = options.invariants.filter((invariant) => options.settled || !invariant.onlyWhenSettled);
  const checkable = applicable.filter((invariant) => invariant.sources.every((source) => sources.has(source)));
  return withSession(options.databaseUrl, async (domains) => {
    await createTemporaryTables(domains);
    let checked = await runPass(domains, options, checkable, 1);
    if (await anyOffenders(domains)) {
      await sleep(options.recheckDelayMs ?? RECHECK_DELAY_MS);
      await truncateSourceTables(domains);
      checked = await runPass(domains, options, checkable, 2);
    }
    const confirmedViolations = await readConfirmedViolations(domains);
    return applicable.map(({ id, description }) => ({
      ...{ id, description, checked: checked.get(id) ?? null },
      ...(confirmedViolations.get(id) ?? { violations: 0, offenders: [] }),
    }));
  });
}

/** The domains come last: what the others say has happened is there by then. */
async function runPass(
  domains: pg.Client,
  { listRuns, gatewayDatabaseUrl, settled }: AuditOptions,
  invariants: readonly Invariant[],
  pass: 1 | 2,
): Promise<Map<string, number>> {
  for await (const runs of listRuns?.() ?? []) await copyRows(domains, 'listed_runs', runs);
  if (gatewayDatabaseUrl !== undefined) {
    await withSession(gatewayDatabaseUrl, (gateway) =>
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

async function withSession<T>(connectionString: string, work: (session: pg.Client) => Promise<T>): Promise<T> {
  const session = new pg.Client({ connectionString, application_name: 'audit', connectionTimeoutMillis: 5_000 });
  // A connection that breaks fails the query that is under way, or the next.
  session.on('error', () => undefined);
  await session.connect();
  try {
    await session.query(`SET work_mem = '64MB'`);
    return await work(session);
  } finally {
    await session.end();
  }
}

/** @returns how many rows each invariant was held against */
async function findOffenders(
  session: pg.Client,
  invariants: readonly Invariant[],
  pass: number,
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
): Promise<Map<string, Pick<Finding, 'violations' | 'offenders'>>> {
  const { rows } = await session.query<{ invariant: string } & Pick<Finding, 'violations' | 'offenders'>>(
    `SELECT invariant, count(*)::int AS violations,
            jsonb_agg(facts ORDER BY key) FILTER (WHERE place <= ${MAX_OFFENDERS_SHOWN}) AS offenders
     FROM (SELECT invariant, key, second.facts, row_number() OVER (PARTITION BY invariant ORDER BY key) AS place
           FROM offenders first JOIN offenders second USING (invariant, key)
           WHERE first.look = 1 AND second.look = 2) confirmed
     GROUP BY invariant`,
  );
  return new Map(rows.map(({ invariant, ...found }) => [invariant, found]));
}
