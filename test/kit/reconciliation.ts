import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import type { ReconcileResult } from '../../src/contracts/reconcile.js';
import type { reconcile } from '../../src/workflows/reconcile/reconcile.js';
import { waitUntil } from './observe.js';
import { replayAll } from './replay.js';
import { startSystem, type PlacedOrder, type System } from './system.js';

/** A system for a test file that reconciles. Registers the hooks that start and stop it. */
export function setUpReconciliation() {
  let system: System;
  beforeAll(async () => {
    system = await startSystem('dev-server');
  });
  afterEach(() => {
    system.fault = undefined;
  });
  afterAll(async () => {
    await replayAll(system);
    await system.stop();
  });

  return {
    get system() {
      return system;
    },

    /** With no grace, so that every record is old enough. */
    reconcile(limit = 100): Promise<ReconcileResult> {
      return system.temporal.client.workflow.execute<typeof reconcile>('reconcile', {
        workflowId: `reconcile-${randomUUID()}`,
        taskQueue: TASK_QUEUES.orders,
        args: [{ graceSeconds: 0, windowSeconds: 3_600, limit }],
      });
    },

    async placeConfirmed(): Promise<string> {
      const { orderId, handle } = await system.place();
      await handle.result();
      return orderId;
    },

    /** Terminates the run of an order when one of its activities starts or has ended. */
    async terminateRunAt(activity: string, when: 'before' | 'after', input = {}): Promise<PlacedOrder> {
      let release: () => void = () => undefined;
      const terminated = new Promise<void>((resolve) => (release = resolve));
      system.fault = async (name, run) => {
        if (name !== activity) return run();
        if (when === 'before') await terminated;
        const result = await run();
        await terminated;
        return result;
      };
      const placed = await system.place(input);
      const { handle, orderId } = placed;
      await waitUntil(
        () => handle.fetchHistory(),
        ({ events }) => JSON.stringify(events).includes(activity),
      );
      if (when === 'after')
        await waitUntil(
          () => system.database.query(effectQuery(activity), [orderId]),
          (rows) => rows.length > 0,
        );
      await handle.terminate('terminated by the test');
      release();
      system.fault = undefined;
      return placed;
    },
  };
}

function effectQuery(activity: string): string {
  if (activity === 'reserveStock') return 'SELECT 1 FROM inventory.reservations WHERE order_id = $1';
  return activity === 'confirmStock'
    ? "SELECT 1 FROM inventory.reservations WHERE order_id = $1 AND status = 'confirmed'"
    : "SELECT 1 FROM payments.payments WHERE order_id = $1 AND status = 'success'";
}
