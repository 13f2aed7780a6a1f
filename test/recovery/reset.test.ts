import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { API_SCENARIOS } from '../replay/api-scenarios.js';
import { FAULT_SCENARIOS } from '../replay/fault-scenarios.js';
import { startRecordingContext, type RecordingContext } from '../replay/recording-context.js';
import { listResetPoints, resetAndWait } from './reset-points.js';

/** Short, so that an order expires while the test waits; long enough for every other path. */
const RESERVATION_TTL_SECONDS = 8;

/** Money, stock and status of every order, as the books have them. */
async function readBooks({ database }: System): Promise<unknown> {
  const [orders, reservations, stock, payments, charges] = await Promise.all([
    database.query<{ visible: boolean }>(
      'SELECT id, status, deleted_at IS NULL AS visible FROM orders.orders ORDER BY id',
    ),
    database.query('SELECT order_id, product_id, status FROM inventory.reservations ORDER BY order_id, product_id'),
    database.query('SELECT product_id, available, reserved, total FROM inventory.stock ORDER BY product_id'),
    // Without tombstones: the voided payment of an order that was never created.
    database.query(
      `SELECT order_id, status, amount, refunded_amount FROM payments.payments
       WHERE order_id IN (SELECT id FROM orders.orders WHERE deleted_at IS NULL) ORDER BY order_id`,
    ),
    database.query('SELECT order_id, status, amount, refunded_amount FROM gateway.charges ORDER BY order_id'),
  ]);
  return { orders: orders.filter((order) => order.visible), reservations, stock, payments, charges };
}

/** Resets the run to each of its reset points in turn; nothing that the books say may change. */
async function expectResetsToChangeNothing(system: System, client: Client, workflowId: string): Promise<void> {
  // The provider decides the refund of a return after the run has ended.
  await waitUntil(
    () => system.database.query("SELECT FROM payments.refunds WHERE status = 'pending'"),
    (pending) => pending.length === 0,
  );
  const before = await readBooks(system);
  for (const point of await listResetPoints(client, workflowId)) {
    await resetAndWait(client, workflowId, point);
    expect(await readBooks(system), `reset to event ${point.eventId.toString()}`).toEqual(before);
    expect(await findViolations(system.database)).toEqual({});
  }
}

describe('a run that has ended, reset to each of its workflow tasks', () => {
  let context: RecordingContext;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'reset-'));
    context = await startRecordingContext({ mode: 'plain', folder, reservationTtlSeconds: RESERVATION_TTL_SECONDS });
  });
  afterAll(async () => {
    await context.shop.stop();
    await context.system.stop();
    await rm(folder, { recursive: true });
  });

  it.each(Object.keys(API_SCENARIOS))('%s', async (name) => {
    const workflowId = (await API_SCENARIOS[name]?.(context)) ?? expect.fail();
    await expectResetsToChangeNothing(context.system, context.client, workflowId);
  });
});

describe('a run that met a fault, reset to each of its workflow tasks', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem('dev-server');
  });
  afterAll(() => system.stop());

  it.each(Object.keys(FAULT_SCENARIOS))('%s', async (name) => {
    system.fault = undefined;
    const { placed } = (await FAULT_SCENARIOS[name]?.(system)) ?? expect.fail();
    await placed.handle.result().catch(() => undefined);
    system.fault = undefined;
    await expectResetsToChangeNothing(system, system.temporal.client, placed.handle.workflowId);
  });
});
