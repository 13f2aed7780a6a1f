import { migrate } from '../domains/migrate.js';
import { stockShelves } from './catalogue/stock-shelves.js';
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
    postgres.then(() => stack.start('gateway')),
    Promise.all([database, temporal]).then(() =>
      Promise.all((['orders', 'inventory', 'payments', 'api'] as const).map((name) => stack.start(name))),
    ),
  ]);
  return namespace;
}

async function prepareDatabase({ databaseUrl }: Settings, progress: Progress): Promise<void> {
  try {
    const migrations = await migrate(databaseUrl);
    const products = await stockShelves(databaseUrl);
    const news = [
      migrations.length > 0 ? `${migrations.length} migrations run` : 'up to date',
      ...(products > 0 ? [`${products} products added`] : []),
    ];
    progress.say('database', news.join(', '));
  } catch (error) {
    throw asStackFailed(error, 'the database could not be prepared');
  }
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
