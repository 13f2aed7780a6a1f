import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { acceptance, audit, changePassword, kill, useTools, waitUntilReady } from './checks/basics.js';
import { observe } from './checks/observability.js';
import { restore } from './checks/recovery.js';
import { Shop } from './checks/shop.js';
import { PROJECT, Stack } from './checks/stack.js';
import { Steps } from './checks/steps.js';
import { failingMigration, plainUp, changeJob, rollBack, upgradeTwice } from './checks/upgrades.js';
import { run } from './engine/run.js';

/** Verifies the compose files with the engine of DOCKER_HOST. usage: run-checks.ts FOLDER */

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const PROFILES = ['cluster', 'app', 'observability', 'tools'].flatMap((profile) => ['--profile', profile]);

const folder = process.argv[2] ?? '';
const log = path.join(folder, 'checks.log');
const printLine = (line: string) => void process.stdout.write(`${line}\n`);
const steps = new Steps(printLine, log);

/** Copies what the image is built from, and the compose files, which the scripts change. */
async function copyFiles(target: string): Promise<string> {
  const ignored = await readFile(path.join(REPOSITORY, '.dockerignore'), 'utf8');
  const included = [...ignored.matchAll(/^!(.+)$/gm)].map(([, name = '']) => name);
  for (const name of [...included, '.dockerignore', 'temporal-docker'])
    await cp(path.join(REPOSITORY, name), path.join(target, name), { recursive: true });
  const compose = path.join(target, 'temporal-docker');
  await cp(fileURLToPath(new URL('provider.yml', import.meta.url)), path.join(compose, 'provider.yml'));
  await writeFile(
    path.join(compose, '.env'),
    `COMPOSE_PROJECT_NAME=${PROJECT}\nCOMPOSE_FILE=compose.yml:provider.yml\n`,
  );
  return compose;
}

/** The secrets of the README, and the provider's database as the gateway's. */
async function makeSecrets(stack: Stack): Promise<void> {
  const password = randomBytes(24).toString('hex');
  await mkdir(path.join(stack.folder, 'secrets'), { recursive: true });
  await writeFile(path.join(stack.folder, 'secrets/provider-password'), `${password}\n`);
  await writeFile(
    path.join(stack.folder, 'secrets/gateway-database-url'),
    `postgres://gateway:${password}@provider:5432/orders\n`,
  );
  await stack.succeed('secrets/make.sh');
}

/** Removes everything. @throws naming what is left */
async function takeDown(stack: Stack): Promise<void> {
  const draining = (await stack.containers('draining')).map(({ id }) => id);
  if (draining.length > 0) await run(['docker', 'rm', '--force', ...draining]);
  await stack.compose(...PROFILES, 'down', '--volumes', '--remove-orphans');
  for (const kind of ['container', 'volume', 'network']) {
    const list = kind === 'container' ? ['docker', 'ps', '--all'] : ['docker', kind, 'ls'];
    const left = await run([...list, '--quiet', '--filter', `label=com.docker.compose.project=${PROJECT}`]);
    if (left.trim() !== '') throw new Error(`A ${kind} is left: ${left}`);
  }
  const images = await run(['docker', 'images', '--quiet', '--filter', 'reference=durable-orders:verify-*']);
  if (images.trim() !== '') await run(['docker', 'image', 'rm', '--force', ...new Set(images.trim().split('\n'))]);
}

const stack = new Stack(await copyFiles(path.join(folder, 'repository')), log);
let failed = false;
try {
  await makeSecrets(stack);
  await steps.run('build the image', async () => {
    await stack.command('env', 'WORKER_BUILD_ID=verify-1', 'docker', 'compose', '--profile', 'app', 'build', 'migrate');
  });
  await steps.run('start the cluster from empty volumes', async () => {
    await stack.compose('--profile', 'cluster', 'up', '--detach', '--wait');
  });
  await steps.run('deploy the first release', () =>
    stack.succeed('upgrade', 'verify-1').then(() => waitUntilReady(stack)),
  );
  const shop = new Shop(stack);
  await steps.run('confirm an order', async () => {
    await shop.confirm();
  });
  await steps.run('seed the catalogue and sign a token', () => useTools(stack));
  await steps.run('run the acceptance suite', () => acceptance(stack, folder));
  await steps.run('kill the main process of each service', () => kill(stack, shop));
  await steps.run('upgrade twice in a row, with an unpaid order and two inventory workers', () =>
    upgradeTwice(stack, shop),
  );
  await steps.run('repeat `up` after the upgrade', () => plainUp(stack, shop));
  await steps.run('upgrade to a release whose migration fails', () => failingMigration(stack, shop));
  await steps.run('change a job of the cluster', () => changeJob(stack));
  await steps.run('roll back and forward', () => rollBack(stack, shop));
  await steps.run('change a password', () => changePassword(stack, shop));
  await steps.run('observe a span and a metric', () => observe(stack, shop));
  await steps.run('audit', () => audit(stack));
  await steps.run('back up, lose the database and restore it to a point in time', () => restore(stack, shop));
} catch (error) {
  failed = true;
  printLine(`✗ ${(error as Error).message}`);
  const logs = await stack.compose(...PROFILES, 'logs', '--no-color', '--tail', '60').catch(String);
  await writeFile(path.join(folder, 'containers.log'), logs);
} finally {
  await steps
    .run('take everything down', () => takeDown(stack))
    .catch((error: unknown) => {
      failed = true;
      printLine(`✗ ${(error as Error).message}`);
    });
}
printLine(`\n${steps.summary()}\n`);
printLine(failed ? 'FAILED' : 'PASSED');
process.exitCode = failed ? 1 : 0;
