import { DataSource } from 'typeorm';

/** What a role may do with the tables of a schema, now and later. Nobody deletes, and nobody changes a table. */
interface Grant {
  readonly schema: string;
  readonly may: 'read' | 'write';
  /** Tables that it may write besides reading all. */
  readonly writes?: readonly string[];
}

/** The processes that have a role, and what each needs of the database. */
const PROCESSES = {
  orders: [
    { schema: 'orders', may: 'write' },
    { schema: 'catalog', may: 'read' },
  ],
  inventory: [{ schema: 'inventory', may: 'write' }],
  payments: [{ schema: 'payments', may: 'write' }],
  api: [
    { schema: 'catalog', may: 'read', writes: ['products'] },
    { schema: 'orders', may: 'read' },
    { schema: 'inventory', may: 'read', writes: ['stock', 'stock_movements'] },
    { schema: 'payments', may: 'read', writes: ['gateway_events'] },
  ],
} as const satisfies Record<string, readonly Grant[]>;

export type RoleName = keyof typeof PROCESSES | 'gateway';

/** Group roles: logins are made by operators, as members of one. */
export const ROLE_NAMES: readonly RoleName[] = [...(Object.keys(PROCESSES) as (keyof typeof PROCESSES)[]), 'gateway'];

export function roleOf(name: RoleName): string {
  return `durable_orders_${name}`;
}

const PRIVILEGES = { read: 'SELECT', write: 'SELECT, INSERT, UPDATE' } as const;

/** Any number will do: it names the lock that lets one process at a time grant. */
const GRANTING_LOCK = 7_233_017;

/** SQLSTATE: the user may not do this; the role is there already, made by another migrator at this moment or before. */
const NOT_ALLOWED = '42501';
const THERE_ALREADY = ['42710', '23505'];

/**
 * Makes the roles of the processes and grants them what they need; safe to run again, and in a database that is migrated.
 *
 * @returns the statements that this user may not run, for an administrator; none when all is granted
 */
export async function grantRoles(url: string): Promise<string[]> {
  const database = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    await database.query('SELECT pg_advisory_lock($1)', [GRANTING_LOCK]);
    const refused: string[] = [];
    for (const name of ROLE_NAMES) {
      const creation = await refusals(database, await creationOf(database, name));
      // What would be granted to a role that is not there is granted the next time.
      const grants = creation.length > 0 ? [] : await refusals(database, await grantsOf(database, name));
      refused.push(...creation, ...grants);
    }
    return refused;
  } finally {
    await database.destroy();
  }
}

/** One line for an administrator. @param refused - what `grantRoles` answered */
export function adviceAbout(refused: readonly string[]): string {
  return (
    'DATABASE_URL: its user may not set up the roles of the processes, which must then share a login; to give each ' +
    `its own, an administrator runs, in this database: ${refused.join('; ')}; and then the migrations run again`
  );
}

/** Runs each statement by itself; answers those that this user may not run. */
async function refusals(database: DataSource, statements: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  for (const statement of statements) {
    try {
      await database.query(statement);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === NOT_ALLOWED) refused.push(statement);
      else if (code === undefined || !THERE_ALREADY.includes(code)) throw error;
    }
  }
  return refused;
}

async function creationOf(database: DataSource, name: RoleName): Promise<string[]> {
  const rows: unknown[] = await database.query('SELECT FROM pg_roles WHERE rolname = $1', [roleOf(name)]);
  return rows.length > 0 ? [] : [`CREATE ROLE ${roleOf(name)} NOLOGIN`];
}

async function grantsOf(database: DataSource, name: RoleName): Promise<string[]> {
  return name === 'gateway' ? grantsOfGateway(database) : PROCESSES[name].flatMap((grant) => grantsOn(name, grant));
}

function grantsOn(name: RoleName, { schema, may, writes = [] }: Grant): string[] {
  const role = roleOf(name);
  return [
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `GRANT ${PRIVILEGES[may]} ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${PRIVILEGES[may]} ON TABLES TO ${role}`,
    ...writes.map((table) => `GRANT ${PRIVILEGES.write} ON ${schema}.${table} TO ${role}`),
    // Which migrations ran is the migrator's to say.
    `REVOKE INSERT, UPDATE ON ${schema}.migrations FROM ${role}`,
  ];
}

/** The simulated gateway is somebody else's system: it lays its own tables, in a schema of its own. */
async function grantsOfGateway(database: DataSource): Promise<string[]> {
  const role = roleOf('gateway');
  const ofOthers: { name: string }[] = await database.query(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'gateway' AND tableowner <> $1`,
    [role],
  );
  return [
    'CREATE SCHEMA IF NOT EXISTS gateway',
    `GRANT USAGE, CREATE ON SCHEMA gateway TO ${role}`,
    // Laid before there were roles, or by a user who is no member of one.
    ...ofOthers.map(({ name }) => `ALTER TABLE ${name} OWNER TO ${role}`),
  ];
}
