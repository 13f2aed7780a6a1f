import { DataSource } from 'typeorm';
import { PROCESS_NAMES, PROCESSES, type ProcessName } from '../process/processes.js';
import { withAdvisoryLock } from './advisory-lock.js';
import { ALL_DOMAINS } from './migrate.js';

/** A role's privileges on all present and future tables of a schema. No role may delete other rows or alter tables. */
interface Grant {
  readonly schema: string;
  /** Without it, the role reads and writes nothing. */
  readonly access?: 'read' | 'write';
  /** Tables that a `read` role may also write. */
  readonly writableTables?: readonly string[];
  /** Tables to which a `read` role may add rows. */
  readonly appendOnlyTables?: readonly string[];
  /** Tables of which rows may be deleted: data about people, or old rows. */
  readonly erasableTables?: readonly string[];
  /** Functions that the role may call. They act as their owner. */
  readonly functions?: readonly string[];
}

/** What callers and customers say about their orders. */
const OWN_DATA = ['order_details', 'personal_data'] as const;

/** The privileges beyond those that follow from the registry of processes: parts of the schemas of others, and single tables. */
const SPECIAL_GRANTS: Partial<Record<ProcessName, readonly Grant[]>> = {
  orders: [
    {
      schema: 'orders',
      access: 'write',
      erasableTables: OWN_DATA,
      functions: ['archive_orders(timestamptz, integer)'],
    },
    { schema: 'catalog', access: 'read' },
    {
      schema: 'events',
      access: 'read',
      writableTables: ['sinks'],
      functions: ['open_partition()', 'drop_partitions(integer)', 'pseudonymize(uuid[])'],
    },
    { schema: 'webhooks', functions: ['erase_responses(uuid[])'] },
  ],
  inventory: [{ schema: 'events', functions: ['set_low_stock_threshold(integer)'] }],
  events: [
    { schema: 'webhooks', access: 'write', erasableTables: ['queue', 'attempts'] },
    { schema: 'events', access: 'read' },
  ],
  api: [
    { schema: 'access', access: 'read', writableTables: ['api_keys'], appendOnlyTables: ['changes'] },
    { schema: 'catalog', access: 'read', writableTables: ['products', 'idempotency_keys'] },
    {
      schema: 'orders',
      access: 'read',
      writableTables: ['idempotency_keys', 'erasures', ...OWN_DATA],
      erasableTables: OWN_DATA,
    },
    { schema: 'inventory', access: 'read', writableTables: ['stock', 'stock_movements', 'idempotency_keys'] },
    { schema: 'payments', access: 'read', writableTables: ['gateway_events'] },
    {
      schema: 'webhooks',
      access: 'read',
      writableTables: ['endpoints', 'queue', 'idempotency_keys'],
      appendOnlyTables: ['progress'],
    },
  ],
};

export type RoleName = ProcessName;

/** Group roles. Operators create logins as members of one. */
export const ROLE_NAMES: readonly RoleName[] = PROCESS_NAMES;

/** A process writes its own schemas. The API reads every schema, because `/readyz` checks the migrations of all. */
function grantsOf(name: RoleName): readonly Grant[] {
  const special = SPECIAL_GRANTS[name] ?? [];
  const usual: readonly Grant[] =
    name === 'api'
      ? ALL_DOMAINS.map(({ schema }) => ({ schema, access: 'read' }))
      : PROCESSES[name].schemas.map((schema) => ({ schema, access: 'write' }));
  return [...special, ...usual.filter(({ schema }) => !special.some((grant) => grant.schema === schema))];
}

export function roleName(name: RoleName): string {
  return `durable_orders_${name}`;
}

const PRIVILEGES = { read: 'SELECT', write: 'SELECT, INSERT, UPDATE' } as const;

/** An arbitrary id for the advisory lock that serializes grants. */
const GRANT_LOCK = 7_233_017;

/** SQLSTATE. */
const INSUFFICIENT_PRIVILEGE = '42501';
/** SQLSTATE of a role that exists, also when a concurrent migration created it. */
const ALREADY_EXISTS = ['42710', '23505'];

/**
 * Creates the roles of the processes and grants their privileges. Safe to repeat. The database must be migrated.
 *
 * @returns the statements that the user lacks the privilege to run; empty when everything is granted
 */
export async function grantRoles(url: string): Promise<string[]> {
  return withAdvisoryLock(url, GRANT_LOCK, () => grantAllRoles(url));
}

async function grantAllRoles(url: string): Promise<string[]> {
  const database = await new DataSource({ type: 'postgres', url, poolSize: 1 }).initialize();
  try {
    const denied: string[] = [];
    for (const name of ROLE_NAMES) {
      const deniedCreation = await runStatements(database, await createRoleStatements(database, name));
      // Privileges for a missing role are granted by the next run.
      const deniedGrants =
        deniedCreation.length > 0 ? [] : await runStatements(database, await grantStatements(database, name));
      denied.push(...deniedCreation, ...deniedGrants);
    }
    return denied;
  } finally {
    await database.destroy();
  }
}

/** Formats one line for an administrator. @param denied - the result of `grantRoles` */
export function missingPrivilegesMessage(denied: readonly string[]): string {
  return (
    'DATABASE_URL: the user lacks the privilege to set up the roles of the processes, so they must share a login. To ' +
    `separate them, run as an administrator in this database: ${denied.join('; ')}; then run the migrations again`
  );
}

/** Runs each statement in its own transaction. @returns the statements that the user lacks the privilege to run */
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
    : grantsOf(name).flatMap((grant) => schemaGrantStatements(name, grant));
}

function schemaGrantStatements(name: RoleName, grant: Grant): string[] {
  const { schema, access, writableTables = [], appendOnlyTables = [], erasableTables = [], functions = [] } = grant;
  const role = roleName(name);
  return [
    `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
    ...(access === undefined ? [] : tableGrantStatements(role, schema, access)),
    ...writableTables.map((table) => `GRANT ${PRIVILEGES.write} ON ${schema}.${table} TO ${role}`),
    ...appendOnlyTables.map((table) => `GRANT INSERT ON ${schema}.${table} TO ${role}`),
    ...erasableTables.map((table) => `GRANT DELETE ON ${schema}.${table} TO ${role}`),
    ...functions.map((signature) => `GRANT EXECUTE ON FUNCTION ${schema}.${signature} TO ${role}`),
    // Only the migrator records migrations.
    `REVOKE INSERT, UPDATE ON ${schema}.migrations FROM ${role}`,
  ];
}

function tableGrantStatements(role: string, schema: string, access: 'read' | 'write'): string[] {
  return [
    `GRANT ${PRIVILEGES[access]} ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${PRIVILEGES[access]} ON TABLES TO ${role}`,
  ];
}

/** The simulated gateway takes the place of an external provider, so it creates its own tables in its own schema. */
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
    // Created by an earlier release without roles, or by a user who is not a member of the role.
    ...tablesOfOtherOwners.map(({ name }) => `ALTER TABLE ${name} OWNER TO ${role}`),
  ];
}
