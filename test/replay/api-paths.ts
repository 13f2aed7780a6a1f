import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config.js';
import { cancellationWorkflowId } from '../../src/workflows/cancel-confirmed-order.js';
import { orderWorkflowId, type PlaceOrderResult } from '../../src/workflows/messages.js';
import type { reconcile } from '../../src/workflows/reconcile.js';
import { latePaymentWorkflowId } from '../../src/workflows/refund-late-payment.js';
import { until } from '../support/observe.js';
import { TASK_QUEUES } from '../../src/workflows/task-queues.js';
import { signedEvent } from '../support/signed-event.js';
import { decide, type OrderView } from '../support/storefront.js';
import type { StorefrontProcesses } from '../support/storefront-processes.js';
import type { System } from '../support/system.js';

export interface Town {
  readonly system: System;
  readonly shop: StorefrontProcesses;
  /** Reads what the workers write. */
  readonly client: Client;
}

/** Goes the path of its name as a customer or an operator would; answers the id of the run that is to be kept. */
type Path = (town: Town) => Promise<string>;

/** Paths that need nothing to fail, for workers of every mode. */
export const API_PATHS: Readonly<Record<string, Path>> = {
  'place-order.confirmed': async (town) => end(town, (await order(town)).id, 'confirmed'),
  'place-order.confirmed-after-a-lost-answer': async (town) =>
    end(town, (await order(town, { payment_token: 'tok_timeout' })).id, 'confirmed'),
  'place-order.declined': async (town) =>
    end(town, (await order(town, { payment_token: 'tok_decline' })).id, 'failed', 'payment_declined'),
  'place-order.rejected-insufficient-stock': (town) => rejected(town, 2, 'insufficient_stock'),
  'place-order.rejected-unknown-product': (town) => rejected(town, 1, 'product_not_found', randomUUID()),
  'place-order.approved-by-customer': async (town) => {
    const { id, redirectUrl } = await wait(town);
    await decide(redirectUrl, 'approve');
    return end(town, id, 'confirmed');
  },
  'place-order.declined-by-customer': async (town) => {
    const { id, redirectUrl } = await wait(town);
    await decide(redirectUrl, 'decline');
    return end(town, id, 'failed', 'payment_declined');
  },
  'place-order.extended': async (town) => {
    const { id, redirectUrl } = await wait(town);
    await asked(town, `/v1/orders/${id}/reservation/extend`, { seconds: 60 });
    await decide(redirectUrl, 'approve');
    return end(town, id, 'confirmed');
  },
  'place-order.expired': async (town) => end(town, (await wait(town)).id, 'cancelled', 'reservation_expired'),
  'place-order.cancelled-awaiting-customer': async (town) => {
    const { id } = await wait(town);
    await asked(town, `/v1/orders/${id}/cancel`, { reason: 'no longer needed' });
    return end(town, id, 'cancelled', 'no longer needed');
  },
  'cancel-confirmed-order.cancelled': async (town) => {
    const { id } = await confirmed(town);
    await asked(town, `/v1/orders/${id}/cancel`, { reason: 'changed my mind' });
    return ended(town, cancellationWorkflowId(id));
  },
  'refund-payment.whole': (town) => refund(town),
  'refund-payment.part': (town) => refund(town, 500),
  'refund-payment.refused': (town) => refund(town, 2_000),
  'refund-late-payment.refunded': async (town) => {
    const { id } = await wait(town);
    await asked(town, `/v1/orders/${id}/cancel`, {});
    await end(town, id, 'cancelled', 'cancel_requested');
    // Somebody else's system: it took the money although it had called the charge off.
    await town.system.database.query(
      `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
      [id],
    );
    const { body, signature } = signedEvent(LOCAL_PAYMENT_WEBHOOK_SECRET, { type: 'charge.succeeded', orderId: id });
    const headers = { 'content-type': 'application/json', 'gateway-signature': signature };
    await fetch(`${town.shop.url}/v1/webhooks/payments`, { method: 'POST', headers, body });
    return ended(town, latePaymentWorkflowId(id));
  },
  'reconcile.nothing-to-repair': async (town) => {
    const workflowId = `reconciliation-${randomUUID()}`;
    const args: Parameters<typeof reconcile> = [{ graceSeconds: 600, windowSeconds: 86_400, limit: 500 }];
    await town.client.workflow.execute('reconcile', { workflowId, taskQueue: TASK_QUEUES.orders, args });
    return workflowId;
  },
};

/** Asks for something that the API must not refuse. */
async function asked({ shop }: Town, path: string, body: object): Promise<void> {
  const answer: object & { code?: string } = await shop.ask('POST', path, body);
  if (answer.code !== undefined) throw new Error(`${path}: ${JSON.stringify(answer)}`);
}

async function order({ system, shop }: Town, fields: object = {}): Promise<OrderView> {
  return shop.order((await system.addProduct(1)).id, fields);
}

/** An order that waits for its customer, and where they are to go. */
async function wait(town: Town): Promise<{ id: string; redirectUrl: string }> {
  const { id } = await order(town, { payment_method: 'alipay', payment_token: undefined });
  const { payment } = await town.shop.watch(id, (now) => now.payment?.next_action != null);
  return { id, redirectUrl: payment?.next_action?.redirect_url ?? '' };
}

async function confirmed(town: Town): Promise<OrderView> {
  const placed = await order(town);
  await end(town, placed.id, 'confirmed');
  return placed;
}

/** The run of an order that was never created, and whose id nobody is told. */
async function rejected(town: Town, quantity: number, code: string, productId?: string): Promise<string> {
  const product = productId ?? (await town.system.addProduct(1)).id;
  return newRun(town, 'placeOrder', async () => {
    const answer: object & { code?: string } = await order(town, { items: [{ product_id: product, quantity }] });
    if (answer.code !== code) throw new Error(`not ${code}: ${JSON.stringify(answer)}`);
  });
}

async function refund(town: Town, amount?: number): Promise<string> {
  const { id } = await confirmed(town);
  return newRun(town, 'refundPayment', () =>
    town.shop.ask('POST', `/v1/orders/${id}/refunds`, { reason: 'arrived damaged', amount }, 'operator'),
  );
}

/** The run that was not there before, once it has ended. */
async function newRun(town: Town, type: string, act: () => Promise<unknown>): Promise<string> {
  const before = await runsOf(town, type);
  await act();
  const [workflowId] = await until(
    async () => (await runsOf(town, type)).filter((run) => !before.includes(run)),
    (runs) => runs.length === 1,
  );
  return ended(town, workflowId ?? '');
}

async function runsOf({ client }: Town, type: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = '${type}'` })) runs.push(workflowId);
  return runs;
}

/** Waits for a run that may not have been started yet. */
async function ended({ client }: Town, workflowId: string): Promise<string> {
  const run = client.workflow.getHandle(workflowId);
  await until(
    () => run.describe().catch(unlessMissing),
    (found) => found !== undefined,
  );
  await run.result();
  return workflowId;
}

function unlessMissing(error: unknown): undefined {
  if (!(error instanceof WorkflowNotFoundError)) throw error;
}

/** The order's run, which must have ended as wanted. */
async function end(town: Town, orderId: string, status: string, reason: string | null = null): Promise<string> {
  const workflowId = orderWorkflowId(orderId);
  const result = (await town.client.workflow.result(workflowId)) as PlaceOrderResult;
  if (result.status !== status || result.reason !== reason) throw new Error(`it ended as ${JSON.stringify(result)}`);
  return workflowId;
}
