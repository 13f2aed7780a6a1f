import { ConfigurationError, readConfig } from '../config/config.js';
import { databaseProblem } from '../domains/database/connection-problem.js';
import { recordGatewayInstallation } from './installation.js';
import { migrate } from './migrate.js';
import { missingPrivilegesMessage, grantRoles } from './roles.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['database']);

let databaseUrl: string | undefined;
try {
  const { DATABASE_URL, GATEWAY_DATABASE_URL } = readConfig(['NODE_ENV', 'DATABASE_URL', 'GATEWAY_DATABASE_URL']);
  databaseUrl = DATABASE_URL;
  const ran = await migrate(DATABASE_URL);
  process.stdout.write(ran.length > 0 ? `Applied migrations: ${ran.join(', ')}\n` : 'The database is up to date.\n');
  const denied = await grantRoles(DATABASE_URL);
  if (GATEWAY_DATABASE_URL !== undefined && !(await recordGatewayInstallation(DATABASE_URL, GATEWAY_DATABASE_URL)))
    process.stderr.write('GATEWAY_DATABASE_URL: the user may not record the id of the installation there.\n');
  if (denied.length > 0) process.stderr.write(`${missingPrivilegesMessage(denied)}\n`);
} catch (error) {
  if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
  else {
    const problem = databaseUrl && databaseProblem(error, 'DATABASE_URL', databaseUrl);
    process.stderr.write(`${problem ?? `DATABASE_URL: migration failed: ${(error as Error).message}`}\n`);
  }
  process.exitCode = error instanceof ConfigurationError ? 2 : 1;
}
