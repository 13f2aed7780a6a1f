import { setTimeout as sleep } from 'node:timers/promises';
import { decideAtPage } from '../support/customer.js';
import type { PlannedOrder } from './plan.js';
import type { Answer, OrderView, ShopClient } from './shop-client.js';

/** What the API told a customer, and what it must therefore keep. */
export interface Told {
  readonly plan: PlannedOrder;
  readonly userId: string;
  readonly key: string | undefined;
  /** The order, acknowledged by 201 or 200. */
  order?: { readonly id: string; readonly total: number };
  /** The code by which it was refused; null: no answer, or none but that there was no answer. */
  refusal?: string | null;
  /** It is being cancelled, or was. */
  cancelled?: true;
  /** Minor units that were given back. */
  refunded: number;
}

export interface Shop {
  readonly client: ShopClient;
  readonly customers: readonly string[];
  readonly operator: string;
  readonly products: readonly { readonly id: string }[];
  /** Tells the keys of this run from those of another. */
  readonly name: string;
}

const POLL_MS = 500;
const PATIENCE_MS = 70_000;
const PAGE_ATTEMPTS = 20;

/** Lives through one order as planned; resolves when the customer has nothing more to do. */
export async function liveThrough(plan: PlannedOrder, shop: Shop): Promise<Told> {
  const userId = shop.customers[plan.customer] ?? '';
  const key = plan.keyed ? `${shop.name}-${plan.number}` : undefined;
  const told: Told = { plan, userId, key, refunded: 0 };
  const answer = await place(told, shop);
  if (answer === null) told.refusal = null;
  else if (answer.status > 201) told.refusal = answer.body.code ?? `${answer.status}`;
  else {
    told.order = { id: answer.body.id, total: answer.body.total_amount };
    await Promise.all([visitPage(told, shop), cancel(told, shop), refund(told, shop)]);
  }
  return told;
}

async function place({ plan, userId, key }: Told, { client, products }: Shop): Promise<Answer<OrderView> | null> {
  const body = {
    items: plan.lines.map(({ product, quantity }) => ({ product_id: products[product]?.id, quantity })),
    payment_method: plan.method,
    ...(plan.token !== undefined && { payment_token: plan.token }),
  };
  const ask = () =>
    client.call(userId, 'POST', '/v1/orders', { body, ...(key === undefined ? { attempts: 1 } : { key }) });
  const [answer, twin] = await Promise.all([ask(), plan.twice && key !== undefined ? ask() : null]);
  return answer ?? twin;
}

async function visitPage({ plan, userId, order }: Told, { client }: Shop): Promise<void> {
  if (!['paypal', 'alipay', 'wechat'].includes(plan.method) || !order) return;
  const found = await watch(client, userId, order.id, ({ payment }) => payment?.next_action != null);
  const url = found?.payment?.next_action?.redirect_url;
  if (url === undefined) return;
  if (plan.extends) {
    const path = `/v1/orders/${order.id}/reservation/extend`;
    await client.call(userId, 'POST', path, { body: { seconds: 10 }, attempts: 1 });
  }
  if (plan.decision === 'ignore') return;
  await sleep(plan.thinksFor);
  for (let attempt = 0; attempt < PAGE_ATTEMPTS; attempt += 1) {
    const page = await decideAtPage(url, plan.decision).catch(() => undefined);
    if (page?.status === 200) return;
    await sleep(POLL_MS);
  }
}

async function cancel(told: Told, { client }: Shop): Promise<void> {
  const { plan, userId, order } = told;
  if (plan.cancelsAfter === undefined || !order) return;
  await sleep(plan.cancelsAfter);
  const answer = await client.call(userId, 'POST', `/v1/orders/${order.id}/cancel`, { body: { reason: 'chaos' } });
  if (answer && answer.status <= 202) told.cancelled = true;
}

async function refund(told: Told, { client, operator, name }: Shop): Promise<void> {
  const { plan, userId, order } = told;
  if (plan.refund === undefined || !order) return;
  const found = await watch(client, userId, order.id, ({ status }) => status === 'confirmed');
  if (!found) return;
  const amount = Math.max(1, Math.round(order.total * plan.refund));
  const answer = await client.call<{ amount: number }>(operator, 'POST', `/v1/orders/${order.id}/refunds`, {
    body: { amount, reason: 'chaos' },
    key: `${name}-${plan.number}-refund`,
    role: 'operator',
  });
  if (answer?.status === 201) told.refunded = answer.body.amount;
}

/** The order once it is as wanted; undefined when it has ended otherwise, or nobody is that patient. */
async function watch(
  client: ShopClient,
  userId: string,
  orderId: string,
  wanted: (order: OrderView) => boolean,
): Promise<OrderView | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await client.call(userId, 'GET', `/v1/orders/${orderId}`, { attempts: 1 });
    if (answer?.status === 200 && wanted(answer.body)) return answer.body;
    if (answer?.status === 200 && ['confirmed', 'cancelled', 'failed'].includes(answer.body.status)) return undefined;
    await sleep(POLL_MS);
  }
  return undefined;
}
