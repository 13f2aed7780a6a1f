import { afterAll, beforeAll, expect, it } from 'vitest';
import { signWebhook } from '../../src/crypto/webhook-signature.js';
import { callApi, hasFinalStatus } from '../kit/api-client.js';
import { InvoiceGateway } from '../kit/invoice-provider/invoice-gateway.js';
import { InvoiceOffice } from '../kit/invoice-provider/invoice-office.js';
import { readStock } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

const SECRET = 'a secret of thirty-two characters';
const office = new InvoiceOffice();

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront({ gateway: new InvoiceGateway(office, SECRET) });
});
afterAll(async () => {
  await replayAll(shop.system);
  await shop.stop();
});

/** Places an order and returns when its invoice is written. */
async function order() {
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id, { payment_token: undefined });
  const { payment } = await shop.waitForOrder(body.id, ({ payment }) => payment?.next_action != null);
  return {
    orderId: body.id,
    productId: product.id,
    invoiceId: payment?.next_action?.redirect_url.split('/').pop() ?? '',
  };
}

async function sendPaidEvent(invoiceId: string): Promise<number> {
  const text = JSON.stringify(office.markPaid(invoiceId));
  const headers = { 'Invoice-Signature': signWebhook(text, SECRET, Math.floor(Date.now() / 1_000)) };
  return (await callApi(shop.url, 'POST', '/v1/webhooks/payments', { text, headers })).status;
}

it('confirms an order when the event of another provider says that its invoice is paid', async () => {
  const { orderId, invoiceId } = await order();
  expect(await sendPaidEvent(invoiceId)).toBe(200);
  expect(await shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({
    status: 'confirmed',
    payment: { status: 'success' },
  });
  expect(office.countPaid(orderId)).toBe(1);
});

it('cancels the invoice of an order that is cancelled', async () => {
  const { orderId, productId, invoiceId } = await order();
  await shop.request('POST', `/v1/orders/${orderId}/cancel`, {});
  expect(await shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({ status: 'cancelled' });
  expect(office.find(invoiceId)?.status).toBe('canceled');
  expect(await readStock(shop.system, productId)).toMatchObject({ available: 1, reserved: 0 });
});
