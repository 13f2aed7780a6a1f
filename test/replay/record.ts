// The SDK loads the failure converter with `require`, which needs tsx for TypeScript.
import 'tsx/cjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { WORKERS } from '../../src/process/processes.js';
import { findViolations } from '../kit/invariants.js';
import { startOtlpReceiver, type OtlpReceiver } from '../kit/otlp-receiver.js';
import { WorkerSupervisor } from '../kit/worker-supervisor.js';
import { startSystem, type System } from '../kit/system.js';
import { API_SCENARIOS } from './api-scenarios.js';
import { FAULT_SCENARIOS } from './fault-scenarios.js';
import { writeHistory } from './history-files.js';
import { MODES, type Mode } from './modes.js';
import { startRecordingContext, type RecordingContext } from './recording-context.js';

/** Short enough to wait for an expiry, long enough for every other path. */
const RESERVATION_TTL_SECONDS = 20;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'record-histories-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(Object.keys(MODES) as Mode[])('%s workers', (mode) => {
  let collector: OtlpReceiver;
  let context: RecordingContext;
  beforeAll(async () => {
    collector = await startOtlpReceiver();
    context = await startRecordingContext({
      mode,
      folder,
      reservationTtlSeconds: RESERVATION_TTL_SECONDS,
      otlpUrl: collector.url,
    });
  });
  afterAll(async () => {
    await context.shop.stop();
    await context.system.stop();
    await collector.stop();
  });

  it.each(Object.keys(API_SCENARIOS))('%s', async (name) => {
    const workflowId = await API_SCENARIOS[name]?.(context);
    await writeHistory(mode, name, await context.client.workflow.getHandle(workflowId ?? '').fetchHistory());
    expect(await findViolations(context.system.database)).toEqual({});
  });
});

describe('faults', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem('dev-server');
  });
  afterAll(() => system.stop());

  it.each(Object.keys(FAULT_SCENARIOS))('%s', async (name) => {
    system.fault = undefined;
    const { placed, outcome } = (await FAULT_SCENARIOS[name]?.(system)) ?? expect.fail();
    const result = await placed.handle.result().then(
      ({ status, reason }) => [status, reason],
      () => undefined,
    );
    expect(result).toEqual(outcome);
    await writeHistory('plain', name, await placed.handle.fetchHistory());
    expect(await findViolations(system.database)).toEqual({});
  });
});

it('place-order.worker-killed-mid-run', async () => {
  const system = await startSystem('dev-server', { withoutWorkers: true });
  const supervisors = WORKERS.map(
    (taskQueue) =>
      new WorkerSupervisor({
        taskQueue,
        address: system.temporal.address,
        namespace: system.temporal.namespace ?? 'default',
        databaseUrl: system.database.url,
        gatewayUrl: system.gatewayUrl,
        bundlePath: inject('workflowBundlePath'),
        killPoints: taskQueue === 'orders' ? ['createOrder-after'] : [],
        folder,
      }),
  );
  const { handle } = await system.place();
  expect(await handle.result()).toMatchObject({ status: 'confirmed' });
  await writeHistory('plain', 'place-order.worker-killed-mid-run', await handle.fetchHistory());
  await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
  await system.stop();
});
