import pg from 'pg';

/** SQLSTATE of a missing privilege. */
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Records in the gateway's own database which installation uses it. Safe to repeat.
 *
 * @param url - the migrated database of the domains
 * @returns false when the user may not write there
 */
export async function recordGatewayInstallation(url: string, gatewayUrl: string): Promise<boolean> {
  const id = await withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM orders.installation');
    return rows[0]?.id;
  });
  try {
    await withClient(gatewayUrl, async (client) => {
      await client.query('CREATE SCHEMA IF NOT EXISTS gateway');
      await client.query('CREATE TABLE IF NOT EXISTS gateway.installation (id uuid PRIMARY KEY)');
      // The first installation that uses the database keeps it.
      await client.query(
        'INSERT INTO gateway.installation SELECT $1 WHERE NOT EXISTS (SELECT FROM gateway.installation)',
        [id],
      );
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === INSUFFICIENT_PRIVILEGE) return false;
    throw error;
  }
}

async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
