import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { roleName, ROLE_NAMES, type RoleName } from '../../migrate/roles.js';

/**
 * Creates a login for each process, with a new password at each start of the stack.
 *
 * @param url - URL of the database as its superuser; the roles must exist
 * @returns the database URL of each process
 */
export async function createLogins(url: string): Promise<Record<RoleName, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const urls: [RoleName, string][] = [];
    for (const name of ROLE_NAMES) urls.push([name, await createLogin(client, name, url)]);
    return Object.fromEntries(urls) as Record<RoleName, string>;
  } finally {
    await client.end();
  }
}

async function createLogin(client: pg.Client, name: RoleName, url: string): Promise<string> {
  const login = `local_${name}`;
  const password = randomBytes(24).toString('base64url');
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${login}`);
  await client.query(`ALTER ROLE ${login} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
  await client.query(`GRANT ${roleName(name)} TO ${login}`);
  // The gateway creates its own schema; its role must own it, not the login.
  if (name === 'gateway') await client.query(`ALTER ROLE ${login} SET role = ${roleName(name)}`);
  const loginUrl = new URL(url);
  loginUrl.username = login;
  loginUrl.password = password;
  return loginUrl.href;
}
