import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import {
  cancellationWorkflowId,
  cancelOrdersWorkflowId,
  followPaymentWorkflowId,
  latePaymentWorkflowId,
  orderWorkflowId,
  otherChargeWorkflowId,
} from '../../src/contracts/workflow-ids.js';
import { type PlaceOrderResult } from '../../src/contracts/place-order.js';
import { parked, retryNow } from '../../src/workflows/messages.js';
import type { reconcile } from '../../src/workflows/reconcile/reconcile.js';
import { waitUntil } from '../kit/observe.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { signedEvent } from '../kit/webhook-events.js';
import { callApi, type OrderView } from '../kit/api-client.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import type { RecordingContext } from './recording-context.js';

/** Takes the path of its name as a customer or an operator. @returns the workflow id of the run to record */
type Scenario = (context: RecordingContext) => Promise<string>;

/** Paths without faults, recorded with the workers of every mode. */
export const API_SCENARIOS: Readonly<Record<string, Scenario>> = {
  'place-order.confirmed': async (context) => expectOutcome(context, (await placeOrder(context)).id, 'confirmed'),
  'place-order.confirmed-after-a-lost-response': async (context) =>
    expectOutcome(context, (await placeOrder(context, { payment_token: 'tok_timeout' })).id, 'confirmed'),
  'place-order.declined': async (context) =>
    expectOutcome(
      context,
      (await placeOrder(context, { payment_token: 'tok_decline' })).id,
      'failed',
      'payment_declined',
    ),
  'place-order.rejected-insufficient-stock': (context) => placeRejected(context, 2, 'insufficient_stock'),
  'place-order.rejected-unknown-product': (context) => placeRejected(context, 1, 'product_not_found', randomUUID()),
  'place-order.approved-by-customer': async (context) => {
    const { id, redirectUrl } = await placeAwaitingCustomer(context);
    await submitPaymentDecision(redirectUrl, 'approve');
    return expectOutcome(context, id, 'confirmed');
  },
  'place-order.declined-by-customer': async (context) => {
    const { id, redirectUrl } = await placeAwaitingCustomer(context);
    await submitPaymentDecision(redirectUrl, 'decline');
    return expectOutcome(context, id, 'failed', 'payment_declined');
  },
  'place-order.extended': async (context) => {
    const { id, redirectUrl } = await placeAwaitingCustomer(context);
    await requestOrThrow(context, `/v1/orders/${id}/reservation/extend`, { seconds: 60 });
    await submitPaymentDecision(redirectUrl, 'approve');
    return expectOutcome(context, id, 'confirmed');
  },
  'place-order.expired': async (context) =>
    expectOutcome(context, (await placeAwaitingCustomer(context)).id, 'cancelled', 'reservation_expired'),
  'place-order.cancelled-awaiting-customer': async (context) => {
    const { id } = await placeAwaitingCustomer(context);
    await requestOrThrow(context, `/v1/orders/${id}/cancel`, { reason: 'no longer needed' });
    return expectOutcome(context, id, 'cancelled', 'no longer needed');
  },
  'place-order.approved-without-an-event': async (context) => {
    const { id, redirectUrl } = await placeAwaitingCustomer(context, {
      payment_method: 'credit_card',
      payment_token: 'tok_lost_event',
    });
    await submitPaymentDecision(redirectUrl, 'approve');
    return expectOutcome(context, id, 'confirmed');
  },
  'place-order.captured-manually': async (context) =>
    expectOutcome(context, (await placeManual(context, 'tok_approve')).orderId, 'confirmed'),
  'place-order.capture-failed': async (context) =>
    expectOutcome(context, (await placeManual(context, 'tok_capture_fails')).orderId, 'failed', 'payment_voided'),
  'cancel-confirmed-order.cancelled': async (context) => {
    const { id } = await placeConfirmed(context);
    await requestOrThrow(context, `/v1/orders/${id}/cancel`, { reason: 'changed my mind' });
    return waitForRun(context, cancellationWorkflowId(id));
  },
  'cancel-orders.done': async (context) => {
    const [confirmed, awaiting] = [await placeConfirmed(context), await placeAwaitingCustomer(context)];
    const body = { order_ids: [confirmed.id, awaiting.id, randomUUID()], reason: 'recalled' };
    const { body: started } = await context.shop.request('POST', '/v1/cancellations', body, 'operator');
    return waitForRun(context, cancelOrdersWorkflowId(started.id));
  },
  'refund-payment.full': (context) => refund(context),
  'refund-payment.partial': (context) => refund(context, 500),
  'refund-payment.rejected': (context) => refund(context, 2_000),
  'refund-late-payment.refunded': async (context) => {
    const { id } = await placeAwaitingCustomer(context);
    await requestOrThrow(context, `/v1/orders/${id}/cancel`, {});
    await expectOutcome(context, id, 'cancelled', 'cancel_requested');
    // Simulates a provider that captures a cancelled charge.
    await context.system.database.query(
      `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
      [id],
    );
    const { body, headers } = signedEvent(id, 'charge.succeeded');
    await callApi(context.shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers });
    return waitForRun(context, latePaymentWorkflowId(id));
  },
  'follow-payment.failed-and-retried': async (context) => {
    const { id } = await placeOrder(context, { payment_token: 'tok_refund_fails' });
    await expectOutcome(context, id, 'confirmed');
    await requestOrThrow(context, `/v1/orders/${id}/cancel`, {});
    const run = context.client.workflow.getHandle(followPaymentWorkflowId(id));
    await waitUntil(
      () => run.query(parked).catch(ignoreNotFound),
      (list) => (list?.length ?? 0) > 0,
    );
    await run.executeUpdate(retryNow);
    return waitForRun(context, run.workflowId);
  },
  'return-order.completed': (context) => returnOne(context, 'tok_approve'),
  'return-order.refund-pending': (context) => returnOne(context, 'tok_refund_pending'),
  'return-order.rejected': (context) => returnOne(context, 'tok_approve', 2),
  'release-other-charge.nothing-kept': async (context) => {
    const { id } = await placeConfirmed(context);
    const chargeId = `TXN-${randomUUID()}`;
    const { body, headers } = signedEvent(id, 'charge.succeeded', { chargeId });
    await callApi(context.shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers });
    return waitForRun(context, otherChargeWorkflowId(id, chargeId));
  },
  'reconcile.nothing-to-repair': async (context) => {
    const workflowId = `reconciliation-${randomUUID()}`;
    const args: Parameters<typeof reconcile> = [{ graceSeconds: 600, windowSeconds: 86_400, limit: 500 }];
    await context.client.workflow.execute('reconcile', { workflowId, taskQueue: TASK_QUEUES.orders, args });
    return workflowId;
  },
};

/** @throws Error when the API rejects the request */
async function requestOrThrow({ shop }: RecordingContext, path: string, body: object): Promise<void> {
  const response = await shop.request('POST', path, body);
  if (response.body.code !== undefined) throw new Error(`${path}: ${response.text}`);
}

async function placeOrder(
  { system, shop }: RecordingContext,
  fields: object = {},
): Promise<OrderView & { code?: string }> {
  return (await shop.placeOrder((await system.addProduct(1)).id, fields)).body;
}

/** Places an order that waits for its customer. */
async function placeAwaitingCustomer(
  context: RecordingContext,
  fields: object = { payment_method: 'alipay', payment_token: undefined },
): Promise<{ id: string; redirectUrl: string }> {
  const { id } = await placeOrder(context, fields);
  const { payment } = await context.shop.waitForOrder(id, (now) => now.payment?.next_action != null);
  return { id, redirectUrl: payment?.next_action?.redirect_url ?? '' };
}

/** Starts the run directly: the API of the recording captures automatically. */
function placeManual({ system }: RecordingContext, paymentToken: string) {
  return system.place({ paymentCapture: 'manual', paymentToken });
}

async function placeConfirmed(context: RecordingContext): Promise<OrderView> {
  const placed = await placeOrder(context);
  await expectOutcome(context, placed.id, 'confirmed');
  return placed;
}

/** Starts the run directly: the API refuses such an order before it starts one. */
async function placeRejected(
  { system, client }: RecordingContext,
  quantity: number,
  code: string,
  unknownProductId?: string,
): Promise<string> {
  const productId = unknownProductId ?? (await system.addProduct(1)).id;
  const workflowId = orderWorkflowId((await system.place({ lines: [{ productId, quantity }] })).orderId);
  const result = await client.workflow.result<() => Promise<PlaceOrderResult>>(workflowId);
  if (result.rejection?.code !== code) throw new Error(`expected ${code}: ${JSON.stringify(result)}`);
  return workflowId;
}

async function refund(context: RecordingContext, amount?: number): Promise<string> {
  const { id } = await placeConfirmed(context);
  return newRun(context, 'refundPayment', () =>
    context.shop.request('POST', `/v1/orders/${id}/refunds`, { reason: 'arrived damaged', amount }, 'operator'),
  );
}

async function returnOne(context: RecordingContext, paymentToken: string, quantity = 1): Promise<string> {
  const product = await context.system.addProduct(1);
  const items = [{ product_id: product.id, quantity: 1 }];
  const { id } = await placeOrder(context, { items, payment_token: paymentToken });
  await expectOutcome(context, id, 'confirmed');
  const lines = items.map(({ product_id }) => ({ product_id, quantity }));
  return newRun(context, 'returnOrder', () =>
    context.shop.request(
      'POST',
      `/v1/orders/${id}/returns`,
      { items: lines, restock: true, reason: 'wrong size' },
      'operator',
    ),
  );
}

/** Waits for the run that `action` starts, until it ends. @returns its workflow id */
async function newRun(context: RecordingContext, type: string, action: () => Promise<unknown>): Promise<string> {
  const before = await listRunIds(context, type);
  await action();
  const [workflowId] = await waitUntil(
    async () => (await listRunIds(context, type)).filter((run) => !before.includes(run)),
    (runs) => runs.length === 1,
  );
  return waitForRun(context, workflowId ?? '');
}

async function listRunIds({ client }: RecordingContext, type: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = '${type}'` })) runs.push(workflowId);
  return runs;
}

/** Waits until a run, which may not have started yet, ends. */
async function waitForRun({ client }: RecordingContext, workflowId: string): Promise<string> {
  const run = client.workflow.getHandle(workflowId);
  await waitUntil(
    () => run.describe().catch(ignoreNotFound),
    (found) => found !== undefined,
  );
  await run.result();
  return workflowId;
}

function ignoreNotFound(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/** @throws Error when the order's run ends with another outcome */
async function expectOutcome(
  context: RecordingContext,
  orderId: string,
  status: string,
  reason: string | null = null,
): Promise<string> {
  const workflowId = orderWorkflowId(orderId);
  const result = (await context.client.workflow.result(workflowId)) as PlaceOrderResult;
  if (result.status !== status || result.reason !== reason)
    throw new Error(`expected ${status}: ${JSON.stringify(result)}`);
  return workflowId;
}
