import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { findFreePort } from '../../src/local/ports.js';
import { findViolations } from '../kit/invariants.js';
import { startLoadGenerator, type LoadGenerator } from '../kit/load-generator.js';
import { waitUntil } from '../kit/observe.js';
import { startService } from '../kit/processes.js';
import { startSystem, type System } from '../kit/system.js';
import type { TestProcess } from '../kit/test-process.js';

/** Shorter than a slow charge, so that a shutdown always interrupts one. */
const GRACE_SECONDS = 2;

const NAMES = ['api', 'orders', 'inventory', 'payments', 'gateway'] as const;
type Name = (typeof NAMES)[number];

/** The final status by payment token. Slow charges are still running when the payments worker stops. */
const EXPECTED_STATUSES: Readonly<Record<string, string>> = {
  tok_approve: 'confirmed',
  tok_slow: 'confirmed',
  tok_decline: 'failed',
  tok_timeout: 'confirmed',
};

/** Responses that a client may see: the order is accepted, or the request can be retried. */
const ALLOWED_RESPONSES = new Set<number | string>([200, 201, 503, 'ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']);

let system: System;
let environment: Record<string, string>;
const current = new Map<Name, TestProcess>();
let load: LoadGenerator;

beforeAll(async () => {
  const [port, gatewayPort] = [await findFreePort(), await findFreePort()];
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  system = await startSystem('dev-server', { withoutWorkers: true, gatewayUrl });
  environment = {
    DATABASE_URL: system.database.url,
    TEMPORAL_ADDRESS: system.temporal.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
    PORT: String(port),
    GATEWAY_PORT: String(gatewayPort),
    GATEWAY_URL: gatewayUrl,
    PAYMENT_WEBHOOK_URL: `http://127.0.0.1:${port}/v1/webhooks/payments`,
    PAYMENT_WEBHOOK_SECRET: LOCAL_PAYMENT_WEBHOOK_SECRET,
    RATE_LIMIT_PER_ADDRESS: '0',
    RATE_LIMIT_PER_USER: '0',
    SHUTDOWN_GRACE_SECONDS: String(GRACE_SECONDS),
    WORKFLOW_BUNDLE: inject('workflowBundlePath'),
  };
  await Promise.all(NAMES.map(async (name) => current.set(name, await startService(name, environment))));
  load = startLoadGenerator({
    url: `http://127.0.0.1:${port}`,
    productId: (await system.addProduct(100_000)).id,
    customers: 6,
    paymentTokens: Object.keys(EXPECTED_STATUSES),
  });
});
afterAll(async () => {
  await load.stop();
  await Promise.all([...current.values()].map((process) => process.stop()));
  await system.stop();
});

/** Waits until `count` more orders have been acknowledged. */
async function waitForAcknowledgements(count: number): Promise<void> {
  const before = load.acknowledged.length;
  await waitUntil(
    () => Promise.resolve(load.acknowledged.length),
    (now) => now >= before + count,
  );
}

it.each(NAMES)('stops %s under load within its grace time, and a new process takes over', async (name) => {
  await waitForAcknowledgements(12);
  const service = current.get(name) ?? expect.fail();
  await service.stop();
  expect({ exitCode: await service.ended, output: service.output().slice(-2_000) }).toMatchObject({ exitCode: 0 });
  expect(service.output()).toContain('"Process stopped"');
  current.set(name, await startService(name, environment));
  await waitForAcknowledgements(6);
});

it('fails requests only with 503, loses no order and ends each one correctly', async () => {
  await load.stop();
  expect([...load.responseCounts.keys()].filter((response) => !ALLOWED_RESPONSES.has(response))).toEqual([]);
  const ends = new Set(Object.values(EXPECTED_STATUSES));
  const statusOf = async (id: string) => {
    const [order] = await waitUntil(
      () => system.database.query<{ status: string }>('SELECT status FROM orders.orders WHERE id = $1', [id]),
      ([found]) => !found || ends.has(found.status) || found.status === 'cancelled',
    );
    return order?.status;
  };
  const unexpected: unknown[] = [];
  for (const { id, paymentToken } of load.acknowledged) {
    const status = await statusOf(id);
    if (status !== EXPECTED_STATUSES[paymentToken]) unexpected.push({ id, paymentToken, status });
  }
  expect(unexpected).toEqual([]);
  // Temporal's list is eventually consistent: it may not show an open run yet. A result is not.
  for (const { id } of load.acknowledged) await system.temporal.client.workflow.result(orderWorkflowId(id));
  await waitUntil(
    () => system.temporal.client.workflow.count('ExecutionStatus = "Running"'),
    ({ count }) => count === 0,
  );
  const failed = await system.temporal.client.workflow.count('ExecutionStatus IN ("Failed", "TimedOut", "Terminated")');
  expect(failed.count).toBe(0);
  expect(await findViolations(system.database)).toEqual({});
});
