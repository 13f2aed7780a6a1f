import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { cancellationWorkflowId } from '../../src/contracts/workflow-ids.js';
import { type CancelConfirmedOrderInput } from '../../src/contracts/cancel-confirmed-order.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { findViolations } from '../kit/invariants.js';
import { WorkerSupervisor } from '../kit/worker-supervisor.js';
import { startSystem, type System } from '../kit/system.js';

const ACTIVITIES = {
  orders: ['priceOrder', 'createOrder', 'confirmOrder', 'endOrder'],
  inventory: ['reserveStock', 'confirmStock', 'releaseStock', 'restock'],
  payments: ['processPayment', 'cancelPayment'],
} as const;

let system: System;
let folder: string;
let supervisors: WorkerSupervisor[];

beforeAll(async () => {
  system = await startSystem('dev-server', { withoutWorkers: true });
  folder = await mkdtemp(path.join(tmpdir(), 'kill-points-'));
  supervisors = Object.entries(ACTIVITIES).map(
    ([taskQueue, activities]) =>
      new WorkerSupervisor({
        taskQueue: taskQueue as keyof typeof ACTIVITIES,
        address: system.temporal.address,
        namespace: system.temporal.namespace ?? 'default',
        databaseUrl: system.database.url,
        gatewayUrl: system.gatewayUrl,
        bundlePath: inject('workflowBundlePath'),
        killPoints: activities.flatMap((activity) => [`${activity}-before`, `${activity}-after`]),
        folder,
      }),
  );
});
afterAll(async () => {
  await Promise.all(supervisors.map((supervisor) => supervisor.stop()));
  await system.stop();
  await rm(folder, { recursive: true });
});

/** Starts the same workflow as the API. */
function cancel(orderId: string, lines: CancelConfirmedOrderInput['stock']['lines'], amount: number): Promise<void> {
  const userId = randomUUID();
  const input: CancelConfirmedOrderInput = {
    order: { orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null },
    charge: { orderId, userId, amount, currency: 'USD', method: 'credit_card' },
    stock: { orderId, lines },
    ending: { status: 'cancelled', reason: 'changed my mind', actor: 'customer' },
  };
  return system.temporal.client.workflow.execute('cancelConfirmedOrder', {
    workflowId: cancellationWorkflowId(orderId),
    taskQueue: TASK_QUEUES.orders,
    args: [input],
  });
}

it('ends every order correctly when each worker is killed before and after each of its activities', async () => {
  const product = await system.addProduct(100);
  const lines = [{ productId: product.id, quantity: 1 }];
  const tokens = Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? 'tok_decline' : 'tok_approve'));
  const placed = await Promise.all(tokens.map((paymentToken) => system.place({ paymentToken, lines })));
  const results = await Promise.all(placed.map(({ handle }) => handle.result()));

  expect(results.map(({ status }) => status)).toEqual(
    tokens.map((token) => (token === 'tok_decline' ? 'failed' : 'confirmed')),
  );
  const confirmed = placed.filter((_, i) => results[i]?.status === 'confirmed').slice(0, 6);
  await Promise.all(confirmed.map(({ orderId }) => cancel(orderId, lines, product.price)));

  expect(await findViolations(system.database)).toEqual({});
  const points = Object.values(ACTIVITIES).flat().length * 2;
  expect(await readdir(folder)).toHaveLength(points);
  expect(supervisors.reduce((kills, supervisor) => kills + supervisor.kills, 0)).toBe(points);
}, 300_000);
