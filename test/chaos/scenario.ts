import { setTimeout as sleep } from 'node:timers/promises';
import { submitPaymentDecision } from '../kit/payment-page.js';
import type { PlannedOrder } from './plan.js';
import type { ApiResponse, OrderView, ShopClient } from './shop-client.js';

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
    await Promise.all([visitPaymentPage(record, shop), cancel(record, shop), refund(record, shop)]);
  }
  return record;
}

async function place(
  { plan, userId, key }: CustomerRecord,
  { client, products }: Shop,
): Promise<ApiResponse<OrderView> | null> {
  const body = {
    items: plan.lines.map(({ product, quantity }) => ({ product_id: products[product]?.id, quantity })),
    payment_method: plan.method,
    ...(plan.token !== undefined && { payment_token: plan.token }),
  };
  const sendRequest = () =>
    client.call(userId, 'POST', '/v1/orders', { body, ...(key === undefined ? { attempts: 1 } : { key }) });
  const [response, duplicate] = await Promise.all([
    sendRequest(),
    plan.sentTwice && key !== undefined ? sendRequest() : null,
  ]);
  return response ?? duplicate;
}

async function visitPaymentPage({ plan, userId, order }: CustomerRecord, { client }: Shop): Promise<void> {
  if (!['paypal', 'alipay', 'wechat'].includes(plan.method) || !order) return;
  const found = await waitForOrder(client, userId, order.id, ({ payment }) => payment?.next_action != null);
  const url = found?.payment?.next_action?.redirect_url;
  if (url === undefined) return;
  if (plan.extendsReservation) {
    const path = `/v1/orders/${order.id}/reservation/extend`;
    await client.call(userId, 'POST', path, { body: { seconds: 10 }, attempts: 1 });
  }
  if (plan.decision === 'ignore') return;
  await sleep(plan.decisionDelayMs);
  for (let attempt = 0; attempt < MAX_PAGE_ATTEMPTS; attempt += 1) {
    const page = await submitPaymentDecision(url, plan.decision).catch(() => undefined);
    if (page?.status === 200) return;
    await sleep(POLL_INTERVAL_MS);
  }
}

async function cancel(record: CustomerRecord, { client }: Shop): Promise<void> {
  const { plan, userId, order } = record;
  if (plan.cancelAfterMs === undefined || !order) return;
  await sleep(plan.cancelAfterMs);
  const response = await client.call(userId, 'POST', `/v1/orders/${order.id}/cancel`, { body: { reason: 'chaos' } });
  if (response && response.status <= 202) record.cancelled = true;
}

async function refund(record: CustomerRecord, { client, operator, runId }: Shop): Promise<void> {
  const { plan, userId, order } = record;
  if (plan.refundShare === undefined || !order) return;
  const found = await waitForOrder(client, userId, order.id, ({ status }) => status === 'confirmed');
  if (!found) return;
  const amount = Math.max(1, Math.round(order.total * plan.refundShare));
  const response = await client.call<{ amount: number }>(operator, 'POST', `/v1/orders/${order.id}/refunds`, {
    body: { amount, reason: 'chaos' },
    key: `${runId}-${plan.number}-refund`,
    role: 'operator',
  });
  if (response?.status === 201) record.refunded = response.body.amount;
}

/** Polls an order until it matches; undefined when it ends otherwise or after a timeout. */
async function waitForOrder(
  client: ShopClient,
  userId: string,
  orderId: string,
  predicate: (order: OrderView) => boolean,
): Promise<OrderView | undefined> {
  const deadline = Date.now() + WAIT_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const response = await client.call(userId, 'GET', `/v1/orders/${orderId}`, { attempts: 1 });
    if (response?.status === 200 && predicate(response.body)) return response.body;
    if (response?.status === 200 && ['confirmed', 'cancelled', 'failed'].includes(response.body.status))
      return undefined;
    await sleep(POLL_INTERVAL_MS);
  }
  return undefined;
}
