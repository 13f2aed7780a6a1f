import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';
import type { ReturnRequest } from '../../src/contracts/returns.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import {
  followPaymentWorkflowId,
  otherChargeWorkflowId,
  refundWorkflowId,
  returnWorkflowId,
} from '../../src/contracts/workflow-ids.js';
import type { reconcile } from '../../src/workflows/reconcile/reconcile.js';
import { findViolations } from '../kit/invariants.js';
import { readStock, waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type System } from '../kit/system.js';
import { startAndTerminate, terminations, waitUntilListed } from './terminated-runs.js';

/** Without an API, no event of the provider arrives. */
let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterEach(async () => {
  system.fault = undefined;
  expect(await findViolations(system.database)).toEqual({});
});
afterAll(async () => {
  await replayAll(system);
  await system.stop();
});

const PRICE = 1_000;
const BOUGHT = 2;

const workflows = () => system.temporal.client.workflow;
const start = (type: string, workflowId: string, input: object) =>
  workflows().start(type, { workflowId, taskQueue: TASK_QUEUES.orders, args: [input] });

async function placeConfirmed(paymentToken = 'tok_approve') {
  const { id: productId } = await system.addProduct(BOUGHT, PRICE);
  const { orderId, handle } = await system.place({ paymentToken, lines: [{ productId, quantity: BOUGHT }] });
  await handle.result();
  return { orderId, productId };
}

/** One run with no grace. @returns the repairs of the order */
async function repairsOf(orderId: string): Promise<readonly string[]> {
  const result = await workflows().execute<typeof reconcile>('reconcile', {
    workflowId: `reconcile-${randomUUID()}`,
    taskQueue: TASK_QUEUES.orders,
    args: [{ graceSeconds: 0, windowSeconds: 3_600, limit: 20 }],
  });
  return result.repaired.filter((each) => each.orderId === orderId).map(({ remedy }) => remedy);
}

const isFollowed = async (orderId: string) =>
  workflows()
    .getHandle(followPaymentWorkflowId(orderId))
    .describe()
    .then(
      ({ status }) => status.name === 'RUNNING',
      () => false,
    );

async function terminateFollowUp(orderId: string): Promise<void> {
  await waitUntil(() => isFollowed(orderId), Boolean);
  await workflows().getHandle(followPaymentWorkflowId(orderId)).terminate('a test');
  await waitUntilListed(system.temporal.client, followPaymentWorkflowId(orderId));
}

async function callDashboard(path: string, body: object): Promise<void> {
  const response = await fetch(`${system.gatewayUrl}/v1/dashboard${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${LOCAL_GATEWAY_API_KEY}` },
    body: JSON.stringify(body),
  });
  expect([response.status, await response.text()]).toEqual([200, expect.anything()]);
}

const readOne = async <Row extends object>(sql: string, orderId: string) =>
  (await system.database.query<Row>(sql, [orderId]))[0];

const readPayment = (orderId: string) =>
  readOne<{ status: string; refunded: number; refunds: string[]; disputes: string[] }>(
    `SELECT status, refunded_amount::int AS refunded,
            ARRAY (SELECT r.status FROM payments.refunds r WHERE r.payment_id = p.id ORDER BY created_at) AS refunds,
            ARRAY (SELECT d.status FROM payments.disputes d WHERE d.payment_id = p.id) AS disputes
     FROM payments.payments p WHERE order_id = $1`,
    orderId,
  );

const readDispute = (orderId: string) =>
  waitUntil(
    () =>
      readOne<{ id: string }>(
        'SELECT d.id FROM gateway.disputes d JOIN gateway.charges c ON c.id = d.charge_id WHERE c.order_id = $1',
        orderId,
      ),
    (dispute) => dispute !== undefined,
  );

const startRefund = (orderId: string) => {
  const request = { refundId: randomUUID(), orderId, reason: 'damaged' };
  return start('refundPayment', refundWorkflowId(request.refundId), request);
};

function startCancellation({ orderId, productId }: { orderId: string; productId: string }) {
  const userId = randomUUID();
  return start('cancelConfirmedOrder', `cancel-${orderId}`, {
    order: { orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null },
    charge: { orderId, userId, amount: BOUGHT * PRICE, currency: 'USD', method: 'credit_card' },
    stock: { orderId, lines: [{ productId, quantity: BOUGHT }] },
    ending: { status: 'cancelled', reason: 'changed my mind', actor: 'customer' },
  });
}

describe('reconciliation starts the run again that follows a payment', () => {
  it('whose refund the provider has not decided', async () => {
    const { orderId } = await placeConfirmed('tok_refund_pending');
    system.fault = (name, run) =>
      name === 'followPayment' ? Promise.resolve({ settled: false, owed: 0, failure: null }) : run();
    await (await startRefund(orderId)).result();
    await terminateFollowUp(orderId);
    expect(await repairsOf(orderId)).toEqual(['finish refund']);
    expect(await isFollowed(orderId)).toBe(true);
    expect(await repairsOf(orderId)).toEqual([]);
    system.fault = undefined;
    await waitUntil(
      () =>
        readOne<{ status: string }>(
          'SELECT r.status FROM gateway.refunds r JOIN gateway.charges c ON c.id = r.charge_id WHERE c.order_id = $1',
          orderId,
        ),
      (refund) => refund?.status === 'succeeded',
    );
    await workflows().getHandle(followPaymentWorkflowId(orderId)).executeUpdate('retryNow');
    await waitUntil(
      () => readPayment(orderId),
      (payment) => payment?.status === 'refunded',
    );
  });

  it('that owes the money of a cancelled order', async () => {
    const order = await placeConfirmed('tok_refund_fails');
    const { orderId } = order;
    await (await startCancellation(order)).result();
    await waitUntil(
      async () => {
        await workflows().getHandle(followPaymentWorkflowId(orderId)).signal('paymentEvent', { eventId: randomUUID() });
        return readPayment(orderId);
      },
      (payment) => payment?.refunds[0] === 'failed',
    );
    await terminateFollowUp(orderId);
    expect(await repairsOf(orderId)).toEqual(['take over']);
    expect(await isFollowed(orderId)).toBe(true);
    expect(await repairsOf(orderId)).toEqual([]);
    await workflows().getHandle(followPaymentWorkflowId(orderId)).executeUpdate('retryNow');
    await workflows().result(followPaymentWorkflowId(orderId));
    expect(await readPayment(orderId)).toMatchObject({ status: 'refunded', refunds: ['failed', 'succeeded'] });
  });
});

describe('reconciliation takes over what it finds at the provider', () => {
  it('when a refund of the dashboard has no event', async () => {
    const { orderId } = await placeConfirmed();
    const charge = await readOne<{ id: string }>('SELECT id FROM gateway.charges WHERE order_id = $1', orderId);
    await callDashboard('/refunds', { charge_id: charge?.id, amount: 500 });
    expect(await repairsOf(orderId)).toEqual(['take over']);
    expect(await readPayment(orderId)).toMatchObject({ refunded: 500, refunds: ['succeeded'] });
    expect(await repairsOf(orderId)).toEqual([]);
  });

  it('when a dispute has no event, and follows it to its end', async () => {
    const { orderId } = await placeConfirmed('tok_dispute');
    const dispute = await readDispute(orderId);
    expect(await repairsOf(orderId)).toEqual(['take over']);
    expect(await readPayment(orderId)).toMatchObject({ disputes: ['open'] });
    await terminateFollowUp(orderId);
    expect(await repairsOf(orderId)).toEqual(['take over']);
    expect(await isFollowed(orderId)).toBe(true);
    expect(await repairsOf(orderId)).toEqual([]);

    await callDashboard(`/disputes/${dispute?.id}/close`, { outcome: 'lost' });
    expect(await repairsOf(orderId)).toEqual(['take over']);
    expect(await readPayment(orderId)).toMatchObject({ status: 'refunded', disputes: ['lost'] });
    expect(await repairsOf(orderId)).toEqual([]);
    await workflows().getHandle(followPaymentWorkflowId(orderId)).signal('paymentEvent', { eventId: randomUUID() });
    await workflows().result(followPaymentWorkflowId(orderId));
  });
});

it('reconciliation starts the run again that releases a charge of the order that is not its payment', async () => {
  const { orderId } = await placeConfirmed();
  const charge = { orderId, transactionId: `TXN-${randomUUID()}` };
  const workflowId = otherChargeWorkflowId(orderId, charge.transactionId);
  await startAndTerminate(system, 'releaseOtherCharge', 'before', () =>
    start('releaseOtherCharge', workflowId, charge),
  );
  system.fault = undefined;
  expect(await repairsOf(orderId)).toEqual(['release charge']);
  await workflows().result(workflowId);
  expect(await repairsOf(orderId)).toEqual([]);
});

describe('reconciliation completes a return whose run was terminated', () => {
  const ACTIVITIES = ['recordReturn', 'refundReturn', 'receiveReturn', 'completeReturn'];
  it.each(terminations(['before', 'after'], ACTIVITIES))('%s the effect of %s', async (moment, activity) => {
    const { orderId, productId } = await placeConfirmed();
    const lines = [{ productId, quantity: 1 }];
    const request: ReturnRequest = { returnId: randomUUID(), orderId, lines, restock: true, reason: 'wrong size' };
    const workflowId = returnWorkflowId(request.returnId);
    await startAndTerminate(system, activity, moment, () => start('returnOrder', workflowId, request));
    const isMade = activity !== 'recordReturn' || moment === 'after';
    const isDone = `${moment} ${activity}` === 'after completeReturn';
    expect(await repairsOf(orderId)).toEqual(isMade && !isDone ? ['finish return'] : []);
    if (isMade && !isDone) expect(await workflows().result(workflowId)).toMatchObject({ request, rejection: null });
    expect(await readPayment(orderId)).toMatchObject({ refunded: isMade ? PRICE : 0 });
    expect(await readStock(system, productId)).toMatchObject({ available: isMade ? 1 : 0 });
    expect(await repairsOf(orderId)).toEqual([]);
  });
});
