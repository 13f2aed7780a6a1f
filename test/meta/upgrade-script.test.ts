import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startProgram } from '../../src/process/child-process.js';
import { resolveComposePath } from '../cluster/compose.js';

/** A fake Docker that records what is run for which release. Two inventory workers run, and one of every other service. */
const FAKE_DOCKER = `#!/bin/sh
echo "$WORKER_BUILD_ID: $*" >>"$CALLS"
case $* in
  'compose version --short') echo "$COMPOSE_VERSION" ;;
  *' --status '*) echo "$STATUS" ;;
  'ps --quiet'*service=inventory-worker*) printf '1\\n2\\n' ;;
  'ps --quiet'*) echo 1 ;;
  'ps --all'*) printf "$DRAINING" ;;
  *'run '*migrate) exit "$MIGRATE" ;;
esac
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'upgrade-script-'));
  await copyFile(resolveComposePath('./upgrade'), path.join(folder, 'upgrade'));
  await mkdir(path.join(folder, 'secrets'));
  await writeFile(path.join(folder, 'secrets/jwt-secret'), 'secret\n');
  await mkdir(path.join(folder, 'bin'));
  await writeFile(path.join(folder, 'bin/docker'), FAKE_DOCKER);
  await chmod(path.join(folder, 'bin/docker'), 0o755);
  await writeFile(path.join(folder, '.env'), 'ORDERS_WORKERS=3\nWORKER_BUILD_ID=v1\n');
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the script. @returns its exit code, its output, and the calls of Docker that change something */
async function upgrade(buildId: string, environment: Readonly<Record<string, string>> = {}) {
  const calls = path.join(folder, 'calls');
  await writeFile(calls, '');
  const script = startProgram([path.join(folder, 'upgrade'), buildId], {
    env: {
      ...{ PATH: `${folder}/bin:${process.env.PATH}`, CALLS: calls, COMPOSE_VERSION: '2.40.3', STATUS: 'current' },
      ...{ MIGRATE: '0', DRAINING: '', ...environment },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { code } = await script.exited;
  const lines = (await readFile(calls, 'utf8')).trim().split('\n');
  return {
    code,
    output: script.output(),
    changes: lines.filter((line) => /compose .* (up|rm|run) /.test(line) && !line.includes('--status')),
  };
}

const settings = () => readFile(path.join(folder, '.env'), 'utf8');

it('migrates first, drains the current release, keeps the number of workers, and records the release', async () => {
  const { code, changes } = await upgrade('v2');
  expect(code).toBe(0);
  const scale = '--scale payments-worker=1 --scale inventory-worker=2 --scale orders-worker=3';
  const workers = 'payments-worker inventory-worker orders-worker';
  const up = 'up --detach --no-deps --no-build --wait';
  expect(changes).toEqual([
    'v2: compose --profile app run --rm --no-deps --no-TTY migrate',
    `v1: compose --project-name durable-orders-draining-v1 --profile app ${up} ${scale} ${workers}`,
    `v2: compose --profile app ${up} gateway`,
    `v2: compose --profile app ${up} api`,
    `v2: compose --profile app ${up} events`,
    `v2: compose --profile app ${up} ${scale} ${workers}`,
    'v2: compose --profile app run --rm --no-deps --no-TTY release',
  ]);
  expect(await settings()).toBe('ORDERS_WORKERS=3\nWORKER_BUILD_ID=v2\n');
});

it('changes nothing when the migration fails', async () => {
  const { code, output, changes } = await upgrade('v2', { MIGRATE: '1' });
  expect(code).toBe(1);
  expect(output).toContain('The migration failed, and v1 still runs.');
  expect(changes).toEqual(['v2: compose --profile app run --rm --no-deps --no-TTY migrate']);
  expect(await settings()).toContain('WORKER_BUILD_ID=v1\n');
});

it('can be repeated, and then drains nothing more', async () => {
  await upgrade('v2');
  const { code, changes } = await upgrade('v2');
  expect(code).toBe(0);
  expect(changes.filter((line) => line.includes('draining'))).toEqual([]);
  expect(await settings()).toBe('ORDERS_WORKERS=3\nWORKER_BUILD_ID=v2\n');
});

it.each([
  ['draining', 'rm --stop --force payments-worker inventory-worker'],
  ['drained', 'rm --stop --force payments-worker inventory-worker orders-worker'],
])('removes the workers without work of a %s release', async (status, removed) => {
  const { changes } = await upgrade('v2', { STATUS: status, DRAINING: 'durable-orders:v0\\ndurable-orders:v0\\n' });
  const project = 'compose --project-name durable-orders-draining-v0 --profile app';
  expect(changes.filter((line) => line.includes('-v0'))).toEqual([`v0: ${project} ${removed}`]);
});

it.each([
  ['Temporal does not answer', { STATUS: '' }, 'Temporal did not answer'],
  ['Compose is too old', { COMPOSE_VERSION: 'v2.34.0' }, 'older than 2.35'],
])('stops before it replaces anything when %s', async (_, environment, message) => {
  const { code, output, changes } = await upgrade('v2', environment);
  expect(code).toBe(1);
  expect(output).toContain(message);
  expect(changes.filter((line) => / (up|rm) /.test(line))).toEqual([]);
  expect(await settings()).toContain('WORKER_BUILD_ID=v1\n');
});

it('refuses a name that is no build id', async () => {
  expect(await upgrade('v 2')).toMatchObject({
    code: 1,
    output: expect.stringContaining('is not a build id') as string,
  });
});
