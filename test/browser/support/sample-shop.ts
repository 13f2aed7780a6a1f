import type { Storefront } from '../../kit/storefront.js';
import { createProduct } from './products.js';

/** A name that no space interrupts. */
const LONG_NAME = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);

/** Orders in every status, of the storefront's customer. */
export interface SampleShop {
  readonly storefront: Storefront;
  /** The names of products that are in stock; the second one is very long, the third is sold in yen. */
  readonly products: readonly [string, string, string];
  readonly orders: Readonly<Record<'confirmed' | 'waiting' | 'cancelled' | 'failed', string>>;
  /** The payment page of the order that waits. */
  readonly paymentUrl: string;
}

export async function createSampleShop(storefront: Storefront): Promise<SampleShop> {
  const mug = await createProduct(storefront, 500);
  const long = await createProduct(storefront, 500);
  const yen = await createProduct(storefront, 4, 2_500, 'JPY');
  const soldOut = await createProduct(storefront, 0);
  const { body } = await storefront.request<{ data: { id: string; name: string }[] }>('GET', '/v1/products?limit=100');
  const idOf = (wanted: string) => body.data.find(({ name }) => name === wanted)?.id ?? '';
  await storefront.request('PATCH', `/v1/products/${idOf(long)}`, { name: LONG_NAME }, 'operator');
  await storefront.request('PATCH', `/v1/products/${idOf(soldOut)}`, { status: 'inactive' }, 'operator');

  const place = async (fields: object, status: string) => {
    const items = [mug, long].map((name) => ({ product_id: idOf(name), quantity: 2 }));
    const { body: order } = await storefront.placeOrder(idOf(mug), { items, ...fields });
    return storefront.waitForOrder(order.id, (each) => each.status === status && each.payment !== null);
  };
  const alipay = { payment_method: 'alipay', payment_token: undefined };
  const [confirmed, failed, waiting, pending] = await Promise.all([
    place({}, 'confirmed'),
    place({ payment_token: 'tok_decline' }, 'failed'),
    place(alipay, 'pending'),
    place(alipay, 'pending'),
  ]);
  const refund = { amount: 525, reason: 'arrived damaged' };
  await storefront.request('POST', `/v1/orders/${confirmed.id}/refunds`, refund, 'operator');
  await storefront.request('POST', `/v1/orders/${pending.id}/cancel`, {});
  const cancelled = await storefront.waitForOrder(pending.id, ({ status }) => status === 'cancelled');
  const { payment } = await storefront.waitForOrder(waiting.id, (order) => order.payment?.next_action != null);
  const endpoint = { url: 'http://127.0.0.1:9099/hook', description: 'Warehouse', types: ['order.confirmed'] };
  const created = await storefront.request('POST', '/v1/webhook-endpoints', endpoint, 'operator');
  if (created.status !== 201) throw new Error(created.text);
  return {
    storefront,
    products: [mug, LONG_NAME, yen],
    orders: { confirmed: confirmed.id, waiting: waiting.id, cancelled: cancelled.id, failed: failed.id },
    paymentUrl: payment?.next_action?.redirect_url ?? '',
  };
}
