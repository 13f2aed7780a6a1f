import { recordGatewayInstallation } from '../migrate/installation.js';
import { migrate } from '../migrate/migrate.js';
import { grantRoles, type RoleName } from '../migrate/roles.js';
import { seedCatalogue } from './catalogue/seed-catalogue.js';
import { createLogins } from './postgres/logins.js';
import type { Progress } from './progress.js';
import { processesOf, WORKERS } from '../process/processes.js';
import type { Settings } from './settings.js';
import { toStackError } from './stack-error.js';
import type { Stack } from './stack.js';
import { routeToWorkers } from './temporal/worker-versions.js';
import { connectTemporal, registerSearchAttributes, type Namespace } from './temporal/namespace.js';

const WITHOUT_TEMPORAL = [...processesOf('provider'), ...processesOf('background')];

/**
 * Starts every process as soon as its dependencies are ready.
 *
 * @returns the Temporal namespace that the processes use
 * @throws StackError
 */
export async function startStack(settings: Settings, stack: Stack, progress: Progress): Promise<Namespace> {
  const postgres = settings.useEmbeddedPostgres ? stack.start('postgres') : Promise.resolve();
  const database = postgres.then(() => prepareDatabase(settings, progress));
  const temporal = prepareTemporal(settings, stack, progress);
  const [namespace] = await Promise.all([
    temporal,
    database.then((databaseEnvironment) =>
      Promise.all(WITHOUT_TEMPORAL.map((name) => stack.start(name, databaseEnvironment(name)))),
    ),
    Promise.all([database, temporal]).then(([databaseEnvironment]) =>
      Promise.all([
        ...processesOf('api').map((name) => stack.start(name, databaseEnvironment(name))),
        ...WORKERS.map((name) =>
          stack.start(name, { ...databaseEnvironment(name), ...settings.workerEnvironment[name] }),
        ),
      ]),
    ),
  ]);
  await routeToWorkers(namespace, settings.workerBuildId);
  return namespace;
}

/** The database URL of a process: a login of its role, or DATABASE_URL unchanged for an external Postgres. */
type DatabaseEnvironment = (name: RoleName) => { readonly DATABASE_URL?: string };

async function prepareDatabase(
  { databaseUrl, databasePooler, useEmbeddedPostgres, environment }: Settings,
  progress: Progress,
): Promise<DatabaseEnvironment> {
  try {
    const migrations = await migrate(databaseUrl);
    const { GATEWAY_DATABASE_URL: gatewayUrl } = environment;
    if (gatewayUrl) await recordGatewayInstallation(databaseUrl, gatewayUrl);
    const logins = useEmbeddedPostgres ? await provisionLogins(databaseUrl) : undefined;
    const products = await seedCatalogue(databaseUrl, databasePooler);
    const summary = [
      migrations.length > 0 ? `Ran ${migrations.length} migrations` : 'Schema up to date',
      ...(products > 0 ? [`added ${products} products`] : []),
    ];
    progress.report('database', summary.join(', '));
    return (name) => (logins ? { DATABASE_URL: logins[name] } : {});
  } catch (error) {
    throw toStackError(error, 'The database could not be prepared');
  }
}

async function provisionLogins(databaseUrl: string): Promise<Record<RoleName, string>> {
  await grantRoles(databaseUrl);
  return createLogins(databaseUrl);
}

async function prepareTemporal(settings: Settings, stack: Stack, progress: Progress): Promise<Namespace> {
  const { useTemporalDevServer, environment } = settings;
  if (useTemporalDevServer) await stack.start('temporal');
  try {
    const namespace = await connectTemporal(environment);
    if (!useTemporalDevServer) {
      await registerSearchAttributes(namespace);
      progress.report('temporal', `Using ${environment.TEMPORAL_ADDRESS}`);
    }
    return namespace;
  } catch (error) {
    throw toStackError(error, `Temporal at ${environment.TEMPORAL_ADDRESS} could not be used`);
  }
}
