import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { copyFacts, deriveFacts, forgetFacts, layFacts } from './facts.js';
import { readGatewayBooks } from './gateway-books.js';
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
  readonly pauseMs?: number;
}

/** What became of one invariant. */
export interface Finding {
  readonly id: string;
  readonly says: string;
  /** Rows that were looked at; null when the facts for it were not there. */
  readonly checked: number | null;
  readonly violations: number;
  /** The first few rows that break it. */
  readonly offenders: readonly Readonly<Record<string, unknown>>[];
}

const SHOWN = 5;
const PAUSE_MS = 3_000;

/**
 * Holds the invariants against the books and the runs, each of them read at one moment.
 *
 * Those moments differ, and an order may move between them: so whoever breaks an invariant is looked at again, and is
 * accused only when it still breaks it.
 *
 * @throws when a database or Temporal cannot be read
 */
export async function audit(options: AuditOptions): Promise<Finding[]> {
  const sources = sourcesOf(options);
  const asked = options.invariants.filter((invariant) => options.settled || !invariant.onlyAtRest);
  const known = asked.filter((invariant) => invariant.sources.every((source) => sources.has(source)));
  return inSession(options.databaseUrl, async (domains) => {
    await layFacts(domains);
    let checked = await look(domains, options, known, 1);
    if (await anyOffenders(domains)) {
      await sleep(options.pauseMs ?? PAUSE_MS);
      await forgetFacts(domains);
      checked = await look(domains, options, known, 2);
    }
    const accused = await readAccused(domains);
    return asked.map(({ id, says }) => ({
      ...{ id, says, checked: checked.get(id) ?? null },
      ...(accused.get(id) ?? { violations: 0, offenders: [] }),
    }));
  });
}

/** The domains come last: what the others say has happened is there by then. */
async function look(
  domains: pg.Client,
  { listRuns, gatewayDatabaseUrl, settled }: AuditOptions,
  invariants: readonly Invariant[],
  number: 1 | 2,
): Promise<Map<string, number>> {
  for await (const runs of listRuns?.() ?? []) await copyFacts(domains, 'listed_runs', runs);
  if (gatewayDatabaseUrl !== undefined) {
    await inSession(gatewayDatabaseUrl, (gateway) =>
      readGatewayBooks(gateway, (table, rows) => copyFacts(domains, table, rows)),
    );
  }
  await domains.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await deriveFacts(domains, !settled);
  const checked = await findOffenders(domains, invariants, number);
  await domains.query('COMMIT');
  return checked;
}

function sourcesOf({ gatewayDatabaseUrl, listRuns }: AuditOptions): Set<Source> {
  return new Set<Source>([
    'domains',
    ...(gatewayDatabaseUrl === undefined ? [] : (['ledger', 'events'] as const)),
    ...(listRuns ? (['runs'] as const) : []),
  ]);
}

async function inSession<T>(connectionString: string, use: (session: pg.Client) => Promise<T>): Promise<T> {
  const session = new pg.Client({ connectionString, application_name: 'audit', connectionTimeoutMillis: 5_000 });
  // A connection that breaks fails the query that is under way, or the next.
  session.on('error', () => undefined);
  await session.connect();
  try {
    await session.query(`SET work_mem = '64MB'`);
    return await use(session);
  } finally {
    await session.end();
  }
}

/** @returns how many rows each invariant was held against */
async function findOffenders(
  session: pg.Client,
  invariants: readonly Invariant[],
  look: number,
): Promise<Map<string, number>> {
  const checked = new Map<string, number>();
  for (const { id, rows, offenders } of invariants) {
    const counted = await session.query<{ count: number }>(`SELECT count(*)::int FROM ${rows}`);
    checked.set(id, counted.rows[0]?.count ?? 0);
    await session.query(`INSERT INTO offenders SELECT $1, $2, row.key::text, to_jsonb(row) FROM (${offenders}) row`, [
      look,
      id,
    ]);
  }
  return checked;
}

async function anyOffenders(session: pg.Client): Promise<boolean> {
  const { rowCount } = await session.query('SELECT FROM offenders LIMIT 1');
  return rowCount === 1;
}

async function readAccused(session: pg.Client): Promise<Map<string, Pick<Finding, 'violations' | 'offenders'>>> {
  const { rows } = await session.query<{ invariant: string } & Pick<Finding, 'violations' | 'offenders'>>(
    `SELECT invariant, count(*)::int AS violations,
            jsonb_agg(facts ORDER BY key) FILTER (WHERE place <= ${SHOWN}) AS offenders
     FROM (SELECT invariant, key, second.facts, row_number() OVER (PARTITION BY invariant ORDER BY key) AS place
           FROM offenders first JOIN offenders second USING (invariant, key)
           WHERE first.look = 1 AND second.look = 2) accused
     GROUP BY invariant`,
  );
  return new Map(rows.map(({ invariant, ...found }) => [invariant, found]));
}
