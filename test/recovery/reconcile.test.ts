import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import { listRuns } from '../../src/audit/temporal-runs.js';
import type { ReconcileResult } from '../../src/contracts/reconcile.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import {
  cancellationWorkflowId,
  latePaymentWorkflowId,
  orderWorkflowId,
  refundWorkflowId,
} from '../../src/contracts/workflow-ids.js';
import { readStock, waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type System } from '../kit/system.js';
import { startAndTerminate, terminations, waitUntilListed } from './terminated-runs.js';

const PRICE = 1_000;
const QUANTITY = 2;
const TOTAL = PRICE * QUANTITY;
const STOCK = 10;

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(async () => {
  await replayAll(system);
  await system.stop();
});

interface Ordered {
  readonly orderId: string;
  readonly productId: string;
  readonly userId: string;
}

async function newOrder(): Promise<Ordered> {
  const { id: productId } = await system.addProduct(STOCK, PRICE);
  return { orderId: randomUUID(), productId, userId: randomUUID() };
}

async function place({ productId, ...ids }: Ordered, input: object = {}) {
  const placed = await system.place({ ...ids, lines: [{ productId, quantity: QUANTITY }], ...input });
  return placed.handle;
}

const startRun = (type: string, workflowId: string, input: object) =>
  system.temporal.client.workflow.start(type, { workflowId, taskQueue: TASK_QUEUES.orders, args: [input] });

const chargeOf = ({ orderId, userId }: Ordered, method = 'credit_card') => ({
  ...{ orderId, userId, amount: TOTAL, currency: 'USD', method },
});

function startCancellation(ordered: Ordered) {
  const { orderId, userId, productId } = ordered;
  return startRun('cancelConfirmedOrder', cancellationWorkflowId(orderId), {
    order: { orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null },
    charge: chargeOf(ordered),
    stock: { orderId, lines: [{ productId, quantity: QUANTITY }] },
    ending: { status: 'cancelled', reason: 'changed my mind', actor: 'customer' },
  });
}

async function placeConfirmed(): Promise<Ordered> {
  const ordered = await newOrder();
  await (await place(ordered)).result();
  return ordered;
}

/** A cancelled order whose charge the provider captured afterwards. */
async function placeCapturedLate(): Promise<Ordered> {
  const ordered = await newOrder();
  const handle = await place(ordered, { paymentMethod: 'alipay' });
  await waitUntil(
    () =>
      system.database.query('SELECT FROM gateway.charges WHERE order_id = $1 AND status = $2', [
        ordered.orderId,
        'requires_action',
      ]),
    (rows) => rows.length > 0,
  );
  await handle.signal('cancelOrder', {});
  await handle.result();
  await system.database.query(
    `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
    [ordered.orderId],
  );
  return ordered;
}

/** One run with no grace. */
function runReconcile(): Promise<ReconcileResult> {
  return system.temporal.client.workflow.execute('reconcile', {
    workflowId: `reconcile-${randomUUID()}`,
    taskQueue: TASK_QUEUES.orders,
    args: [{ graceSeconds: 0, windowSeconds: 3_600, limit: 20 }],
  });
}

async function findViolations(): Promise<Record<string, unknown>> {
  const { url } = system.database;
  const findings = await audit({
    databaseUrl: url,
    gatewayDatabaseUrl: url,
    listRuns: () => listRuns(system.temporal.client),
    invariants: INVARIANTS.filter(({ sources }) => !sources.includes('events')),
    settled: true,
    recheckDelayMs: 0,
  });
  return Object.fromEntries(
    findings.filter(({ violations }) => violations > 0).map(({ id, offenders }) => [id, offenders]),
  );
}

/** `order status, available stock, money kept`; a tombstone is no order. */
async function summarize({ orderId, productId }: Ordered): Promise<string> {
  const { database } = system;
  const [order] = await database.query<{ status: string }>(
    'SELECT status FROM orders.orders WHERE id = $1 AND deleted_at IS NULL',
    [orderId],
  );
  const [charge] = await database.query<{ kept: number }>(
    `SELECT sum(amount - refunded_amount)::int AS kept FROM gateway.charges WHERE order_id = $1 AND status = 'succeeded'`,
    [orderId],
  );
  const { available, reserved } = await readStock(system, productId);
  return `${order?.status ?? 'none'}, ${available} available, ${reserved} reserved, ${charge?.kept ?? 0} kept`;
}

const BOTH = ['before', 'after'] as const;

const CANCELLED = 'cancelled, 10 available, 0 reserved, 0 kept';

async function expectAtRest(ordered: Ordered, expected: string): Promise<void> {
  await runReconcile();
  expect(await summarize(ordered)).toBe(expected);
  expect(await findViolations()).toEqual({});
  expect((await runReconcile()).repaired).toEqual([]);
}

describe('reconciliation repairs a placement that was terminated', () => {
  const EXPECTED: Readonly<Record<string, string>> = {
    'reserveStock before': 'none, 10 available, 0 reserved, 0 kept',
    'reserveStock after': 'none, 10 available, 0 reserved, 0 kept',
    'createOrder before': 'none, 10 available, 0 reserved, 0 kept',
    'confirmOrder after': 'confirmed, 8 available, 0 reserved, 2000 kept',
  };
  it.each(terminations(BOTH, ['reserveStock', 'createOrder', 'processPayment', 'confirmStock', 'confirmOrder']))(
    '%s the effect of %s',
    async (moment, activity) => {
      const ordered = await newOrder();
      await startAndTerminate(system, activity, moment, () => place(ordered));
      await expectAtRest(ordered, EXPECTED[`${activity} ${moment}`] ?? CANCELLED);
    },
  );

  it.each(terminations(BOTH, ['cancelPayment', 'endOrder', 'releaseStock']))(
    'while it compensated a declined payment, %s the effect of %s',
    async (moment, activity) => {
      const ordered = await newOrder();
      await startAndTerminate(system, activity, moment, () => place(ordered, { paymentToken: 'tok_decline' }));
      const failed = activity === 'releaseStock' || `${activity} ${moment}` === 'endOrder after';
      await expectAtRest(ordered, failed ? CANCELLED.replace('cancelled', 'failed') : CANCELLED);
    },
  );

  it('while it waited for the customer', async () => {
    const ordered = await newOrder();
    const handle = await place(ordered, { paymentMethod: 'alipay' });
    await waitUntil(
      () =>
        system.database.query('SELECT FROM payments.payments WHERE order_id = $1 AND redirect_url IS NOT NULL', [
          ordered.orderId,
        ]),
      (rows) => rows.length > 0,
    );
    await handle.terminate('a test');
    await waitUntilListed(system.temporal.client, orderWorkflowId(ordered.orderId));
    await expectAtRest(ordered, CANCELLED);
  });
});

describe('reconciliation repairs a cancellation that was terminated', () => {
  it.each(terminations(BOTH, ['cancelPayment', 'restock', 'endOrder']))(
    '%s the effect of %s',
    async (moment, activity) => {
      const ordered = await placeConfirmed();
      await startAndTerminate(system, activity, moment, () => startCancellation(ordered));
      await expectAtRest(ordered, CANCELLED);
    },
  );

  it('after the refund, when Temporal lost the run', async () => {
    const ordered = await placeConfirmed();
    await system.payments.cancel(chargeOf(ordered) as never);
    await expectAtRest(ordered, CANCELLED);
  });

  it('after the order had ended, with its stock still confirmed', async () => {
    const ordered = await placeConfirmed();
    await system.payments.cancel(chargeOf(ordered) as never);
    const { orderId, userId } = ordered;
    const order = { orderId, userId, paymentMethod: 'credit_card' as const, requestFingerprint: null };
    await system.orders.terminate(order, { status: 'cancelled', reason: null, actor: 'system' });
    await expectAtRest(ordered, CANCELLED);
  });

  it('between the request for the refund and its record', async () => {
    const ordered = await placeConfirmed();
    const cancelling = system.payments.cancel(chargeOf(ordered) as never);
    await cancelling;
    await system.database.query(
      `WITH refund AS (UPDATE payments.refunds r SET status = 'pending', gateway_refund_id = NULL
                       FROM payments.payments p WHERE p.id = r.payment_id AND p.order_id = $1)
       UPDATE payments.payments SET status = 'success', refunded_amount = 0 WHERE order_id = $1`,
      [ordered.orderId],
    );
    await expectAtRest(ordered, CANCELLED);
  });
});

describe('reconciliation repairs a refund that was terminated', () => {
  const refundRequest = ({ orderId }: Ordered) => ({ refundId: randomUUID(), orderId, amount: 500, reason: 'damaged' });

  it.each(BOTH)('%s its effect', async (moment) => {
    const ordered = await placeConfirmed();
    const request = refundRequest(ordered);
    await startAndTerminate(system, 'refundPayment', moment, () =>
      startRun('refundPayment', refundWorkflowId(request.refundId), request),
    );
    const kept = moment === 'before' ? TOTAL : TOTAL - 500;
    await expectAtRest(ordered, `confirmed, 8 available, 0 reserved, ${kept} kept`);
  });

  it('between its record and the request', async () => {
    const ordered = await placeConfirmed();
    const { refundId, amount, reason } = refundRequest(ordered);
    await system.database.query(
      `INSERT INTO payments.refunds (id, payment_id, amount, reason, status)
       SELECT $2, id, $3, $4, 'pending' FROM payments.payments WHERE order_id = $1`,
      [ordered.orderId, refundId, amount, reason],
    );
    await expectAtRest(ordered, `confirmed, 8 available, 0 reserved, ${TOTAL - 500} kept`);
  });
});

describe('reconciliation repairs the refund of a late payment that was terminated', () => {
  it.each(BOTH)('%s its effect', async (moment) => {
    const ordered = await placeCapturedLate();
    await startAndTerminate(system, 'cancelPayment', moment, () =>
      startRun('refundLatePayment', latePaymentWorkflowId(ordered.orderId), chargeOf(ordered, 'alipay')),
    );
    await expectAtRest(ordered, CANCELLED);
  });
});
