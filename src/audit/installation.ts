import type { Client } from '@temporalio/client';
import pg from 'pg';
import { INSTALLATION_KEY } from '../contracts/installation.js';

/** The installation that each source belongs to, by the variable that leads to it; undefined when it is not recorded. */
export type Installations = ReadonlyMap<string, string | undefined>;

/** Reads the id of the installation from each source of the audit. */
export async function readInstallations(
  client: Client,
  databaseUrl: string,
  gatewayDatabaseUrl: string | undefined,
): Promise<Installations> {
  const { namespace } = client.options;
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace });
  return new Map([
    ['DATABASE_URL', await readId(databaseUrl, 'orders.installation')],
    ['TEMPORAL_ADDRESS', namespaceInfo?.data?.[INSTALLATION_KEY]],
    ...(gatewayDatabaseUrl === undefined || gatewayDatabaseUrl === databaseUrl
      ? []
      : ([['GATEWAY_DATABASE_URL', await readGatewayId(gatewayDatabaseUrl)]] as const)),
  ]);
}

/**
 * Checks that the sources belong to one installation. A source without an id passes: an earlier release did not record it.
 *
 * @throws Error with the variables that disagree
 */
export function assertOneInstallation(installations: Installations): void {
  const recorded = [...installations].filter(([, id]) => id !== undefined);
  if (new Set(recorded.map(([, id]) => id)).size <= 1) return;
  const list = recorded.map(([variable, id]) => `${variable} (${id})`).join(', ');
  throw new Error(`These lead to different installations: ${list}. Set them to the parts of one installation.`);
}

/** The gateway may share the database of the domains under another URL. */
async function readGatewayId(url: string): Promise<string | undefined> {
  return (await readId(url, 'gateway.installation')) ?? (await readId(url, 'orders.installation'));
}

async function readId(connectionString: string, table: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString, application_name: 'audit', connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [table]);
    if (!rows[0]?.name) return undefined;
    return (await client.query<{ id: string }>(`SELECT id FROM ${table}`)).rows[0]?.id;
  } finally {
    await client.end();
  }
}
