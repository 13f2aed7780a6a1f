import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { roleName, ROLE_NAMES, type RoleName } from '../../migrate/roles.js';

/**
 * Gives each process a login of its own, with a password that is good for this start of the stack alone.
 *
 * @param url - of the database, as its superuser; the roles are there
 * @returns the URL by which each process reaches the database
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
  // What the gateway lays belongs to its role, not to the login of the day.
  if (name === 'gateway') await client.query(`ALTER ROLE ${login} SET role = ${roleName(name)}`);
  const loginUrl = new URL(url);
  loginUrl.username = login;
  loginUrl.password = password;
  return loginUrl.href;
}
