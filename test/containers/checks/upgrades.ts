import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { submitPaymentDecision } from '../../kit/payment-page.js';
import { PROCESSES, WORKERS as WORKER_NAMES } from '../../../src/process/processes.js';
import { run } from '../engine/run.js';
import { waitUntilReady } from './basics.js';
import type { Shop } from './shop.js';
import type { RunningContainer, Stack } from './stack.js';

const WORKERS = WORKER_NAMES.map((name): string => PROCESSES[name].service);
const OURS = ['api', 'events', 'gateway', ...WORKERS];

const startTimes = (containers: readonly RunningContainer[], services: readonly string[]) =>
  containers
    .filter(({ service }) => services.includes(service))
    .map(({ id, startedAt }) => `${id} ${startedAt}`)
    .sort();

/** Two upgrades, one right after the other, while a customer of the first release has not paid. */
export async function upgradeTwice(stack: Stack, shop: Shop): Promise<string> {
  await stack.compose(
    '--profile',
    'app',
    'up',
    '--detach',
    '--no-recreate',
    '--scale',
    'inventory-worker=2',
    'inventory-worker',
  );
  const waiting = await shop.place('alipay');
  const page = await shop.paymentPage(waiting);
  const first = Date.now();
  await stack.succeed('upgrade', 'verify-2');
  const seconds = Math.round((Date.now() - first) / 1_000);
  await shop.confirm();
  await stack.succeed('upgrade', 'verify-3');
  await waitUntilReady(stack);
  await shop.confirm();

  const containers = await stack.containers();
  const wrong = containers.filter(
    ({ service, image }) => OURS.includes(service) && image !== 'durable-orders:verify-3',
  );
  if (wrong.length > 0) throw new Error(`These containers are not of the last release: ${JSON.stringify(wrong)}`);
  const scaled = containers.filter(({ service }) => service === 'inventory-worker').length;
  if (scaled !== 2) throw new Error(`The upgrade changed the number of inventory workers from 2 to ${scaled}.`);
  const draining = (await stack.containers('draining')).map(({ service, image }) => `${service} of ${image}`);
  if (!draining.includes('orders-worker of durable-orders:verify-1'))
    throw new Error(`No worker of the first release is left to finish its order: ${draining.join(', ')}`);
  if (draining.some((name) => !name.startsWith('orders-worker')))
    throw new Error(`Workers without tasks are left: ${draining.join(', ')}`);
  await submitPaymentDecision(page, 'approve');
  await shop.waitFor(waiting, 'confirmed');
  return `${seconds} s for the first; still draining: ${draining.join(', ')}`;
}

/** A plain `up`, as after a change of a setting, keeps the release and restarts nothing. */
export async function plainUp(stack: Stack, shop: Shop): Promise<void> {
  const services = [
    ...OURS.filter((name) => name !== 'inventory-worker'),
    'postgres',
    'frontend',
    'history',
    'matching',
  ];
  const before = startTimes(await stack.containers(), services);
  const drainingBefore = startTimes(await stack.containers('draining'), WORKERS);
  await stack.compose('--profile', 'cluster', '--profile', 'app', 'up', '--detach', '--wait');
  const after = startTimes(await stack.containers(), services);
  if (after.join() !== before.join()) throw new Error('`up` replaced or restarted containers of the release.');
  if (startTimes(await stack.containers('draining'), WORKERS).join() !== drainingBefore.join())
    throw new Error('`up` stopped draining workers.');
  await waitUntilReady(stack);
  await shop.confirm();
}

/** An upgrade whose migration fails leaves the previous release running. */
export async function failingMigration(stack: Stack, shop: Shop): Promise<void> {
  const broken =
    'FROM durable-orders:verify-3\nENV WORKER_BUILD_ID=verify-broken\nUSER 0\nRUN echo "throw new Error(\'The migration is broken\')" >dist/migrate/main.js\nUSER 1000\n';
  await run(['docker', 'build', '--quiet', '--tag', 'durable-orders:verify-broken', '-'], { input: broken });
  const before = startTimes(await stack.containers(), OURS);
  const { code, output } = await stack.script('upgrade', 'verify-broken');
  if (code === 0 || !output.includes('The migration failed'))
    throw new Error(`upgrade exited with ${code}:\n${output}`);
  if (startTimes(await stack.containers(), OURS).join() !== before.join())
    throw new Error('The failed upgrade replaced or restarted containers.');
  if (!(await stack.readSettings()).includes('WORKER_BUILD_ID=verify-3'))
    throw new Error('The failed upgrade changed the release.');
  await waitUntilReady(stack);
  await shop.confirm();
}

/** A job of the cluster that has changed runs again and restarts no service. */
export async function changeJob(stack: Stack): Promise<void> {
  const services = ['postgres', 'frontend', 'history', 'matching', 'system-worker', 'ui', ...OURS];
  const before = startTimes(await stack.containers(), services);
  await writeFile(path.join(stack.folder, 'changed.yml'), 'services: { schema: { labels: { changed: "true" } } }\n');
  const files = 'COMPOSE_FILE=compose.yml:provider.yml:changed.yml';
  const up = ['--profile', 'cluster', '--profile', 'app', 'up', '--detach', '--wait'];
  const output = await stack.command('sh', '-c', `${files} docker compose ${up.join(' ')} 2>&1`);
  if (!/schema-1 +Recreated/.test(output)) throw new Error(`The job was not created again:\n${output}`);
  if (startTimes(await stack.containers(), services).join() !== before.join())
    throw new Error('A job that was created again restarted services.');
}

/** Deploys the previous release again. */
export async function rollBack(stack: Stack, shop: Shop): Promise<void> {
  await stack.succeed('upgrade', 'verify-2');
  await waitUntilReady(stack);
  await shop.confirm();
  await stack.succeed('upgrade', 'verify-3');
  await shop.confirm();
}
