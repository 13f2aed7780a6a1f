import { migrate } from '../domains/migrate.js';
import { grantRoles, type RoleName } from '../domains/roles.js';
import { stockShelves } from './catalogue/stock-shelves.js';
import { createLogins } from './postgres/logins.js';
import type { Progress } from './progress.js';
import type { Settings } from './settings.js';
import { asStackFailed } from './stack-failed.js';
import type { Stack } from './stack.js';
import { connectTemporal, registerSearchAttributes, type Namespace } from './temporal/namespace.js';

/**
 * Starts every part, each as soon as what it needs is there.
 *
 * @returns the Temporal namespace that the parts use
 * @throws StackFailed
 */
export async function bringUp(settings: Settings, stack: Stack, progress: Progress): Promise<Namespace> {
  const postgres = settings.ownPostgres ? stack.start('postgres') : Promise.resolve();
  const database = postgres.then(() => prepareDatabase(settings, progress));
  const temporal = prepareTemporal(settings, stack, progress);
  const [namespace] = await Promise.all([
    temporal,
    database.then((ownUrl) => stack.start('gateway', ownUrl('gateway'))),
    Promise.all([database, temporal]).then(([ownUrl]) =>
      Promise.all((['orders', 'inventory', 'payments', 'api'] as const).map((name) => stack.start(name, ownUrl(name)))),
    ),
  ]);
  return namespace;
}

/** What tells each part its own way into the database: a login of its role, or what DATABASE_URL says as it is. */
type OwnUrl = (name: RoleName) => { readonly DATABASE_URL?: string };

async function prepareDatabase({ databaseUrl, ownPostgres }: Settings, progress: Progress): Promise<OwnUrl> {
  try {
    const migrations = await migrate(databaseUrl);
    const logins = ownPostgres ? await makeLogins(databaseUrl) : undefined;
    const products = await stockShelves(databaseUrl);
    const news = [
      migrations.length > 0 ? `${migrations.length} migrations run` : 'up to date',
      ...(products > 0 ? [`${products} products added`] : []),
    ];
    progress.say('database', news.join(', '));
    return (name) => (logins ? { DATABASE_URL: logins[name] } : {});
  } catch (error) {
    throw asStackFailed(error, 'the database could not be prepared');
  }
}

async function makeLogins(databaseUrl: string): Promise<Record<RoleName, string>> {
  await grantRoles(databaseUrl);
  return createLogins(databaseUrl);
}

async function prepareTemporal(settings: Settings, stack: Stack, progress: Progress): Promise<Namespace> {
  const { ownTemporal, environment } = settings;
  if (ownTemporal) await stack.start('temporal');
  try {
    const namespace = await connectTemporal(environment);
    if (!ownTemporal) {
      await registerSearchAttributes(namespace);
      progress.say('temporal', `using ${environment.TEMPORAL_ADDRESS}`);
    }
    return namespace;
  } catch (error) {
    throw asStackFailed(error, `Temporal at ${environment.TEMPORAL_ADDRESS} could not be used`);
  }
}
