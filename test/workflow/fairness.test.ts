import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OrderRuns } from '../../src/api/orders/order-runs.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';

const FLOOD = 30;

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server', {
    dynamicConfig: {
      'matching.enableFairness': 'true',
      'matching.numTaskqueueReadPartitions': '1',
      'matching.numTaskqueueWritePartitions': '1',
    },
    // One task at a time shows the order in which the server hands them out.
    ordersWorker: { maxConcurrentWorkflowTaskExecutions: 2, maxCachedWorkflows: 100 },
  });
});
afterAll(() => system.stop());

it('serves the order of a user before those that wait in the flood of another', async () => {
  const product = await system.addProduct(FLOOD + 1);
  const { client, connection } = system.temporal;
  const runs = new OrderRuns({ client, connection, close: () => Promise.resolve() });
  const place = (userId: string) => {
    const orderId = randomUUID();
    const input = {
      orderId,
      userId,
      lines: [{ productId: product.id, quantity: 1 }],
      paymentMethod: 'credit_card' as const,
      requestFingerprint: null,
      requestId: randomUUID(),
      reservationTtlSeconds: 900,
    };
    return { orderId, placed: runs.place(input, { staticSummary: 'An order' }, 60_000) };
  };
  const isStarted = (orderId: string) => () => runs.exists(orderId);
  const started: string[] = [];
  system.fault = (name, run, [input]) => {
    if (name === 'priceOrder') started.push((input as { orderId: string }).orderId);
    return run();
  };
  let single: ReturnType<typeof place> | undefined;
  const flood: ReturnType<typeof place>[] = [];
  await system.withoutWorker('orders', async () => {
    const [flooding, other] = [randomUUID(), randomUUID()];
    for (let i = 0; i < FLOOD; i += 1) flood.push(place(flooding));
    for (const { orderId } of flood) await waitUntil(isStarted(orderId), (exists) => exists);
    single = place(other);
    await waitUntil(isStarted(single.orderId), (exists) => exists);
  });
  await Promise.all([...flood.map(({ placed }) => placed), single?.placed]);
  expect(started.indexOf(single?.orderId ?? '')).toBeLessThan(FLOOD / 2);
});
