import { DataSource } from 'typeorm';

/** What a role may do with the tables of a schema, now and later. Nobody deletes, and nobody changes a table. */
interface Grant {
  readonly schema: string;
  readonly access: 'read' | 'write';
  /** Tables that it may write besides reading all. */
  readonly writableTables?: readonly string[];
}

/** The processes that have a role, and what each needs of the database. */
const PROCESS_GRANTS = {
  orders: [
    { schema: 'orders', access: 'write' },
    { schema: 'catalog', access: 'read' },
  ],
  inventory: [{ schema: 'inventory', access: 'write' }],
  payments: [{ schema: 'payments', access: 'write' }],
  api: [
    { schema: 'catalog', access: 'read', writableTables: ['products'] },
    { schema: 'orders', access: 'read' },
    { schema: 'inventory', access: 'read', writableTables: ['stock', 'stock_movements'] },
    { schema: 'payments', access: 'read', writableTables: ['gateway_events'] },
  ],
} as const satisfies Record<string, readonly Grant[]>;

export type RoleName = keyof typeof PROCESS_GRANTS | 'gateway';

/** Group roles: logins are made by operators, as members of one. */
export const ROLE_NAMES: readonly RoleName[] = [
  ...(Object.keys(PROCESS_GRANTS) as (keyof typeof PROCESS_GRANTS)[]),
  'gateway',
];

export function roleName(name: RoleName): string {
  return `durable_orders_${name}`;
}

const PRIVILEGES = { read: 'SELECT', write: 'SELECT, INSERT, UPDATE' } as const;

/** Any number will do: it names the lock that lets one process at a time grant. */
const GRANT_LOCK = 7_233_017;

/** SQLSTATE: the user may not do this; the role is there already, made by another migrator at this moment or before. */
const INSUFFICIENT_PRIVILEGE = '42501';
const ALREADY_EXISTS = ['42710', '23505'];

/**
 * Makes the roles of the processes and grants them what they need; safe to run again, and in a database that is migrated.
 *
 * @returns the statements that this user may not run, for an administrator; none when all is granted
 */
export async function grantRoles(url: string): Promise<string[]> {
  const database = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    await database.query('SELECT pg_advisory_lock($1)', [GRANT_LOCK]);
    const denied: string[] = [];
    for (const name of ROLE_NAMES) {
      const deniedCreation = await runStatements(database, await createRoleStatements(database, name));
      // What would be granted to a role that is not there is granted the next time.
      const deniedGrants =
        deniedCreation.length > 0 ? [] : await runStatements(database, await grantStatements(database, name));
      denied.push(...deniedCreation, ...deniedGrants);
    }
    return denied;
  } finally {
    await database.destroy();
  }
}

/** One line for an administrator. @param denied - what `grantRoles` answered */
export function missingPrivilegesMessage(denied: readonly string[]): string {
  return (
    'DATABASE_URL: its user may not set up the roles of the processes, which must then share a login; to give each ' +
    `its own, an administrator runs, in this database: ${denied.join('; ')}; and then the migrations run again`
  );
}

/** Runs each statement by itself; answers those that this user may not run. */
async function runStatements(database: DataSource, statements: readonly string[]): Promise<string[]> {
  const denied: string[] = [];
  for (const statement of statements) {
    try {
      await database.query(statement);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === INSUFFICIENT_PRIVILEGE) denied.push(statement);
      else if (code === undefined || !ALREADY_EXISTS.includes(code)) throw error;
    }
  }
  return denied;
}

async function createRoleStatements(database: DataSource, name: RoleName): Promise<string[]> {
  const rows: unknown[] = await database.query('SELECT FROM pg_roles WHERE rolname = $1', [roleName(name)]);
  return rows.length > 0 ? [] : [`CREATE ROLE ${roleName(name)} NOLOGIN`];
}

async function grantStatements(database: DataSource, name: RoleName): Promise<string[]> {
  return name === 'gateway'
    ? gatewayGrantStatements(database)
    : PROCESS_GRANTS[name].flatMap((grant) => schemaGrantStatements(name, grant));
}

function schemaGrantStatements(name: RoleName, { schema, access, writableTables = [] }: Grant): string[] {
  const role = roleName(name);
  return [
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    `GRANT ${PRIVILEGES[access]} ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${PRIVILEGES[access]} ON TABLES TO ${role}`,
    ...writableTables.map((table) => `GRANT ${PRIVILEGES.write} ON ${schema}.${table} TO ${role}`),
    // Which migrations ran is the migrator's to say.
    `REVOKE INSERT, UPDATE ON ${schema}.migrations FROM ${role}`,
  ];
}

/** The simulated gateway is somebody else's system: it lays its own tables, in a schema of its own. */
async function gatewayGrantStatements(database: DataSource): Promise<string[]> {
  const role = roleName('gateway');
  const tablesOfOtherOwners: { name: string }[] = await database.query(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'gateway' AND tableowner <> $1`,
    [role],
  );
  return [
    'CREATE SCHEMA IF NOT EXISTS gateway',
    `GRANT USAGE, CREATE ON SCHEMA gateway TO ${role}`,
    // Laid before there were roles, or by a user who is no member of one.
    ...tablesOfOtherOwners.map(({ name }) => `ALTER TABLE ${name} OWNER TO ${role}`),
  ];
}
