import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from '../../packages/client/src/index.js';
import { TOKENS } from '../../src/gateway/tokens.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import type { PlannedOrder } from './plan.js';
import { outcomeOf, type ApiResponse, type ShopClient } from './shop-client.js';

/** The responses that a customer received, which must hold. */
export interface CustomerRecord {
  readonly plan: PlannedOrder;
  readonly userId: string;
  readonly key: string | undefined;
  /** The order, accepted with 201 or 200. */
  order?: { readonly id: string; readonly total: number };
  /** The code of the rejection; null when every attempt failed. */
  rejection?: string | null;
  /** The API accepted the cancellation. */
  cancelled?: true;
  /** A refund was requested, with this amount in minor units. */
  refundRequested?: number;
  /** A return was requested. */
  returnRequested?: true;
  /** Refunded minor units. */
  refunded: number;
}

export interface Shop {
  readonly client: ShopClient;
  readonly customers: readonly string[];
  readonly operator: string;
  readonly products: readonly { readonly id: string }[];
  /** Makes the idempotency keys of this run unique. */
  readonly runId: string;
}

const POLL_INTERVAL_MS = 500;
const WAIT_TIMEOUT_MS = 70_000;
const MAX_PAGE_ATTEMPTS = 20;

/** Plays one order as planned; resolves when the customer is done. */
export async function runScenario(plan: PlannedOrder, shop: Shop): Promise<CustomerRecord> {
  const userId = shop.customers[plan.customer] ?? '';
  const key = plan.hasIdempotencyKey ? `${shop.runId}-${plan.number}` : undefined;
  const record: CustomerRecord = { plan, userId, key, refunded: 0 };
  const response = await place(record, shop);
  if (response === null) record.rejection = null;
  else if (response.status > 201) record.rejection = response.body.code ?? `${response.status}`;
  else {
    record.order = { id: response.body.id, total: response.body.total_amount };
    await Promise.all([
      visitPaymentPage(record, shop),
      cancel(record, shop),
      refund(record, shop),
      takeBack(record, shop),
    ]);
  }
  return record;
}

async function place(
  { plan, userId, key }: CustomerRecord,
  { client, products }: Shop,
): Promise<ApiResponse<Order> | null> {
  const body = {
    items: plan.lines.map(({ product, quantity }) => ({ product_id: products[product]?.id ?? '', quantity })),
    payment_method: plan.method,
    ...(plan.token !== undefined && { payment_token: plan.token }),
  };
  const user = client.as(userId, key === undefined ? { attempts: 1 } : {});
  const params = { header: key === undefined ? {} : { 'Idempotency-Key': key } };
  const sendRequest = () => outcomeOf(user.POST('/v1/orders', { params, body }));
  const [response, duplicate] = await Promise.all([
    sendRequest(),
    plan.sentTwice && key !== undefined ? sendRequest() : null,
  ]);
  // The first may be refused for want of stock just before the second finds some: an early refusal does not use up the key.
  return [response, duplicate].find((each) => each && each.status <= 201) ?? response ?? duplicate;
}

async function visitPaymentPage({ plan, userId, order }: CustomerRecord, { client }: Shop): Promise<void> {
  const waitsForCustomer =
    ['paypal', 'alipay', 'wechat'].includes(plan.method) || TOKENS.get(plan.token ?? '')?.requiresAction;
  if (!waitsForCustomer || !order) return;
  const found = await waitForOrder(client, userId, order.id, ({ payment }) => payment?.next_action != null);
  const url = found?.payment?.next_action?.redirect_url;
  if (url === undefined) return;
  if (plan.extendsReservation) {
    const params = { path: { id: order.id } };
    const extension = { params, body: { seconds: 10 } };
    await outcomeOf(client.as(userId, { attempts: 1 }).POST('/v1/orders/{id}/reservation/extend', extension));
  }
  if (plan.decision === 'ignore') return;
  await sleep(plan.decisionDelayMs);
  for (let attempt = 0; attempt < MAX_PAGE_ATTEMPTS; attempt += 1) {
    const page = await submitPaymentDecision(url, plan.decision).catch(() => undefined);
    if (page?.status === 200) return;
    await sleep(POLL_INTERVAL_MS);
  }
}

/**
 * Repeats the requests whose run may have been terminated: an accepted cancellation, and a return and a refund, which keep their keys.
 * Their outcome may be that nothing is left to do.
 */
export async function repeatRequests(records: readonly CustomerRecord[], shop: Shop): Promise<void> {
  for (const record of records) {
    if (record.cancelled) await requestCancellation(record, shop);
    if (record.returnRequested) await requestReturn(record, shop);
    if (record.refundRequested !== undefined) await requestRefund(record, record.refundRequested, shop);
  }
}

async function cancel(record: CustomerRecord, shop: Shop): Promise<void> {
  const { cancelAfterMs } = record.plan;
  if (cancelAfterMs === undefined || !record.order) return;
  await sleep(cancelAfterMs);
  await requestCancellation(record, shop);
}

async function requestCancellation(record: CustomerRecord, { client }: Shop): Promise<void> {
  const { userId, order } = record;
  if (!order) return;
  const cancellation = { params: { path: { id: order.id } }, body: { reason: 'chaos' } };
  const response = await outcomeOf(client.as(userId).POST('/v1/orders/{id}/cancel', cancellation));
  if (response && response.status <= 202) record.cancelled = true;
}

async function refund(record: CustomerRecord, shop: Shop): Promise<void> {
  const { plan, userId, order } = record;
  if (plan.refundShare === undefined || !order) return;
  const found = await waitForOrder(shop.client, userId, order.id, ({ status }) => status === 'confirmed');
  if (!found) return;
  record.refundRequested = Math.max(1, Math.round(order.total * plan.refundShare));
  await requestRefund(record, record.refundRequested, shop);
}

async function requestRefund(record: CustomerRecord, amount: number, { client, operator, runId }: Shop): Promise<void> {
  const { plan, order } = record;
  if (!order) return;
  const params = { path: { id: order.id }, header: { 'Idempotency-Key': `${runId}-${plan.number}-refund` } };
  const response = await outcomeOf(
    client.as(operator, { role: 'operator' }).POST('/v1/orders/{id}/refunds', {
      params,
      body: { amount, reason: 'chaos' },
    }),
  );
  // A pending refund may still fail.
  if (response?.status === 201 && response.body.status === 'succeeded') record.refunded = response.body.amount;
}

async function takeBack(record: CustomerRecord, shop: Shop): Promise<void> {
  const { plan, userId, order } = record;
  if (!plan.returnsUnit || !order) return;
  const found = await waitForOrder(shop.client, userId, order.id, ({ status }) => status === 'confirmed');
  if (!found) return;
  record.returnRequested = true;
  await requestReturn(record, shop);
}

/** The outcome is not recorded: the refund and the cancellation of the order may leave less for it. The audit checks it. */
async function requestReturn({ plan, order }: CustomerRecord, shop: Shop): Promise<void> {
  const productId = shop.products[plan.lines[0]?.product ?? 0]?.id;
  if (!order || productId === undefined) return;
  const params = { path: { id: order.id }, header: { 'Idempotency-Key': `${shop.runId}-${plan.number}-return` } };
  const body = {
    items: [{ product_id: productId, quantity: 1 }],
    restock: plan.number % 2 === 0,
    reason: 'chaos',
  };
  await outcomeOf(
    shop.client.as(shop.operator, { role: 'operator' }).POST('/v1/orders/{id}/returns', { params, body }),
  );
}

/** Polls an order until it matches; undefined when it ends otherwise or after a timeout. */
async function waitForOrder(
  client: ShopClient,
  userId: string,
  orderId: string,
  predicate: (order: Order) => boolean,
): Promise<Order | undefined> {
  const user = client.as(userId, { attempts: 1 });
  const deadline = Date.now() + WAIT_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const response = await outcomeOf(user.GET('/v1/orders/{id}', { params: { path: { id: orderId } } }));
    if (response?.status === 200 && predicate(response.body)) return response.body;
    if (response?.status === 200 && ['confirmed', 'cancelled', 'failed'].includes(response.body.status))
      return undefined;
    await sleep(POLL_INTERVAL_MS);
  }
  return undefined;
}
