import { randomUUID } from 'node:crypto';
import { Worker, type WorkerOptions } from '@temporalio/worker';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { OrderRuns } from '../../src/api/orders/order-runs.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { commonOptions } from '../../src/workers/factory.js';
import { haveWorkers } from '../../src/api/operations/have-workers.js';
import { releaseCommand } from '../../src/workers/release-command.js';
import { versioningOptions } from '../../src/workers/versioning.js';
import { paymentEvent } from '../../src/workflows/messages.js';
import type { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { createFaultyActivities } from '../kit/faulty-activities.js';
import { bundleChangedWorkflows } from '../kit/changed-workflows.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { readDrainageStatus, setCurrentVersion } from '../kit/deployments.js';
import { waitForStep } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

type Domain = (typeof TASK_QUEUES)[keyof typeof TASK_QUEUES];

/** By default, Temporal takes minutes to report a version as drained, and almost one to notice a stopped worker. */
const FAST_DRAINAGE_CONFIG = {
  'matching.queryPollerUnavailableWindow': '"1s"',
  'matching.wv.VersionDrainageStatusVisibilityGracePeriod': '"1s"',
  'matching.wv.VersionDrainageStatusRefreshInterval': '"1s"',
};

let system: System;
let source: Awaited<ReturnType<typeof openDatabase>>;
let changed: string;
/** The ids of orders whose stock cannot be released yet. */
const blockedReleases = new Set<string>();

beforeAll(async () => {
  [system, changed] = await Promise.all([
    startSystem('dev-server', { withoutWorkers: true, dynamicConfig: FAST_DRAINAGE_CONFIG }),
    bundleChangedWorkflows(),
  ]);
  source = await openDatabase(system.database.url, ALL_DOMAINS, { poolSize: 20 });
});
afterAll(async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  await source.destroy();
  await system.stop();
});

interface RunningWorker {
  readonly stop: () => Promise<void>;
}
const running: RunningWorker[] = [];

async function startWorker(domain: Domain, buildId: string, workflowBundle?: WorkerOptions['workflowBundle']) {
  const activities = createFaultyActivities(source, system.gatewayUrl, () => async (name, run, [request]) => {
    const { orderId } = request as { orderId?: string };
    if (name === 'releaseStock' && blockedReleases.has(orderId ?? '')) throw new Error('blocked by the test');
    return run();
  });
  const worker = await Worker.create({
    ...commonOptions(),
    ...versioningOptions(domain, buildId),
    connection: system.temporal.nativeConnection,
    namespace: system.temporal.namespace ?? 'default',
    taskQueue: domain,
    activities: activities[domain],
    ...(workflowBundle && { workflowBundle }),
  });
  const ended = worker.run();
  let stopped = false;
  const started: RunningWorker = {
    async stop() {
      if (!stopped) worker.shutdown();
      stopped = true;
      await ended;
    },
  };
  running.push(started);
  return started;
}

/** Runs `npm run release` in the environment of the workers. */
async function runRelease(buildId: string | undefined, ...args: string[]) {
  const { address, namespace } = system.temporal;
  const environment = { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace ?? 'default' };
  return releaseCommand(args, { ...environment, ...(buildId !== undefined && { WORKER_BUILD_ID: buildId }) });
}

/** What `/readyz` says about the workers. */
async function areWorkersReady() {
  const { client, connection } = system.temporal;
  return haveWorkers({ client, connection, close: () => Promise.resolve() });
}

/** Starts the workers of a release and makes it the current version. */
async function release(buildId: string, workflowBundle: WorkerOptions['workflowBundle']) {
  const [orders, inventory, payments] = await Promise.all([
    startWorker('orders', buildId, workflowBundle),
    startWorker('inventory', buildId),
    startWorker('payments', buildId),
  ]);
  expect(await runRelease(buildId)).toEqual({
    exitCode: 0,
    text: expect.stringContaining(`orders: ${buildId} is current`) as string,
  });
  return { orders, inventory, payments };
}

/** The versions that processed a run's workflow tasks, and the version it is pinned to. */
async function versionsOf({ handle }: PlacedOrder) {
  const [{ raw }, { events }] = await Promise.all([handle.describe(), handle.fetchHistory()]);
  const worked = (events ?? []).flatMap(({ workflowTaskCompletedEventAttributes: task }) =>
    task ? [task.deploymentVersion?.buildId] : [],
  );
  const { versioningInfo } = raw.workflowExecutionInfo ?? {};
  return { worked: [...new Set(worked)], pinnedTo: versioningInfo?.deploymentVersion?.buildId };
}

const onlyOn = (buildId: string) => ({ worked: [buildId], pinnedTo: buildId });

async function placeAndWait(reservationTtlSeconds = 900): Promise<PlacedOrder> {
  const placed = await system.place({ paymentMethod: 'alipay', reservationTtlSeconds });
  await waitForStep(placed, 'awaiting_customer');
  return placed;
}

/** Approves the payment as the customer, and signals the run. */
async function approve({ orderId, handle }: PlacedOrder): Promise<void> {
  const [payment] = await system.database.query<{ redirect_url: string }>(
    'SELECT redirect_url FROM payments.payments WHERE order_id = $1',
    [orderId],
  );
  await submitPaymentDecision(payment?.redirect_url ?? null, 'approve');
  await handle.signal(paymentEvent, { eventId: 'evt' });
}

/** Places an order whose compensation has started and cannot complete. */
async function placeWithBlockedCompensation(): Promise<PlacedOrder> {
  const orderId = randomUUID();
  blockedReleases.add(orderId);
  const placed = await system.place({ orderId, paymentToken: 'tok_decline' });
  await waitForStep(placed, 'compensating');
  return placed;
}

it('ends runs on the version that started them, and starts new runs on the current one, also after a rollback', async () => {
  const currentBundle = { codePath: inject('workflowBundlePath') };
  expect(await runRelease('v1', '--timeout', '0')).toMatchObject({ exitCode: 1 });
  const v1 = await release('v1', currentBundle);
  expect(await areWorkersReady()).toBe(true);
  expect(await runRelease(undefined)).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('v1 is current') as string,
  });
  const before = await system.place();
  expect(await before.handle.result()).toMatchObject({ status: 'confirmed' });
  const waiting = await placeAndWait();
  const expiring = await placeAndWait(20);
  const compensating = await placeWithBlockedCompensation();

  const v2 = await release('v2', { code: changed });
  await Promise.all([v1.inventory.stop(), v1.payments.stop()]);
  const after = await system.place();
  expect(await after.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await versionsOf(after)).toEqual(onlyOn('v2'));
  expect(await readDrainageStatus(system, 'v1')).toBe('draining');
  expect(await runRelease(undefined, '--status', 'v1')).toEqual({ exitCode: 0, text: 'draining\n' });
  expect(await runRelease(undefined, '--status', 'v2')).toEqual({ exitCode: 0, text: 'current\n' });
  expect(await runRelease(undefined, '--status', 'v3')).toEqual({ exitCode: 0, text: 'unknown\n' });

  await approve(waiting);
  blockedReleases.clear();
  expect(await waiting.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await compensating.handle.result()).toMatchObject({ status: 'failed', reason: 'payment_declined' });
  expect(await expiring.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
  for (const placed of [before, waiting, compensating, expiring])
    expect(await versionsOf(placed)).toEqual(onlyOn('v1'));
  await waitUntil(
    () => readDrainageStatus(system, 'v1'),
    (status) => status === 'drained',
  );
  await v1.orders.stop();
  const { client, connection } = system.temporal;
  const runs = new OrderRuns({ client, connection, close: () => Promise.resolve() });
  expect(await runs.state(after.orderId)).toMatchObject({ step: 'done' });
  const unavailableState = await waitUntil(
    () => runs.state(before.orderId).catch(() => 'worker still expected'),
    (state) => state !== 'worker still expected',
  );
  expect(unavailableState).toBeNull();

  const startedOnV2 = await placeAndWait();
  await startWorker('orders', 'v1', currentBundle);
  await setCurrentVersion(system, 'orders', 'v1');
  const afterRollback = await system.place();
  expect(await afterRollback.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await versionsOf(afterRollback)).toEqual(onlyOn('v1'));
  await approve(startedOnV2);
  expect(await startedOnV2.handle.result()).toMatchObject({ status: 'confirmed' });
  expect(await versionsOf(startedOnV2)).toEqual(onlyOn('v2'));
  await v2.orders.stop();
  expect(await findViolations(system.database)).toEqual({});
  // The same cost as without versions: see cost.test.ts.
  const { historyLength, raw } = await afterRollback.handle.describe();
  expect({ historyLength, transitions: Number(raw.workflowExecutionInfo?.stateTransitionCount) }).toEqual({
    historyLength: 31,
    transitions: 15,
  });
}, 300_000);
